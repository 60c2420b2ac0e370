"""Columns nobody reads without a key: names, phones, notes. Searches nothing: sealed text has no order.

Fernet seals them (AES-128-CBC and HMAC-SHA256). The first key seals, every key opens: so keys are replaced.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Column, Dialect, Table, Text, bindparam, select, type_coerce, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

RESEAL_BATCH = 500  # rows read and rewritten at a time


class NoKeys(Exception):
    """Something sealed was touched before `use_keys`."""


class CannotOpen(Exception):
    """A sealed value that none of the keys opens: a key is missing, or the value was altered."""


class _Keyring:
    """The keys of this process."""

    first: Fernet | None = None
    every: MultiFernet | None = None
    plain: tuple[bytes, ...] = ()


def new_key() -> str:
    """A fresh key, to be put first in the list of keys."""
    return Fernet.generate_key().decode()


def use_keys(keys: Sequence[str]) -> None:
    """From now on seal with the first of these keys, open with any. Raises ValueError for what is no key."""
    if not keys:
        raise ValueError("at least one key is needed; make one with new_key()")
    fernets = [_fernet(number, key) for number, key in enumerate(keys, start=1)]
    _Keyring.first, _Keyring.every = fernets[0], MultiFernet(fernets)
    _Keyring.plain = tuple(key.encode() for key in keys)


def _fernet(number: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:  # its own message may show the key
        raise ValueError(f"key number {number} is not a key; make one with new_key()") from None


def _every() -> MultiFernet:
    if _Keyring.every is None:
        raise NoKeys("no keys are set: call use_keys() before touching sealed columns")
    return _Keyring.every


def seal(text: str) -> str:
    return _every().encrypt(text.encode()).decode("ascii")


def unseal(token: str) -> str:
    """Raises CannotOpen when no key fits."""
    try:
        return _every().decrypt(token).decode()
    except InvalidToken:
        raise CannotOpen("none of the keys opens this value: is an old key missing from the list?") from None


def stamps(text: str) -> list[str]:
    """What a short secret is known by, without being kept: its HMAC under each key, the one to keep first."""
    _every()
    return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in _Keyring.plain]


class Sealed(TypeDecorator[str]):
    """Text, encrypted in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(value)


class SealedJson(TypeDecorator[Any]):
    """Anything JSON can say, encrypted in the database. None is kept as NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(unseal(value))


def reseal(session: Session) -> int:
    """Seal again, under the first key, every value sealed under an older one. Returns how many there were.

    Once it is committed the older keys can be forgotten. Raises CannotOpen when a key is missing.
    """
    from storage import tables  # noqa: F401  # tables.py needs this module; here its tables are needed

    return sum(_reseal_column(session, column) for column in sealed_columns())


def sealed_columns() -> Iterator[Column[Any]]:
    """Every sealed column of every table."""
    for table in SQLModel.metadata.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, Sealed | SealedJson))


def _reseal_column(session: Session, column: Column[Any]) -> int:
    resealed = 0
    for rows in _tokens(session, column):
        stale = [(key, token) for key, token in rows if not _is_under_first_key(token)]
        if stale:
            _write(session, column, [(key, _rotated(token)) for key, token in stale])
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


def _is_under_first_key(token: str) -> bool:
    _every()
    assert _Keyring.first is not None
    try:
        _Keyring.first.decrypt(token)
    except InvalidToken:
        return False
    return True


def _rotated(token: str) -> str:
    return seal(unseal(token))


def _write(session: Session, column: Column[Any], values: Sequence[tuple[Any, str]]) -> None:
    key = _key_of(column)
    change = (
        update(column.table)
        .where(key == bindparam("of_key"))
        .values({column: type_coerce(bindparam("token"), Text)})
    )
    session.connection().execute(change, [{"of_key": key, "token": token} for key, token in values])
