"""Adding a row and counting what a statement changed, typed. Knows no table."""

from functools import cache
from typing import Any

from sqlalchemy import Delete, Table, Update, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.engine.prepared import Prepared


def add_row(session: Session, table: Table, **values: object) -> int:
    """Insert one row; its new id. What is not given is what the table says it is when nobody says."""
    add, unsaid = _adding(table)
    ((key,),) = add(session, **{**unsaid, **values})
    return int(key)


@cache
def _adding(table: Table) -> tuple[Prepared, dict[str, object]]:
    """The insert of a table with one plain key, and the values its columns have by themselves."""
    (key,) = table.primary_key.columns
    unsaid = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    return Prepared(insert(table).returning(key)), unsaid


def count_changed(session: Session, statement: Update | Delete) -> int:
    """Run a statement; how many rows it changed."""
    result: Any = session.execute(statement)
    return int(result.rowcount)
