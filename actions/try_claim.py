"""Somebody who has not joined sends a code. The record becomes theirs only when they have joined: actions/join.py."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.families import TRIES_AN_HOUR, TRIES_COUNT_FOR
from storage import claims


@dataclass(frozen=True, slots=True)
class CodeRight:
    """Whose record it opens."""

    name: str


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """Wrong, used, or too old; which is not told. `wait`: too many wrong ones, this one was not looked at."""

    wait: bool


def try_claim(session: Session, telegram_id: int, code: str, *, now: datetime) -> CodeRight | CodeWrong:
    """Look at a code; so many wrong ones an hour from one account, and no more."""
    if claims.count_tries(session, telegram_id, since=now - TRIES_COUNT_FOR) >= TRIES_AN_HOUR:
        return CodeWrong(wait=True)
    found = claims.find_claimable(session, code, now)
    if found is None:
        claims.add_try(session, telegram_id, now)
        return CodeWrong(wait=False)
    return CodeRight(found.name)
