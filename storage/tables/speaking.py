"""What the bot says first: what is due, what waits to be sent, and who wants none of it. Holds no queries."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from storage.sealed import Sealed, SealedJson
from storage.tables.base import index_where, moment


class Due(SQLModel, table=True):
    """Something the bot has to do at a moment: one push for one receiver. The clock only looks; this row decides."""

    __table_args__ = (
        Index("due_next", "push", "due_at"),
        {"sqlite_with_rowid": False},  # what is due to one receiver lies on one page
    )
    receiver: str = Field(primary_key=True)  # "person:12" or "group:3"
    push: str = Field(primary_key=True)  # the name of a push in bot/scheduler/pushes
    # The reminder, reading or alert it is about; 0: none.
    reference: int = Field(default=0, primary_key=True, sa_column_kwargs={"autoincrement": False})
    due_at: datetime = moment()
    until: datetime | None = moment(nullable=True)  # no longer useful after; empty: the push decides


class Reminder(SQLModel, table=True):
    """Something a person wants to be reminded of, at times of day on chosen weekdays, on their own clock."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    about: str  # a vital sign, "exercise", "medicine" or "other"
    words: str = Field(sa_type=Sealed, default="")  # their own, if they gave any
    times: str  # "07:00,19:30"
    weekdays: int = 127  # bit 0 is Monday
    paused: bool = False
    ignored: int = 0  # times in a row nobody answered
    made_at: datetime = moment()


class OutboxBody(SQLModel, table=True):
    """A long text or a file that many receive, kept once."""

    __tablename__ = "outbox_body"
    id: int | None = Field(default=None, primary_key=True)
    content: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    made_at: datetime = moment()


class OutboxRow(SQLModel, table=True):
    """One thing the bot has to say to one chat. Its words are made when it is sent, in the language of that moment."""

    __tablename__ = "outbox"
    __table_args__ = (
        # Those with a condition hold the rows it is true of, and no others: what was sent long ago is in none of them.
        # A query that is to use one says its condition word for word (storage/outbox.py: `state_is`).
        index_where("state = 'queued'", "outbox_ready", "priority", "not_before", "id"),
        index_where("state = 'sending'", "outbox_on_its_way", "chat_id"),
        index_where("state = 'queued' and attempts > 0", "outbox_retried", "chat_id"),
        index_where("state in ('unknown', 'failed')", "outbox_in_trouble", "push", "state"),
        index_where("kind in ('alert', 'notice')", "outbox_about", "push", "reference"),
        index_where("kind = 'village_notice'", "outbox_of_notice", "push", "reference", "state"),
        Index("outbox_of_person", "person_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True)  # push:receiver:local date or ISO week
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    person_id: int | None = Field(default=None, foreign_key="person.id")
    group_id: int | None = Field(default=None, foreign_key="village_group.id")
    kind: str  # domain/outbox.py: Kind: what it may do to quiet hours, and whether it may be said twice
    priority: int  # 0 alert, 1 reminder and duty, 2 notice, 3 lesson
    push: str  # who makes its words
    reference: int = 0
    body_id: int | None = Field(default=None, foreign_key="outbox_body.id")
    payload: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    not_before: datetime = moment()
    expires_at: datetime | None = moment(nullable=True)
    attempts: int = 0
    lease_until: datetime | None = moment(nullable=True)
    state: str = "queued"  # queued sending sent unknown failed expired cancelled
    message_id: int | None = None
    parts_said: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}
    )  # of a message still on its way
    last_error: str | None = None
    made_at: datetime = moment()
    done_at: datetime | None = moment(nullable=True)


class Halt(SQLModel, table=True):
    """A pause Telegram asked for (429), kept so that a restart keeps it. Chat 0: everything."""

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    until: datetime = moment()


class Beat(SQLModel, table=True):
    """When something that should never stop was last seen going, to the minute: the clock."""

    name: str = Field(primary_key=True)
    at: datetime = moment()


class Unsubscribed(SQLModel, table=True):
    """A push a person or a group does not want any more. One tap on the message puts a row here."""

    receiver: str = Field(primary_key=True)  # "person:12" or "group:3"
    push: str = Field(primary_key=True)


class QuizPoll(SQLModel, table=True):
    """A quiz that was posted with a lesson."""

    __tablename__ = "quiz_poll"
    poll_id: str = Field(primary_key=True)  # Telegram's
    group_id: int = Field(foreign_key="village_group.id", index=True)
    lesson: str
    week: str  # 2026-W47
    right_option: int
    message_id: int | None = None
    posted_at: datetime = moment()


class QuizAnswer(SQLModel, table=True):
    """The first answer of a person to a quiz; only that one counts."""

    __tablename__ = "quiz_answer"
    poll_id: str = Field(foreign_key="quiz_poll.poll_id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    right: bool
    answered_at: datetime = moment()


class LessonText(SQLModel, table=True):
    """A lesson's text in place of its file, in one language. The one in force has no `ended_at`."""

    __tablename__ = "lesson_text"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    language: str
    written: str  # as a file of locales/<language>/lessons is
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
    ended_by: int | None = Field(default=None, foreign_key="person.id")


class LessonWeek(SQLModel, table=True):
    """Another lesson for one week than the plan has. The one in force has no `ended_at`."""

    __tablename__ = "lesson_week"
    id: int | None = Field(default=None, primary_key=True)
    week: int = Field(index=True)  # 202648
    name: str
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
    ended_by: int | None = Field(default=None, foreign_key="person.id")
