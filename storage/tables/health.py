"""What was measured and done, and what has to be acted on. Holds no queries.

A row that a person corrects is ended and followed by a new one, never overwritten."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from storage.tables.base import moment


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


class Alert(SQLModel, table=True):
    """A dangerous reading that somebody has to act on. Open until it is closed."""

    __table_args__ = (Index("alert_open", "person_id", "closed_at"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    reading_id: int = Field(foreign_key="reading.id")
    level: str
    symptoms: str | None = None  # comma-separated codes; empty: none of them; null: not answered yet
    opened_at: datetime = moment(index=True)
    escalate_at: datetime | None = moment(nullable=True)  # unanswered by then: the team telephones
    acknowledged_at: datetime | None = moment(nullable=True)
    acknowledged_by: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = moment(nullable=True)
    closed_why: str | None = None
