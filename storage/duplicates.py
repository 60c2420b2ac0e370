"""Entries that may be one person, in a place small enough to look, and those somebody said are two. Decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations, islice

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.families import Named, may_be_the_same
from domain.people import name_key
from storage import authority
from storage.rows import count_changed
from storage.tables import Area, NotSame, Person, table

person = table(Person)
area = table(Area)
not_same = table(NotSame)

MOST_PAIRS = 500


def list_pairs(session: Session, area_id: int) -> list[tuple[int, int]]:
    """Who looks like one person in a village of a place: the same name, born within a year. At most MOST_PAIRS.

    Names are sealed, so each is opened: only for a place that is small enough.
    """
    rows = session.execute(
        select(person.c.id, person.c.name, person.c.birth_year, person.c.area_id)
        .where(authority.below(session, person.c.area_id, area_id), person.c.erased_at.is_(None))
        .order_by(person.c.id)
    )
    villages = _villages(session, area_id)
    alike: dict[tuple[str, int | None], list[Named]] = defaultdict(list)
    for id_, name, birth_year, lives_in in rows:
        if key := name_key(name):
            alike[key, villages.get(lives_in, lives_in)].append(Named(id_, name, birth_year))
    apart = _apart(session, [one.id for some in alike.values() if len(some) > 1 for one in some])
    return list(islice(_pairs(alike.values(), apart), MOST_PAIRS))


def _pairs(groups: Iterable[list[Named]], apart: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for some in groups:
        for one, other in combinations(some, 2):
            if (one.id, other.id) not in apart and may_be_the_same(one, other.name, other.birth_year):
                yield one.id, other.id


def _villages(session: Session, area_id: int) -> dict[int, int]:
    """The village of each area of a place: a grid's is above it, and above the grids it lies in."""
    rows = session.execute(
        select(area.c.id, area.c.parent_id, area.c.level).where(authority.below(session, area.c.id, area_id))
    )
    above = {row.id: row.parent_id for row in rows if row.level == "grid" and row.parent_id}
    return {id_: _out_of(above, id_) for id_ in above}


def _out_of(above: Mapping[int, int], grid_id: int) -> int:
    while grid_id in above:
        grid_id = above[grid_id]
    return grid_id


def _apart(session: Session, ids: Sequence[int]) -> set[tuple[int, int]]:
    if not ids:
        return set()
    rows = session.execute(
        select(not_same.c.one_id, not_same.c.other_id).where(
            not_same.c.one_id.between(min(ids), max(ids)), not_same.c.other_id.between(min(ids), max(ids))
        )
    )
    return {(row.one_id, row.other_id) for row in rows}


def add_not_same(session: Session, one_id: int, other_id: int, *, by: int, at: datetime) -> None:
    """Said twice, it is kept once."""
    one, other = sorted((one_id, other_id))
    known = select(not_same.c.by).where(not_same.c.one_id == one, not_same.c.other_id == other)
    if session.execute(known).first() is None:
        session.execute(insert(not_same).values(one_id=one, other_id=other, by=by, at=at))


def remove_not_same(session: Session, one_id: int, other_id: int) -> bool:
    """False: nobody had said so."""
    one, other = sorted((one_id, other_id))
    said = not_same.delete().where(not_same.c.one_id == one, not_same.c.other_id == other)
    return bool(count_changed(session, said))
