"""How the programme is run: second opinions, what can be taken back, rules and lessons that changed, figures that froze.

Holds no queries.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.sealed import SealedJson
from storage.tables.base import moment


class Approval(SQLModel, table=True):
    """A deed that needs a second person, waiting for one, or decided."""

    id: int | None = Field(default=None, primary_key=True)
    deed: str  # domain/authority.py: Deed
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    about: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    asked_by: int = Field(foreign_key="person.id", index=True)
    asked_at: datetime = moment()
    expires_at: datetime = moment()
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = moment(nullable=True)
    approved: bool | None = None


class Undoable(SQLModel, table=True):
    """Something an administrator changed, and what was there before: it can be taken back until then."""

    id: int | None = Field(default=None, primary_key=True)
    by_id: int = Field(foreign_key="person.id", index=True)
    deed: str
    area_id: int | None = Field(default=None, foreign_key="area.id")
    before: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    at: datetime = moment()
    until: datetime = moment()
    undone_at: datetime | None = moment(nullable=True)
    undone_by: int | None = Field(default=None, foreign_key="person.id")


class RuleChange(SQLModel, table=True):
    """The points rules as they hold from an instant on. Older rows are the history."""

    __tablename__ = "rule_change"
    id: int | None = Field(default=None, primary_key=True)
    rules: str  # TOML, in the form of content/points.toml
    effective_at: datetime = moment(index=True)
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)


class LessonChange(SQLModel, table=True):
    """Another text for a lesson in a language. The newest that was not withdrawn holds."""

    __tablename__ = "lesson_change"
    id: int | None = Field(default=None, primary_key=True)
    lesson: str = Field(index=True)
    language: str
    text: str  # Markdown, in the form of the files in the locales
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)


class LessonSlot(SQLModel, table=True):
    """A lesson chosen for one week, in place of the one the plan has."""

    __tablename__ = "lesson_slot"
    week: str = Field(primary_key=True)  # 2026-W47
    lesson: str
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()


class FigureSnapshot(SQLModel, table=True):
    """A figure of an area in a month that is over: frozen, with how it was defined. No data is null, never zero."""

    __tablename__ = "figure_snapshot"
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    month: str = Field(primary_key=True)  # 2026-11
    figure: str = Field(primary_key=True)
    numerator: float | None = None
    denominator: float | None = None
    definition: str
    frozen_at: datetime = moment()
