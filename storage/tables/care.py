"""Who looks after whom: families, logging for somebody, visits. Holds no queries."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.sealed import Sealed, SealedJson
from storage.tables.base import moment


class FamilyLink(SQLModel, table=True):
    """Somebody who may log for a relative, once the other agreed; either of them ends it."""

    __tablename__ = "family_link"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)  # who is cared for
    helper_id: int = Field(foreign_key="person.id", index=True)
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = moment()
    agreed_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    ended_by: int | None = Field(default=None, foreign_key="person.id")


class ActingFor(SQLModel, table=True):
    """For whom somebody logs just now, and until when: then it is for themselves again."""

    __tablename__ = "acting_for"
    actor_id: int = Field(foreign_key="person.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    since: datetime = moment()
    until: datetime = moment()


class ClaimCode(SQLModel, table=True):
    """A code with which somebody who got a telephone takes over what others logged for them. It works once."""

    __tablename__ = "claim_code"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_hash: str = Field(unique=True)
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(nullable=True)


class Visit(SQLModel, table=True):
    """A resident somebody went to see or called, and what came of it."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    by_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = moment()
    local_date: date
    outcome: str  # domain/visits.py: Outcome
    note: str | None = Field(default=None, sa_type=Sealed)
    before: dict[str, object] | None = Field(
        default=None, sa_type=SealedJson
    )  # what it changed, to take it back
    undone_at: datetime | None = moment(nullable=True)
