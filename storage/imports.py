"""What a table that was sent is compared with and becomes, many rows at a time. Decides nothing about them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, false, insert, or_, select, update
from sqlalchemy.orm import Session

from storage.authority import holds
from storage.rows import add_row
from storage.tables import (
    Area,
    AreaPopulation,
    Balance,
    Consent,
    ImportDraft,
    Membership,
    Person,
    PersonTag,
    table,
)

T = TypeVar("T")
area, person, membership = table(Area), table(Person), table(Membership)
person_tag, consent, balance = table(PersonTag), table(Consent), table(Balance)
population, draft = table(AreaPopulation), table(ImportDraft)
AT_ONCE = 5000  # values in one condition
KEPT_FOR = timedelta(days=1)  # a table that nobody confirmed


@dataclass(frozen=True, slots=True)
class Place:
    """An area, one that was ended too."""

    id: int
    code: str
    name: str
    level: str
    parent_id: int | None
    path: str
    timezone: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody who lives in a place, with what a table may say of them."""

    id: int
    name: str
    birth_year: int | None
    area_id: int | None
    phone: str | None
    sex: str | None
    telegram_id: int | None
    consents_health: bool
    consents_sharing: bool
    consents_abroad: bool


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    every = list(values)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def list_places(session: Session, codes: Iterable[str]) -> dict[str, Place]:
    """The areas with these codes."""
    columns = [area.c[name] for name in Place.__dataclass_fields__]
    return {
        row.code: Place(*row)
        for part in _parts(set(codes))
        for row in session.execute(select(*columns).where(area.c.code.in_(part)))
    }


def list_paths(session: Session, ids: Collection[int]) -> list[str]:
    return list(session.execute(select(area.c.path).where(area.c.id.in_(ids))).scalars())


def list_humans(session: Session, areas: Collection[int | None]) -> list[Human]:
    """Everybody who lives right in one of these areas; None: those who live in none that is known."""
    columns = [person.c[name] for name in Human.__dataclass_fields__]
    found: list[Human] = []
    for part in _parts(areas):
        known = [one for one in part if one is not None]
        nowhere = person.c.area_id.is_(None) if None in part else false()
        where = or_(person.c.area_id.in_(known), nowhere)
        rows = session.execute(select(*columns).where(where, person.c.erased_at.is_(None)))
        found += [Human(*row) for row in rows]
    return found


def list_tags(session: Session, ids: Iterable[int]) -> dict[int, set[str]]:
    tags: dict[int, set[str]] = {}
    for part in _parts(ids):
        for row in session.execute(select(person_tag).where(person_tag.c.person_id.in_(part))):
            tags.setdefault(row.person_id, set()).add(row.tag)
    return tags


@dataclass(frozen=True, slots=True)
class Served:
    """A role somebody holds in an area (`held`), or held there once."""

    membership_id: int
    role: str
    area_id: int
    until: date | None
    held: bool
    human: Human


def list_served(session: Session, areas: Collection[int], today: date) -> list[Served]:
    """Every role right in these areas, today's and those that are over."""
    about = [membership.c.id, membership.c.role, membership.c.area_id, membership.c.until, holds(today)]
    columns = [person.c[name] for name in Human.__dataclass_fields__]
    return [
        Served(row[0], row[1], row[2], row[3], row[4], Human(*row[len(about) :]))
        for part in _parts(areas)
        for row in session.execute(
            select(*about, *columns)
            .join(person, person.c.id == membership.c.person_id)
            .where(membership.c.area_id.in_(part), person.c.erased_at.is_(None))
        )
    ]


def list_filed(session: Session, areas: Iterable[int]) -> dict[tuple[int, date], int]:
    """How many people are filed in these areas as of which day."""
    return {
        (row.area_id, row.as_of): row.filed
        for part in _parts(areas)
        for row in session.execute(select(population).where(population.c.area_id.in_(part)))
    }


# Writing


def add_places(session: Session, rows: Sequence[Mapping[str, Any]], above: Mapping[int, str]) -> list[int]:
    """Areas whose parents are there already; `above`: the paths of those. Their ids, in the order of the rows."""
    ids = _add_returning(session, area, [{**row, "path": ""} for row in rows])
    paths = [
        {"which": id_, "its_path": f"{above.get(row['parent_id'], '/')}{id_}/"}
        for id_, row in zip(ids, rows, strict=True)
    ]
    _change(
        session, update(area).where(area.c.id == bindparam("which")).values(path=bindparam("its_path")), paths
    )
    return ids


def rename_places(session: Session, names: Mapping[int, str]) -> None:
    statement = update(area).where(area.c.id == bindparam("which")).values(name=bindparam("called"))
    _change(session, statement, [{"which": id_, "called": name} for id_, name in names.items()])


def add_people(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """People with an empty account each. Their ids, in the order of the rows."""
    ids = _add_returning(session, person, rows)
    if ids:
        session.execute(insert(balance), [{"account": id_, "points": 0} for id_ in ids])
    return ids


def change_people(session: Session, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Other values for these persons; those with the same columns together."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for id_, values in rows:
        alike.setdefault(tuple(sorted(values)), []).append(
            {"which": id_, **{f"new_{k}": v for k, v in values.items()}}
        )
    for names, given in alike.items():
        values = {name: bindparam(f"new_{name}", type_=person.c[name].type) for name in names}
        _change(session, update(person).where(person.c.id == bindparam("which")).values(**values), given)


def add_consents(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(consent), list(rows))


def add_tags(session: Session, tags: Iterable[tuple[int, str]]) -> None:
    rows = [{"person_id": id_, "tag": tag} for id_, tag in tags]
    if rows:
        session.execute(insert(person_tag), rows)


def add_memberships(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Their ids, in the order of the rows."""
    return _add_returning(session, membership, rows)


def end_memberships(session: Session, last_days: Mapping[int, date]) -> None:
    """These roles end with those days."""
    statement = (
        update(membership).where(membership.c.id == bindparam("which")).values(until=bindparam("last_day"))
    )
    _change(session, statement, [{"which": id_, "last_day": day} for id_, day in last_days.items()])


def note_filed(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """How many are filed where as of which day; what was said of the same day goes."""
    if not rows:
        return
    same = population.c.area_id == bindparam("of_area"), population.c.as_of == bindparam("of_day")
    gone = [{"of_area": row["area_id"], "of_day": row["as_of"]} for row in rows]
    _change(session, delete(population).where(*same), gone)
    session.execute(insert(population), list(rows))


def _add_returning(session: Session, into: Any, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    if not rows:
        return []
    adding = insert(into).returning(into.c.id, sort_by_parameter_order=True)
    return [int(row.id) for row in session.execute(adding, list(rows))]


def _change(session: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(statement, rows)


# Drafts


@dataclass(frozen=True, slots=True)
class Draft:
    id: int
    person_id: int | None
    kind: str
    lines: list[tuple[int, dict[str, str]]]
    made_at: datetime
    done_at: datetime | None


def add_draft(
    session: Session,
    person_id: int | None,
    kind: str,
    lines: Sequence[tuple[int, dict[str, str]]],
    now: datetime,
) -> int:
    """Keep a table until it is confirmed; what this person sent before, and what nobody confirmed in a day, goes."""
    old = or_(draft.c.made_at < now - KEPT_FOR, draft.c.person_id == person_id)
    session.execute(delete(draft).where(old, draft.c.done_at.is_(None)))
    content = {"lines": [list(line) for line in lines]}
    return add_row(session, draft, person_id=person_id, kind=kind, content=content, made_at=now)


def find_draft(session: Session, draft_id: int) -> Draft | None:
    row = session.execute(select(draft).where(draft.c.id == draft_id)).one_or_none()
    if row is None:
        return None
    lines = [(number, cells) for number, cells in (row.content or {"lines": []})["lines"]]
    return Draft(row.id, row.person_id, row.kind, lines, row.made_at, row.done_at)


def finish_draft(session: Session, draft_id: int, now: datetime) -> None:
    """It is done, and its rows are kept no longer."""
    session.execute(update(draft).where(draft.c.id == draft_id).values(done_at=now, content=None))
