"""Adding a row and counting what a statement changed, typed. Knows no table."""

from typing import Any

from sqlalchemy import CursorResult, Delete, Table, Update, insert
from sqlalchemy.orm import Session


def add_row(session: Session, table: Table, **values: object) -> int:
    """Insert one row; its new id."""
    result = session.execute(insert(table).values(**values))
    assert isinstance(result, CursorResult)
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def count_changed(session: Session, statement: Update | Delete) -> int:
    """Run a statement; how many rows it changed."""
    result: Any = session.execute(statement)
    return int(result.rowcount)
