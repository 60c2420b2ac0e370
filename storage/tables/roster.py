"""Who is invited, imported, counted and found twice. Holds no queries."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.sealed import SealedJson
from storage.tables.base import moment


class AreaPopulation(SQLModel, table=True):
    """How many people have a health file in a village, as filed on a day: what participation is measured against."""

    __tablename__ = "area_population"
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    as_of: date = Field(primary_key=True)
    filed: int
    noted_by: int | None = Field(default=None, foreign_key="person.id")
    noted_at: datetime = moment()


class Invitation(SQLModel, table=True):
    """An offer of a role in an area: a link that works once, until it expires, and is confirmed by whoever made it."""

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)  # of the code in the link, which is kept nowhere
    role: str
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    origin: str
    made_by: int = Field(foreign_key="person.id", index=True)
    made_at: datetime = moment()
    expires_at: datetime = moment()
    taken_by: int | None = Field(default=None, foreign_key="person.id", index=True)
    taken_at: datetime | None = moment(nullable=True)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = moment(nullable=True)
    accepted: bool | None = None


class ImportRun(SQLModel, table=True):
    """A file of areas, residents or a roster: what it would change, until somebody says yes."""

    __tablename__ = "import_run"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    file_hash: str = Field(index=True)
    plan: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    by_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = moment()
    applied_at: datetime | None = moment(nullable=True)


class Merge(SQLModel, table=True):
    """Two rows that were one person: what went from one to the other, so that it can go back."""

    id: int | None = Field(default=None, primary_key=True)
    kept_id: int = Field(foreign_key="person.id", index=True)
    merged_id: int = Field(foreign_key="person.id", index=True)
    moved: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    by_id: int = Field(foreign_key="person.id")
    at: datetime = moment()
    undone_at: datetime | None = moment(nullable=True)
