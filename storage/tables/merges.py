"""Two entries of one person that became one, and those somebody said are two people. Holds no queries."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.sealed import SealedJson
from storage.tables.base import moment


class Merge(SQLModel, table=True):
    """An entry (`merged_id`) that went into another. `moved` says which rows went with it, so that all of it goes back."""

    id: int | None = Field(default=None, primary_key=True)
    kept_id: int = Field(foreign_key="person.id", index=True)
    merged_id: int = Field(foreign_key="person.id", index=True)
    by: int = Field(foreign_key="person.id")
    at: datetime = moment()
    moved: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    undone_at: datetime | None = moment(nullable=True)
    undone_by: int | None = Field(default=None, foreign_key="person.id")


class NotSame(SQLModel, table=True):
    """Two who look like one and are not, the smaller id first: they are not asked about again."""

    __tablename__ = "not_same"
    one_id: int = Field(foreign_key="person.id", primary_key=True)
    other_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    by: int = Field(foreign_key="person.id")
    at: datetime = moment()
