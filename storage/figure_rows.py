"""What lies behind a figure besides people, a page at a time: the very rows it was counted from. Decides nobody's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from domain.figures import Definitions, Ground, lowest_filed
from domain.months import Span
from domain.vital_sign import Level
from storage import figure_sources as sources
from storage.figure_people import A_PAGE, Page, paged
from storage.tables import Alert, Area, AreaPopulation, Person, VillageGroup, table

area = table(Area)
alert = table(Alert)
person = table(Person)
population = table(AreaPopulation)
village_group = table(VillageGroup)
_noter = person.alias("noter")
_taker = person.alias("taker")


@dataclass(frozen=True, slots=True)
class Filed:
    """A number of people with a health file that counts, of a day; who noted it here, and when."""

    area: str
    people: int
    as_of: date
    noted_by: str | None
    noted_at: datetime


def list_filed(session: Session, path: str, span: Span, *, page: int) -> Page[Filed]:
    """The numbers of filed people that went into a figure, by place."""
    rows = session.execute(
        select(area.c.path, area.c.name, population.c.filed, population.c.as_of, _noter.c.name, population.c.noted_at)
        .join(area, area.c.id == population.c.area_id)
        .outerjoin(_noter, _noter.c.id == population.c.noted_by)
        .where(
            area.c.path.startswith(path, autoescape=True),
            area.c.ended_at.is_(None),
            population.c.as_of <= span.until.date(),
        )
        .order_by(population.c.as_of)
    )  # fmt: skip
    newest = {row[0]: Filed(*row[1:]) for row in rows}
    counts = lowest_filed([Ground(at, filed=one.people, filed_as_of=one.as_of) for at, one in newest.items()])
    filed = sorted((newest[at] for at in counts), key=lambda one: one.area)
    here = filed[page * A_PAGE : (page + 1) * A_PAGE]
    return Page(tuple(here), len(filed) > (page + 1) * A_PAGE)


DAYS = 10  # on a page


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    readings: int


def list_days(session: Session, ids: Sequence[int], span: Span, *, page: int) -> Page[Day]:
    """How much was measured on each day, the newest first."""
    each = sources.readings(ids, span).subquery()
    by_day = select(each.c.local_date, func.count()).group_by(each.c.local_date)
    rows, more = paged(session, by_day.order_by(each.c.local_date.desc()), page, DAYS)
    return Page(tuple(Day(*row) for row in rows), more)


def count_vitals(session: Session, ids: Sequence[int], span: Span) -> dict[str, int]:
    """How much was measured of each kind, the most first."""
    each = sources.readings(ids, span).subquery()
    by_kind = select(each.c.vital, func.count().label("n")).group_by(each.c.vital)
    rows = session.execute(by_kind.order_by(func.count().desc(), each.c.vital))
    return {row.vital: row.n for row in rows}


def count_participants(session: Session, ids: Sequence[int], span: Span, means: Definitions) -> int:
    each = sources.participants(ids, span, means).subquery()
    return int(session.execute(select(func.count()).select_from(each)).scalar_one())


@dataclass(frozen=True, slots=True)
class Handled:
    """An alert that is counted. `name` is empty where its person no longer shares."""

    id: int
    person_id: int
    name: str
    urgent: bool
    opened_at: datetime
    taken_at: datetime | None
    taker: str | None


def list_alerts(session: Session, ids: Sequence[int], span: Span, *, page: int) -> Page[Handled]:
    """The month's alerts, the newest first."""
    shares = person.c.consents_sharing & person.c.erased_at.is_(None)
    counted = (
        select(
            alert.c.id, alert.c.person_id, person.c.name, shares.label("shares"), alert.c.level,
            alert.c.opened_at, alert.c.acknowledged_at, _taker.c.name.label("taker"),
        )
        .join(person, person.c.id == alert.c.person_id)
        .outerjoin(_taker, _taker.c.id == alert.c.acknowledged_by)
        .where(person.c.area_id.in_(list(ids)), sources.alerts_of(span))
    )  # fmt: skip
    rows, more = paged(session, counted.order_by(alert.c.opened_at.desc(), alert.c.id.desc()), page)
    return Page(
        tuple(
            Handled(
                row.id, row.person_id, row.name if row.shares else "", row.level == Level.RED, row.opened_at,
                row.acknowledged_at, row.taker,
            )
            for row in rows
        ),
        more,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posted:
    """A lesson that was posted in a group with its quiz, and the month's first answers to that."""

    group: str
    area: str
    lesson: str
    posted_at: datetime
    answers: int
    right: int


def list_posted(session: Session, ids: Sequence[int], span: Span, *, page: int) -> Page[Posted]:
    """The lessons that were posted in the month or answered in it, the newest first."""
    polls, answers = sources.polls(ids, span).subquery(), sources.quiz_answers(ids, span).subquery()
    right, given = func.coalesce(func.sum(answers.c.right), 0), func.count(answers.c.poll_id)
    posted = (
        select(
            village_group.c.title,
            area.c.name,
            polls.c.lesson,
            polls.c.posted_at,
            given.label("given"),
            right.label("right"),
        )
        .join(village_group, village_group.c.id == polls.c.group_id)
        .join(area, area.c.id == village_group.c.area_id)
        .outerjoin(answers, answers.c.poll_id == polls.c.poll_id)
        .group_by(polls.c.poll_id, village_group.c.title, area.c.name, polls.c.lesson, polls.c.posted_at)
        .having((polls.c.posted_at >= span.since) | (given > 0))
        .order_by(polls.c.posted_at.desc(), polls.c.poll_id)
    )
    rows, more = paged(session, posted, page)
    return Page(
        tuple(
            Posted(row.title, row.name, row.lesson, row.posted_at, int(row.given), int(row.right))
            for row in rows
        ),
        more,
    )


def list_unreached(session: Session, ids: Sequence[int], span: Span) -> list[tuple[str, str]]:
    """Bound groups in which no lesson was posted in the month, each with its place."""
    each = sources.groups(ids, span).subquery()
    titles = (
        select(village_group.c.title, area.c.name)
        .join(each, each.c.id == village_group.c.id)
        .join(area, area.c.id == village_group.c.area_id)
    )
    rows = session.execute(titles.where(each.c.reached == 0).order_by(each.c.id))
    return [(title, place) for title, place in rows]


@dataclass(frozen=True, slots=True)
class PaidFor:
    """What was given out for an act: how many points, without those taken back, and how often."""

    act: str
    points: int
    times: int


def list_payments(session: Session, ids: Sequence[int], span: Span) -> list[PaidFor]:
    """By act, the most points first."""
    each = sources.payments(ids, span).subquery()
    total, times = func.sum(each.c.points), func.sum(case((each.c.points > 0, 1), else_=-1))
    by_act = select(each.c.act, total, times).group_by(each.c.act).order_by(total.desc(), each.c.act)
    return [PaidFor(act, int(points), int(n)) for act, points, n in session.execute(by_act)]


@dataclass(frozen=True, slots=True)
class VillageNow:
    """How a village stands: its groups, how many take part in it and below it, and since when it has a committee."""

    name: str
    groups: int
    people: int
    committee_since: date | None


def list_villages(
    session: Session, path: str, ids: Sequence[int], span: Span, means: Definitions, *, page: int
) -> Page[VillageNow]:
    """The villages from a path down, by name."""
    here = area.c.path.startswith(path, autoescape=True), area.c.ended_at.is_(None), area.c.level == "village"
    rows, more = paged(session, select(area).where(*here).order_by(area.c.name, area.c.id), page)
    people = _by_path(session, sources.participants(ids, span, means).subquery())
    groups = _by_path(session, sources.groups(ids, span).subquery())
    return Page(
        tuple(
            VillageNow(
                row.name,
                sum(n for at, n in groups.items() if at.startswith(row.path)),
                sum(n for at, n in people.items() if at.startswith(row.path)),
                row.committee_since,
            )
            for row in rows
        ),
        more,
    )


def _by_path(session: Session, each: Subquery) -> dict[str, int]:
    rows = session.execute(
        select(area.c.path, func.count().label("n"))
        .join(each, each.c.area_id == area.c.id)
        .group_by(area.c.path)
    )
    return {row.path: row.n for row in rows}
