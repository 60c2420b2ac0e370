"""Every table in one place: the schema at a glance. Holds no queries.

A row that a person corrects is ended and followed by a new one, never overwritten; points are moved, never edited.
"""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.moment import Moment
from storage.sealed import Sealed, SealedJson

# A constraint without a name cannot be altered later on SQLite; these are the names PostgreSQL would give.
SQLModel.metadata.naming_convention = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "ix": "ix_%(column_0_label)s",
}


def moment(*, nullable: bool = False, index: bool = False) -> datetime:
    """A column holding an instant: aware, UTC."""
    column: datetime = Field(sa_type=Moment, nullable=nullable, index=index)
    return column


class Area(SQLModel, table=True):
    """A place in the grid: city, county, township, village or grid, each below its parent."""

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    level: str
    name: str
    code: str = Field(unique=True)  # the v-<code> of its deep link and poster
    timezone: str


class Person(SQLModel, table=True):
    """Anybody the bot knows. `telegram_id` is empty once erased."""

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int | None = Field(default=None, sa_column=Column(BigInteger, unique=True))
    name: str = Field(sa_type=Sealed)
    language: str
    timezone: str
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    birth_year: int | None = None
    sex: str | None = None
    large_text: bool = False
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 0)
    # What the last row of `consent` says for each scope, kept here because every message asks.
    consents_health: bool = False
    consents_sharing: bool = False
    consents_abroad: bool = False
    joined_at: datetime = moment()
    unreachable_why: str | None = None
    nickname: str | None = Field(default=None, sa_type=Sealed)  # on the village's board, if they want to be
    erased_at: datetime | None = moment(nullable=True)


class PersonTag(SQLModel, table=True):
    """A key population a person belongs to."""

    __tablename__ = "person_tag"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    tag: str = Field(primary_key=True)


class Consent(SQLModel, table=True):
    """One answer to one consent question; a new answer is a new row."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    scope: str
    given: bool
    version: str
    text_hash: str
    channel: str
    at: datetime = moment()


class Membership(SQLModel, table=True):
    """A role held in an area, and below it, between two days."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    role: str
    since: date
    until: date | None = None


class VillageGroup(SQLModel, table=True):
    """A Telegram group the bot is in, and the village it was bound to."""

    __tablename__ = "village_group"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_column=Column(BigInteger, unique=True, nullable=False))
    title: str = Field(sa_type=Sealed)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    bot_status: str = "member"
    may_delete: bool = False
    lesson_weekday: int = Field(default=1, sa_column_kwargs={"server_default": "1"})  # 0 is Monday
    # On the village's own clock.
    lesson_hour: int = Field(default=9, sa_column_kwargs={"server_default": "9"})
    bound_by: int | None = Field(default=None, foreign_key="person.id")
    bound_at: datetime | None = moment(nullable=True)


class Conversation(SQLModel, table=True):
    """Where a conversation stands: the step it waits at, and what was said so far. `turn` rises with every change."""

    telegram_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    step: str | None = None
    said: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    turn: int = 0


class HandledUpdate(SQLModel, table=True):
    """An update whose effects are committed: what came of it, and the step it was met at, so it can be answered again."""

    __tablename__ = "handled_update"
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    action: str
    outcome: str = Field(sa_type=Sealed)
    turn_before: int = 0
    step_before: str | None = None
    said_before: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    at: datetime = moment(index=True)


class ReadingRow(SQLModel, table=True):
    """A vital sign somebody measured. One row a reading, a column a part; the one in force has no `ended_at`."""

    __tablename__ = "reading"
    __table_args__ = (
        CheckConstraint("systolic is null or systolic between 50 and 300", name="systolic_possible"),
        CheckConstraint("diastolic is null or diastolic between 30 and 200", name="diastolic_possible"),
        CheckConstraint("systolic is null or systolic > diastolic", name="systolic_above_diastolic"),
        CheckConstraint("pulse is null or pulse between 25 and 250", name="pulse_possible"),
        CheckConstraint("mmol_per_l is null or mmol_per_l between 0.6 and 50", name="glucose_possible"),
        CheckConstraint("kg is null or kg between 20 and 300", name="weight_possible"),
        CheckConstraint("cm is null or cm between 40 and 230", name="length_possible"),
        CheckConstraint("steps is null or steps between 0 and 100000", name="steps_possible"),
        CheckConstraint("celsius is null or celsius between 30 and 43", name="temperature_possible"),
        CheckConstraint("percent is null or percent between 3 and 100", name="percent_possible"),
        Index("reading_of_person", "person_id", "vital", "taken_at"),
        Index("reading_logged", "person_id", "logged_at"),
        {"sqlite_autoincrement": True},  # the ledger remembers an erased id: it is never given again
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    vital: str
    taken_at: datetime = moment()
    logged_at: datetime = moment()
    local_date: date
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    mmol_per_l: float | None = None
    kg: float | None = None
    cm: float | None = None
    steps: int | None = None
    celsius: float | None = None
    percent: float | None = None
    meal: str | None = None
    setting: str = "home"
    provenance: str = "self"
    logged_by: int = Field(foreign_key="person.id")
    confirmed: bool = False  # outside the usual range, and the person said: yes, that is right
    level: str
    replaces_id: int | None = Field(default=None, foreign_key="reading.id")
    ended_at: datetime | None = moment(nullable=True)
    ended_why: str | None = None  # replaced, deleted, undone


class ExerciseRow(SQLModel, table=True):
    """Minutes somebody moved. The one in force has no `ended_at`."""

    __tablename__ = "exercise"
    __table_args__ = (
        CheckConstraint("minutes between 1 and 600", name="minutes_possible"),
        Index("exercise_of_person", "person_id", "local_date"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    minutes: int
    met: float
    taken_at: datetime = moment()
    logged_at: datetime = moment()
    local_date: date
    provenance: str = "self"
    logged_by: int = Field(foreign_key="person.id")
    replaces_id: int | None = Field(default=None, foreign_key="exercise.id")
    ended_at: datetime | None = moment(nullable=True)
    ended_why: str | None = None


class LedgerEntry(SQLModel, table=True):
    """Points moved from one account to another: double entry in a row, so the books always sum to nothing.

    A person's account is the person's id; the programme's own are below zero (storage/points.py). Rows are only ever added.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("points > 0", name="points_positive"),
        CheckConstraint("from_account <> to_account", name="accounts_differ"),
        UniqueConstraint("reverses_id", name="reversed_once"),
        Index("ledger_to", "to_account", "local_date"),
        Index("ledger_from", "from_account", "local_date"),
        Index(
            "reading_paid_once",
            "reading_id",
            "act",
            unique=True,
            sqlite_where=text("reverses_id is null and reading_id is not null"),
            postgresql_where=text("reverses_id is null and reading_id is not null"),
        ),
        Index(
            "exercise_paid_once",
            "exercise_id",
            "act",
            unique=True,
            sqlite_where=text("reverses_id is null and exercise_id is not null"),
            postgresql_where=text("reverses_id is null and exercise_id is not null"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    from_account: int
    to_account: int
    points: int
    act: str
    # No foreign keys: a reading can be erased, what was paid for it stays in the books.
    reading_id: int | None = None
    exercise_id: int | None = None
    reverses_id: int | None = Field(default=None, foreign_key="ledger_entry.id")
    local_date: date
    taken_at: datetime = moment()
    made_at: datetime = moment()


class Balance(SQLModel, table=True):
    """The points an account holds, kept beside the ledger; `healthgrid audit` proves them equal."""

    account: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    points: int


class Alert(SQLModel, table=True):
    """A dangerous reading that somebody has to act on. Open until it is closed."""

    __table_args__ = (Index("alert_open", "person_id", "closed_at"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    reading_id: int = Field(foreign_key="reading.id")
    level: str
    symptoms: str | None = None  # comma-separated codes; empty: none of them; null: not answered yet
    opened_at: datetime = moment()
    escalate_at: datetime | None = moment(nullable=True)  # unanswered by then: the team telephones
    acknowledged_at: datetime | None = moment(nullable=True)
    acknowledged_by: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = moment(nullable=True)
    closed_why: str | None = None


class Pause(SQLModel, table=True):
    """Days a person declared they could not measure: ill, travelling, the cuff broken."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    reason: str
    first: date
    last: date | None = None


class AuditEntry(SQLModel, table=True):
    """Who did or saw what of whom, and when. Rows are only ever added."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    subject_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    what: str
    why: str | None = None


class AnonymousTotal(SQLModel, table=True):
    """What stays of somebody who asked to be forgotten: how much was logged where and in which month, and nothing else."""

    __tablename__ = "anonymous_total"
    id: int | None = Field(default=None, primary_key=True)
    area_id: int | None = Field(default=None, foreign_key="area.id")
    month: str  # 2026-11
    what: str
    count: int


class Due(SQLModel, table=True):
    """Something the bot has to do at a moment: one push for one receiver. The clock only looks; this row decides."""

    __table_args__ = (
        Index("due_next", "push", "due_at"),
        UniqueConstraint("push", "receiver", "reference", name="due_once"),
    )
    id: int | None = Field(default=None, primary_key=True)
    push: str  # the name of a push in bot/scheduler/pushes
    receiver: str  # "person:12" or "group:3"
    reference: int = 0  # the reminder, reading or alert it is about; 0: none
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
        Index("outbox_ready", "state", "priority", "not_before", "id"),
        Index("outbox_of_person", "person_id", "state"),
        Index("outbox_of_chat", "chat_id", "state", "attempts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True)  # push:receiver:local date or ISO week
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    person_id: int | None = Field(default=None, foreign_key="person.id")
    group_id: int | None = Field(default=None, foreign_key="village_group.id")
    kind: str  # alert, reminder, notice or lesson: what it may do to quiet hours, and whether it may be said twice
    priority: int  # 0 alert, 1 reminder, 2 notice, 3 lesson
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
    last_error: str | None = None
    made_at: datetime = moment()
    done_at: datetime | None = moment(nullable=True)


class Halt(SQLModel, table=True):
    """A pause Telegram asked for (429), kept so that a restart keeps it. Chat 0: everything."""

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    until: datetime = moment()


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


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for statements that move rows without making objects of them."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
