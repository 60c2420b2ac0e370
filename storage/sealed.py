"""Columns nobody reads without a key: names, phones, notes. Searches nothing: sealed text has no order.

Fernet seals them (AES-128-CBC and HMAC-SHA256). The first key seals, every key opens: so keys are replaced.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


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


def is_under_first_key(token: str) -> bool:
    """Whether it was sealed under the key that seals now."""
    _every()
    assert _Keyring.first is not None
    try:
        _Keyring.first.decrypt(token)
    except InvalidToken:
        return False
    return True


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
