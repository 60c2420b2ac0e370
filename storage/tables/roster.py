"""Who is invited to what, which group asks to be which village, how many people are filed where. Holds no queries."""

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


class GroupRequest(SQLModel, table=True):
    """Whoever runs a group says which village it is; it is so when somebody who looks after the village confirms it."""

    __tablename__ = "group_request"
    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="village_group.id", index=True)
    area_id: int = Field(foreign_key="area.id", index=True)
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = moment()
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = moment(nullable=True)
    accepted: bool | None = None


class ImportDraft(SQLModel, table=True):
    """A table somebody sent, as it was checked: what they confirm is this and nothing else. Emptied when it is done."""

    __tablename__ = "import_draft"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: str  # domain/importing: Importable
    content: dict[str, object] | None = Field(default=None, sa_type=SealedJson)
    made_at: datetime = moment(index=True)
    done_at: datetime | None = moment(nullable=True)
