"""Notices: what somebody has to say to many, who pressed "received", and what they answered. Holds no queries."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.sealed import Sealed, SealedJson
from storage.tables.base import moment


class Notice(SQLModel, table=True):
    """A text, photo or document for the people of an area, from the first draft to the last receiver."""

    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    urgent: bool = False
    body_id: int = Field(foreign_key="outbox_body.id")
    audience: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    state: str = Field(index=True)  # domain/notices.py: State
    receivers: int = 0
    corrects_id: int | None = Field(default=None, foreign_key="notice.id")
    approval_id: int | None = Field(default=None, foreign_key="approval.id")
    progress_message_id: int | None = None
    made_at: datetime = moment()
    send_at: datetime | None = moment(nullable=True)
    queued_at: datetime | None = moment(nullable=True)
    done_at: datetime | None = moment(nullable=True)
    recalled_at: datetime | None = moment(nullable=True)


class NoticeReceipt(SQLModel, table=True):
    """Somebody pressed "received" under a notice."""

    __tablename__ = "notice_receipt"
    notice_id: int = Field(foreign_key="notice.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    at: datetime = moment()


class NoticeReply(SQLModel, table=True):
    """A message in the thread between a receiver of a notice and whoever sent it."""

    __tablename__ = "notice_reply"
    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)  # the receiver whose thread it is
    by_id: int = Field(foreign_key="person.id")
    words: str = Field(sa_type=Sealed)
    at: datetime = moment()
