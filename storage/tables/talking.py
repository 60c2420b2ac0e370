"""Conversations and the updates they were made of. Holds no queries."""

from datetime import datetime

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from storage.sealed import Sealed, SealedJson
from storage.tables.base import given_key, moment


class Conversation(SQLModel, table=True):
    """Where a conversation stands: the step it waits at, and what was said so far. `turn` rises with every change."""

    telegram_id: int = given_key()
    step: str | None = None
    said: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    turn: int = 0


class HandledUpdate(SQLModel, table=True):
    """An update whose effects are committed: what came of it, and the step it was met at, so it can be answered again."""

    __tablename__ = "handled_update"
    update_id: int = given_key()
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    action: str
    outcome: str = Field(sa_type=Sealed)
    turn_before: int = 0
    step_before: str | None = None
    said_before: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    for_before: int | None = None  # the person it was met logging for; below zero: that had just ended
    at: datetime = moment(index=True)
