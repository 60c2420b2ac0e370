"""Who has a notice and did not say so, by name where names may be seen; and the rows of its report. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from domain.outbox import Kind, State
from storage import authority
from storage.notice_receivers import NOTICE, WAITS_PAUSED
from storage.outbox import outbox
from storage.tables import Area, NoticeReceipt, Person, VillageGroup, table

person, area, village_group = table(Person), table(Area), table(VillageGroup)
receipt = table(NoticeReceipt)
_IS_NOTICE: ColumnElement[bool] = literal_column(f"outbox.kind = '{Kind.VILLAGE_NOTICE.value}'")
_HAS_SAID = exists().where(
    receipt.c.notice_id == outbox.c.reference, receipt.c.person_id == outbox.c.person_id
)


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was sent it and did not say that they have it."""

    person_id: int
    chat_id: int


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a notice with one receiver. `name` is a person's, or the title of a group."""

    person_id: int | None
    name: str
    area: str | None
    state: str
    why: str | None
    at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class InPlace:
    """How many receivers of a place ended in a state, and how many of them said they have it."""

    area: str | None
    state: str
    count: int
    received: int


def chase_key(notice_id: int, person_id: int) -> str:
    return f"notice_chase:{notice_id}:person:{person_id}"


def _sent(notice_id: int) -> list[ColumnElement[bool]]:
    return [
        _IS_NOTICE,
        outbox.c.push == NOTICE,
        outbox.c.reference == notice_id,
        outbox.c.state == State.SENT.value,
    ]


def list_to_chase(session: Session, notice_id: int, *, by: datetime, at_most: int) -> list[Silent]:
    """Who was sent it by then, is silent, and was not asked again yet."""
    again = outbox.alias("again")
    key = literal(f"notice_chase:{notice_id}:person:") + cast(outbox.c.person_id, String)
    asked = exists().where(again.c.dedupe_key == key)
    rows = session.execute(
        select(outbox.c.person_id, outbox.c.chat_id)
        .where(*_sent(notice_id), outbox.c.person_id.is_not(None), outbox.c.done_at <= by, ~_HAS_SAID, ~asked)
        .order_by(outbox.c.id)
        .limit(at_most)
    )
    return [Silent(*row) for row in rows]


def _silent(session: Session, notice_id: int, areas: Sequence[int | None]) -> Select[Any]:
    """Of the people of these areas: beyond them nobody is named."""
    return (
        select(person.c.id, person.c.name, area.c.name.label("area"))
        .join(person, person.c.id == outbox.c.person_id)
        .outerjoin(area, area.c.id == person.c.area_id)
        .where(*_sent(notice_id), ~_HAS_SAID, authority.reach(session, person.c.area_id, areas))
    )


def list_silent(
    session: Session, notice_id: int, areas: Sequence[int | None], *, first: int, at_most: int
) -> list[tuple[int, str, str | None]]:
    """Id, name and place of those who did not say that they have it."""
    rows = session.execute(
        _silent(session, notice_id, areas).order_by(outbox.c.id).offset(first).limit(at_most)
    )
    return [(row.id, row.name, row.area) for row in rows]


def count_silent(session: Session, notice_id: int) -> int:
    """How many people did not say so, whether they may be named or not."""
    query = select(func.count()).where(*_sent(notice_id), outbox.c.person_id.is_not(None), ~_HAS_SAID)
    return int(session.execute(query).scalar_one())


def _told(session: Session, notice_id: int, areas: Sequence[int | None]) -> Select[Any]:
    """A line for each receiver who may be named, in the order they were queued."""
    group_area = area.alias("group_area")
    said = and_(receipt.c.notice_id == outbox.c.reference, receipt.c.person_id == outbox.c.person_id)
    seen = authority.reach(session, func.coalesce(person.c.area_id, village_group.c.area_id), areas)
    return (
        select(
            outbox.c.person_id,
            func.coalesce(person.c.name, village_group.c.title, ""),
            func.coalesce(area.c.name, group_area.c.name),
            outbox.c.state,
            outbox.c.last_error,
            outbox.c.done_at,
            receipt.c.at,
        )
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .outerjoin(area, area.c.id == person.c.area_id)
        .outerjoin(village_group, village_group.c.id == outbox.c.group_id)
        .outerjoin(group_area, group_area.c.id == village_group.c.area_id)
        .outerjoin(receipt, said)
        .where(_IS_NOTICE, outbox.c.push == NOTICE, outbox.c.reference == notice_id, seen)
        .order_by(outbox.c.id)
    )


def list_told(session: Session, notice_id: int, areas: Sequence[int | None], *, at_most: int) -> list[Told]:
    """What became of it with each of them."""
    return [Told(*row) for row in session.execute(_told(session, notice_id, areas).limit(at_most))]


def list_missed(
    session: Session, notice_id: int, areas: Sequence[int | None], *, first: int, at_most: int
) -> list[Told]:
    """Those of them who do not have it, nor wait for it, and those of whom nobody knows."""
    over = (State.FAILED.value, State.EXPIRED.value, State.UNKNOWN.value, State.CANCELLED.value)
    paused = and_(outbox.c.state == State.CANCELLED.value, outbox.c.last_error.in_(WAITS_PAUSED))
    missed = _told(session, notice_id, areas).where(outbox.c.state.in_(over), ~paused)
    return [Told(*row) for row in session.execute(missed.offset(first).limit(at_most))]


def list_places(session: Session, notice_id: int) -> list[InPlace]:
    """The same counted, place by place: how many, and nobody's name."""
    where = func.coalesce(person.c.area_id, village_group.c.area_id)
    said = and_(receipt.c.notice_id == outbox.c.reference, receipt.c.person_id == outbox.c.person_id)
    rows = session.execute(
        select(area.c.name, outbox.c.state, func.count(), func.count(receipt.c.at))
        .select_from(outbox)
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .outerjoin(village_group, village_group.c.id == outbox.c.group_id)
        .outerjoin(area, area.c.id == where)
        .outerjoin(receipt, said)
        .where(_IS_NOTICE, outbox.c.push == NOTICE, outbox.c.reference == notice_id)
        .group_by(area.c.id, area.c.name, outbox.c.state)
        .order_by(area.c.name, outbox.c.state)
    )
    return [InPlace(*row) for row in rows]
