"""What somebody wrote to an area or to its groups, who said that they have it, and what was answered. Holds no queries.

Who receives it and what became of that is in the outbox, a row a receiver.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.sealed import Sealed, SealedJson
from storage.tables.base import moment


class Notice(SQLModel, table=True):
    """A notice, from its draft on. Its words are the outbox_body, kept once however many receive it."""

    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    area_id: int = Field(foreign_key="area.id", index=True)
    body_id: int = Field(foreign_key="outbox_body.id")
    audience: dict[str, Any] = Field(sa_type=SealedJson)  # domain/audience.py
    urgent: bool = False
    corrects_id: int | None = Field(default=None, foreign_key="notice.id")
    state: str = "draft"  # domain/notices.py: NoticeState
    why_ended: str | None = None
    made_at: datetime = moment()
    send_at: datetime | None = moment(nullable=True)
    asked_at: datetime | None = moment(nullable=True)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = moment(nullable=True)
    # Who last paused it, let it go on, stopped it or took it back, if that was not its author.
    held_by: int | None = Field(default=None, foreign_key="person.id")
    started_at: datetime | None = moment(nullable=True)
    first_sent_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    total: int = 0  # receivers there were when it began
    fed_to: int = 0  # the last of them, by id, that has a row in the outbox
    fed: bool = False  # all have one
    changed_to: int = 0  # the last row of the outbox that was asked after, or taken back
    card: int | None = None  # the message_id, in the author's chat, in which they see how it goes


class NoticeReceipt(SQLModel, table=True):
    """Somebody tapped "received" under a notice."""

    __tablename__ = "notice_receipt"
    notice_id: int = Field(foreign_key="notice.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    at: datetime = moment()


class NoticeThread(SQLModel, table=True):
    """Somebody answered a notice: what they and whoever wrote it say to each other since, until one of them ends it."""

    __tablename__ = "notice_thread"
    __table_args__ = (UniqueConstraint("notice_id", "person_id", name="thread_once"),)
    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(nullable=True)


class NoticeAnswer(SQLModel, table=True):
    """One thing said in a thread: by whoever answered, or by whoever wrote the notice."""

    __tablename__ = "notice_answer"
    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="notice_thread.id", index=True)
    by_author: bool = False
    text: str = Field(sa_type=Sealed)
    at: datetime = moment()
