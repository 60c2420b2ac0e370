"""What somebody wrote to an area or to its groups, and who has said that they have it. Holds no queries.

Who receives it and what became of that is in the outbox, a row a receiver.
"""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.sealed import SealedJson
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
