"""Who did or saw what, in a chain nobody can change unseen. Holds no queries."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import moment


class AuditEntry(SQLModel, table=True):
    """Who did or saw what of whom, where, and when. Rows are only ever added, each carrying the hash of the one before."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)  # 1, 2, 3 ... without a gap
    at: datetime = moment()
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    subject_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    what: str
    why: str | None = None
    previous_hash: str
    hash: str


class AuditHead(SQLModel, table=True):
    """The end of the chain: one row, held by whoever is adding to it."""

    __tablename__ = "audit_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int
    hash: str
