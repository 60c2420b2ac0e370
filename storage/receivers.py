"""Who may be told something about their own health, many at a time. Sends nothing, and decides nothing about when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from domain.people import Tag
from domain.round import Standing
from storage.engine.prepared import Prepared
from storage.tables import Due, ExerciseRow, Person, PersonTag, ReadingRow, Unsubscribed, table

person = table(Person)
person_tag = table(PersonTag)
due = table(Due)
unsubscribed = table(Unsubscribed)
LOGS = (table(ReadingRow), table(ExerciseRow))
_AS_RECEIVER: ColumnElement[str] = literal("person:") + cast(person.c.id, String)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person who may be told, and what decides when."""

    id: int
    telegram_id: int
    timezone: str
    birth_year: int | None
    joined_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def name(self) -> str:
        """As due rows name them."""
        return f"person:{self.id}"


@cache
def _may_be_told(push: str) -> Select[Any]:
    refused = exists().where(unsubscribed.c.push == push, unsubscribed.c.receiver == _AS_RECEIVER)
    return select(*(person.c[name] for name in Receiver.__dataclass_fields__)).where(
        person.c.telegram_id.is_not(None),
        person.c.erased_at.is_(None),
        person.c.unreachable_why.is_(None),
        person.c.standing == Standing.ACTIVE.value,
        person.c.consents_health,
        person.c.consents_abroad,
        ~refused,
    )


def find_addressees(session: Session, ids: Iterable[int]) -> dict[int, Receiver]:
    """Those of these persons a message can reach, whatever it is about; delivery asks what they agreed to."""
    reachable = select(*(person.c[name] for name in Receiver.__dataclass_fields__)).where(
        person.c.id.in_(list(ids)),
        person.c.telegram_id.is_not(None),
        person.c.erased_at.is_(None),
        person.c.unreachable_why.is_(None),
        person.c.standing == Standing.ACTIVE.value,
    )
    return {row[0]: Receiver(*row) for row in session.execute(reachable)}


def find_receivers(session: Session, push: str, ids: Iterable[int]) -> dict[int, Receiver]:
    """Those of these persons who may be told by this push now."""
    rows = session.execute(_may_be_told(push).where(person.c.id.in_(list(ids))))
    return {row[0]: Receiver(*row) for row in rows}


def list_unscheduled(
    session: Session,
    push: str,
    *,
    tags: Sequence[Tag] = (),
    or_born_by: int | None = None,
    at_most: int = 5000,
) -> list[Receiver]:
    """Persons this push does not know yet; with `tags`, only those who have one, or were born by that year."""
    query = _unscheduled(push, tuple(tags), or_born_by).limit(at_most)
    return [Receiver(*row) for row in session.execute(query)]


@cache
def _unscheduled(push: str, tags: tuple[Tag, ...], or_born_by: int | None) -> Select[Any]:
    """Composed once: this is asked every hour for every push, and most often answered by nobody."""
    known = exists().where(and_(due.c.push == push, due.c.receiver == _AS_RECEIVER, due.c.reference == 0))
    query = _may_be_told(push).where(~known)
    if tags:
        tagged = exists().where(
            person_tag.c.person_id == person.c.id, person_tag.c.tag.in_([tag.value for tag in tags])
        )
        query = query.where(or_(tagged, person.c.birth_year <= or_born_by) if or_born_by else tagged)
    return query.order_by(person.c.id)


def last_days(session: Session, ids: Iterable[int]) -> dict[int, date]:
    """The last local day on which each of these persons logged anything in force; those who never did are left out."""
    last: dict[int, date] = {}
    wanted = list(ids)
    for logs in LOGS:
        rows = session.execute(
            select(logs.c.person_id, func.max(logs.c.local_date))
            .where(logs.c.person_id.in_(wanted), logs.c.ended_at.is_(None))
            .group_by(logs.c.person_id)
        )
        for person_id, day in rows:
            last[person_id] = max(day, last.get(person_id, day))
    return last


def has_logged_since(
    session: Session, person_id: int, vital: str, since: datetime, *, besides: int = 0
) -> bool:
    """Whether another reading of this vital sign was logged since then."""
    readings = LOGS[0]
    query = select(readings.c.id).where(
        readings.c.person_id == person_id,
        readings.c.vital == vital,
        readings.c.logged_at >= since,
        readings.c.id != besides,
        readings.c.ended_at.is_(None),
    )
    return session.execute(query.limit(1)).first() is not None


_SCHEDULED = Prepared(
    select(due.c.push).where(due.c.push == bindparam("named"), due.c.receiver == bindparam("whom")).limit(1)
)


def those_scheduled(session: Session, push: str, person_ids: Collection[int], now: datetime) -> set[int]:
    """The persons to whom something of this push is due some time and still useful now."""
    named = {f"person:{one}": one for one in person_ids}
    useful = or_(due.c.until.is_(None), due.c.until >= now)
    found = session.execute(
        select(due.c.receiver).where(due.c.push == push, due.c.receiver.in_(named), useful)
    )
    return {named[receiver] for receiver in found.scalars()}


def is_scheduled(session: Session, push: str, person_id: int) -> bool:
    """Whether something of this push is due to this person some time."""
    return bool(_SCHEDULED(session, named=push, whom=f"person:{person_id}"))
