"""Sealing everything anew under the first key, so that the older ones can be forgotten. Changes no meaning."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Table, Text, bindparam, select, type_coerce, update
from sqlalchemy.orm import Session

from storage import tables
from storage.sealed import Sealed, SealedJson, is_under_first_key, seal, unseal

RESEAL_BATCH = 500  # rows read and rewritten at a time
METADATA = tables.Person.metadata  # where every table of the project stands


def reseal(session: Session) -> int:
    """Seal again, under the first key, every value sealed under an older one. Returns how many there were.

    Once it is committed the older keys can be forgotten. Raises CannotOpen when a key is missing.
    """
    return sum(_reseal_column(session, column) for column in sealed_columns())


def sealed_columns() -> Iterator[Column[Any]]:
    """Every sealed column of every table."""
    for table in METADATA.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, Sealed | SealedJson))


def _reseal_column(session: Session, column: Column[Any]) -> int:
    resealed = 0
    for rows in _tokens(session, column):
        stale = [(key, token) for key, token in rows if not is_under_first_key(token)]
        if stale:
            _write(session, column, [(key, seal(unseal(token))) for key, token in stale])
        resealed += len(stale)
    return resealed


def _key_of(column: Column[Any]) -> Column[Any]:
    table = column.table
    assert isinstance(table, Table)
    (key,) = table.primary_key.columns  # a sealed table has one plain key; a composite one fails here, loudly
    return key


def _tokens(session: Session, column: Column[Any]) -> Iterator[list[tuple[Any, str]]]:
    """The sealed values as they lie in the table, by key, a batch at a time."""
    key, token = _key_of(column), type_coerce(column, Text)
    query = select(key, token).where(column.is_not(None)).order_by(key).limit(RESEAL_BATCH)
    rows = session.execute(query).all()
    while rows:
        yield [(row[0], row[1]) for row in rows]
        rows = session.execute(query.where(key > rows[-1][0])).all()


def _write(session: Session, column: Column[Any], values: Sequence[tuple[Any, str]]) -> None:
    key = _key_of(column)
    change = (
        update(column.table)
        .where(key == bindparam("of_key"))
        .values({column: type_coerce(bindparam("token"), Text)})
    )
    session.connection().execute(change, [{"of_key": key, "token": token} for key, token in values])
