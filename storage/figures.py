"""The figures of an area: of the month that runs from what was counted, of one that is over as it was kept then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, and_, cast, delete, exists, func, insert, literal, select
from sqlalchemy.orm import Session

from domain.figures import Count, Figure, Ground, Handling, Missing, Tally, by_child, figures_of
from domain.months import Span, end_of, span_of
from domain.vital_sign import Level
from storage import content
from storage.figure_sources import alerts_of
from storage.tables import Alert, Area, AreaPopulation, AreaTally, Due, FigureSnapshot, Person, table
from storage.tallies import count_areas

area = table(Area)
area_tally = table(AreaTally)
alert = table(Alert)
due = table(Due)
person = table(Person)
population = table(AreaPopulation)
snapshot = table(FigureSnapshot)

# What is small enough is counted while somebody waits; the rest is what was counted in the night.
AT_ONCE_AREAS, AT_ONCE_PEOPLE = 40, 2000
COUNTED = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True, slots=True)
class Here:
    """An area as a path to count along."""

    id: int
    name: str
    level: str
    parent_id: int | None
    path: str
    timezone: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


_HERE = [area.c[field.name] for field in fields(Here)]


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of an area, those of places below it that were asked for, and when they were counted. None: never."""

    counts: Mapping[Figure, Count]
    below: Mapping[int, Mapping[Figure, Count]]
    counted_at: datetime | None
    over: bool


def find_here(session: Session, area_id: int) -> Here | None:
    row = session.execute(select(*_HERE).where(area.c.id == area_id, area.c.ended_at.is_(None))).one_or_none()
    return Here(*row) if row is not None else None


def list_children(session: Session, area_id: int) -> list[Here]:
    """The areas right below, by name."""
    right_below = select(*_HERE).where(area.c.parent_id == area_id, area.c.ended_at.is_(None))
    return [Here(*row) for row in session.execute(right_below.order_by(area.c.name, area.c.id))]


def list_tops_unscheduled(session: Session, push: str) -> list[Here]:
    """The areas above which there is none, that a push does not know yet."""
    receiver: ColumnElement[str] = literal("area:") + cast(area.c.id, String)
    known = exists().where(due.c.push == push, due.c.receiver == receiver)
    tops = select(*_HERE).where(area.c.parent_id.is_(None), area.c.ended_at.is_(None), ~known)
    return [Here(*row) for row in session.execute(tops.order_by(area.c.id))]


def find_figures(
    session: Session, here: Here, month: date, now: datetime, *, places: Sequence[Here] = ()
) -> Told:
    """What is told of a month: of a small place that runs counted now, otherwise as it was kept last.

    `places`: the areas below to tell of, too.
    """
    running = month == now.astimezone(here.zone).date().replace(day=1)
    ids = _few_below(session, here) if running else None
    if ids is None:
        return _kept(session, here, places, month)
    span = span_of(month, here.zone, now)
    means, line = content.definitions(), content.cuts().home_mean.at_or_above
    tallies = count_areas(session, ids, span, means, line)
    grounds = list_grounds(session, here.path, span, tallies)
    parted = by_child(grounds, (one.path for one in places))
    below = {one.id: figures_of(parted[one.path]) for one in places}
    return Told(figures_of(grounds), below, now, over=False)


CLOSE = ("village", "grid")  # where a list of what was counted is still one to read


def opens_rows(here: Here, children: Sequence[Here]) -> bool:
    """Whether a figure opens its rows here; elsewhere it opens the places below, where it does."""
    return here.level in CLOSE or not children


def list_ids(session: Session, here: Here) -> list[int]:
    """The areas from here down."""
    lies = area.c.path.startswith(here.path, autoescape=True), area.c.ended_at.is_(None)
    return list(session.execute(select(area.c.id).where(*lies)).scalars())


def _none_of(missing: Missing) -> dict[Figure, Count]:
    return {figure: Count(figure, missing=missing) for figure in Figure}


def _few_below(session: Session, here: Here) -> list[int] | None:
    """The areas from here down, if they and the people in them are few; None otherwise."""
    lies = area.c.path.startswith(here.path, autoescape=True), area.c.ended_at.is_(None)
    ids = list(session.execute(select(area.c.id).where(*lies).limit(AT_ONCE_AREAS + 1)).scalars())
    if len(ids) > AT_ONCE_AREAS:
        return None
    some = select(person.c.id).where(person.c.area_id.in_(ids)).limit(AT_ONCE_PEOPLE + 1).subquery()
    people = session.execute(select(func.count()).select_from(some)).scalar_one()
    return ids if people <= AT_ONCE_PEOPLE else None


def list_tallies(session: Session, path: str, month: date) -> dict[int, Tally]:
    """What was counted from a path down, by area."""
    rows = session.execute(
        select(area_tally.c.area_id, *(area_tally.c[name] for name in COUNTED))
        .join(area, area.c.id == area_tally.c.area_id)
        .where(area.c.path.startswith(path, autoescape=True), area_tally.c.month == month)
    )
    return {row.area_id: Tally(*row[1:]) for row in rows}


def list_grounds(session: Session, path: str, span: Span, tallies: Mapping[int, Tally]) -> list[Ground]:
    """The areas from a path down with all that is known of them."""
    lies = area.c.path.startswith(path, autoescape=True), area.c.ended_at.is_(None)
    filed = _filed(session, path, span)
    alerts = _alerts(session, path, span)
    grounds = []
    columns = area.c.id, area.c.path, area.c.level, area.c.committee_since
    for area_id, at, level, committee_since in session.execute(select(*columns).where(*lies)):
        people, as_of = filed.get(area_id, (None, None))
        handled = tuple(alerts.get(area_id, ()))
        committee = committee_since is not None and committee_since <= span.until.date()
        tally = tallies.get(area_id, Tally())
        grounds.append(Ground(at, level == "village", committee, tally, people, as_of, handled))
    return grounds


def _filed(session: Session, path: str, span: Span) -> dict[int, tuple[int, date]]:
    """The newest number of filed people of each area, as it was noted by then."""
    rows = session.execute(
        select(population.c.area_id, population.c.filed, population.c.as_of)
        .join(area, area.c.id == population.c.area_id)
        .where(area.c.path.startswith(path, autoescape=True), population.c.as_of <= span.until.date())
        .order_by(population.c.as_of)
    )
    return {area_id: (filed, as_of) for area_id, filed, as_of in rows}


def _alerts(session: Session, path: str, span: Span) -> dict[int, list[Handling]]:
    """Alerts of the month that were the team's affair: told to it, and not gone by themselves before anybody came."""
    rows = session.execute(
        select(person.c.area_id, alert.c.opened_at, alert.c.acknowledged_at, alert.c.level)
        .join(person, person.c.id == alert.c.person_id)
        .join(area, area.c.id == person.c.area_id)
        .where(area.c.path.startswith(path, autoescape=True), alerts_of(span))
    )
    found: dict[int, list[Handling]] = {}
    for area_id, opened_at, taken_at, level in rows:
        found.setdefault(area_id, []).append(Handling(opened_at, taken_at, level == Level.RED))
    return found


def _kept(session: Session, here: Here, places: Sequence[Here], month: date) -> Told:
    ids = [here.id, *(one.id for one in places)]
    kept = list_snapshots(session, ids, month)
    taken_at = session.execute(
        select(func.min(snapshot.c.taken_at)).where(snapshot.c.area_id == here.id, snapshot.c.month == month)
    ).scalar()
    none = _none_of(Missing.NOT_COUNTED)
    below = {one.id: none | kept.get(one.id, {}) for one in places}
    over = taken_at is not None and taken_at >= end_of(month, here.zone)
    return Told(none | kept.get(here.id, {}), below, taken_at, over)


def list_snapshots(session: Session, ids: Iterable[int], month: date) -> dict[int, dict[Figure, Count]]:
    """The figures of a month that is over, by area."""
    rows = session.execute(
        select(snapshot).where(snapshot.c.area_id.in_(list(ids)), snapshot.c.month == month)
    )
    kept: dict[int, dict[Figure, Count]] = {}
    for row in rows:
        kept.setdefault(row.area_id, {})[Figure(row.figure)] = _count(row)
    return kept


def list_months(session: Session, area_id: int, figure: Figure, since: date) -> dict[date, Count]:
    """One figure of an area, month by month, as kept."""
    rows = session.execute(
        select(snapshot)
        .where(snapshot.c.area_id == area_id, snapshot.c.figure == figure.value, snapshot.c.month >= since)
        .order_by(snapshot.c.month)
    )
    return {row.month: _count(row) for row in rows}


def _count(row: object) -> Count:
    told: dict[str, object] = dict(row._mapping)  # type: ignore[attr-defined]
    missing = told["missing"]
    return Count(
        Figure(str(told["figure"])),
        told["numerator"],  # type: ignore[arg-type]
        told["denominator"],  # type: ignore[arg-type]
        Missing(str(missing)) if missing is not None else None,
        told["as_of"],  # type: ignore[arg-type]
    )


def list_unkept(session: Session, root: str, month: date, *, since: datetime, at_most: int) -> list[Here]:
    """Areas below a path that were counted in a month and whose figures were not kept since then."""
    counted = and_(area_tally.c.area_id == area.c.id, area_tally.c.month == month)
    kept = exists().where(
        snapshot.c.area_id == area.c.id,
        snapshot.c.month == month,
        snapshot.c.figure == Figure.ACTIVE.value,
        snapshot.c.taken_at >= since,
    )
    lies = area.c.path.startswith(root, autoescape=True), area.c.ended_at.is_(None)
    rows = session.execute(
        select(*_HERE).join(area_tally, counted).where(*lies, ~kept).order_by(area.c.id).limit(at_most)
    )
    return [Here(*row) for row in rows]


def keep_snapshots(
    session: Session, month: date, told: Mapping[int, Mapping[Figure, Count]], *, version: int, now: datetime
) -> None:
    """In place of what was kept before; of a month that is over, what was kept after its end is kept no second time."""
    session.execute(delete(snapshot).where(snapshot.c.area_id.in_(list(told)), snapshot.c.month == month))
    rows = [
        {
            "area_id": area_id,
            "month": month,
            "figure": count.figure.value,
            "numerator": count.numerator,
            "denominator": count.denominator,
            "missing": count.missing.value if count.missing else None,
            "as_of": count.as_of,
            "definition": version,
            "taken_at": now,
        }
        for area_id, counts in told.items()
        for count in counts.values()
    ]
    if rows:
        session.execute(insert(snapshot), rows)
