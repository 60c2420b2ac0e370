"""What every table shares: how constraints are named, and what an instant is. Holds no table."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Integer, Table, text
from sqlmodel import Field, SQLModel

from storage.moment import Moment

# A constraint without a name cannot be altered later on SQLite; these are the names PostgreSQL would give.
SQLModel.metadata.naming_convention = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "ix": "ix_%(column_0_label)s",
}

# 64 bits, and on SQLite the row's own number, which needs no index beside the table.
GIVEN = BigInteger().with_variant(Integer(), "sqlite")


def given_key() -> int:
    """A primary key that Telegram gives."""
    key: int = Field(sa_column=Column(GIVEN, primary_key=True, autoincrement=False))
    return key


def moment(*, nullable: bool = False, index: bool = False) -> datetime:
    """A column holding an instant: aware, UTC."""
    column: datetime = Field(sa_type=Moment, nullable=nullable, index=index)
    return column


def index_where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """An index of the rows this is true of: the others cost nothing, and a query has to say the condition to use it."""
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def once_where(condition: str, name: str, *columns: str) -> Index:
    """At most one row of each, among those this is true of."""
    return index_where(condition, name, *columns, unique=True)


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for statements that move rows without making objects of them."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
