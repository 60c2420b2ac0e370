"""What is counted for the programme's figures, while a month runs and once it is over. Holds no queries."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import moment


class AreaTally(SQLModel, table=True):
    """What was counted in a month right in an area, areas below it left out. Counted anew every night of the month."""

    __tablename__ = "area_tally"
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    month: date = Field(primary_key=True)  # its first day
    counted_at: datetime = moment()
    people: int
    active: int
    readings: int
    measured: int
    controlled: int
    visits_due: int
    visits_missed: int
    groups: int
    reached: int
    quiz_answers: int
    quiz_right: int
    points: int


class FigureSnapshot(SQLModel, table=True):
    """A figure of an area and month, areas below it taken in. Written every night, and after the month once."""

    __tablename__ = "figure_snapshot"
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    month: date = Field(primary_key=True)
    figure: str = Field(primary_key=True)
    numerator: int | None = None
    denominator: int | None = None
    missing: str | None = None  # why there is no number
    as_of: date | None = None
    definition: int  # content/programme.toml: version
    taken_at: datetime = moment()
