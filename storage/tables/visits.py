"""Who looked in on whom, and what came of it. Holds no queries."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.sealed import Sealed
from storage.tables.base import moment


class Visit(SQLModel, table=True):
    """Somebody of the team looked in on a person, or tried to. One that was a mistake is undone, never removed."""

    __table_args__ = (Index("visit_of_person", "person_id", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    by: int = Field(foreign_key="person.id", index=True)
    at: datetime = moment()
    met: str  # domain/round.py: Met
    clinical: bool  # by the doctor team: a follow-up
    note: str | None = Field(default=None, sa_type=Sealed)
    undone_at: datetime | None = moment(nullable=True)
