"""What administrators changed of the points rules. Holds no queries."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import moment


class RuleChange(SQLModel, table=True):
    """One number of a points rule, from a moment on. Rows are only added, and taken back before they hold."""

    __tablename__ = "rule_change"
    id: int | None = Field(default=None, primary_key=True)
    act: str | None = None  # none: of all rules together
    number: str  # domain/rule_changes.py: Number
    value: int | None = None  # none: no limit
    valid_from: datetime = moment()
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    undone_by: int | None = Field(default=None, foreign_key="person.id")
    undone_at: datetime | None = moment(nullable=True)
