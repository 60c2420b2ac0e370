"""Counts what happened in a month right in some areas, and keeps what was counted. Says nothing of what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Table, and_, case, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session

from domain.figures import Definitions, Tally
from domain.follow_up import CONTROLLED
from domain.people import Tag
from domain.round import Met, Standing
from domain.vital_sign import Setting
from domain.wall_time import at_wall
from storage.points import PROGRAMME, given_by
from storage.tables import (
    Area,
    AreaTally,
    ExerciseRow,
    LedgerEntry,
    Person,
    PersonTag,
    QuizAnswer,
    QuizPoll,
    ReadingRow,
    VillageGroup,
    Visit,
    table,
)

area = table(Area)
area_tally = table(AreaTally)
person = table(Person)
person_tag = table(PersonTag)
reading = table(ReadingRow)
exercise = table(ExerciseRow)
ledger_entry = table(LedgerEntry)
village_group = table(VillageGroup)
quiz_poll = table(QuizPoll)
visit = table(Visit)
quiz_answer = table(QuizAnswer)

A_POLL_LIVES = timedelta(days=31)  # how long after it was posted an answer still counts
NOW_TOO = timedelta(microseconds=1)
IN_TREATMENT = (Tag.HYPERTENSION.value, Tag.DIABETES.value)  # 规范第三版: the two that are followed up
IN_TOUCH = tuple(met.value for met in Met if met.in_touch)
HALF = 0.5  # a mean is compared as it is shown: from 134.5 on it reads 135


class Span(NamedTuple):
    """A month as it is counted: from its first moment to its last, or to now while it runs."""

    month: date
    since: datetime
    until: datetime


def next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def end_of(month: date, zone: ZoneInfo) -> datetime:
    return at_wall(next_month(month), time(), zone)


def span_of(month: date, zone: ZoneInfo, now: datetime) -> Span:
    """What was logged at this very moment is in it."""
    return Span(month, at_wall(month, time(), zone), min(now + NOW_TOO, end_of(month, zone)))


def count_areas(
    session: Session, ids: Sequence[int], span: Span, means: Definitions, line: tuple[float, float]
) -> dict[int, Tally]:
    """The tally of each of these areas, those below them left out. `line`: the home mean to stay below, in mmHg."""
    queries = {
        ("people", "active"): _people(ids, span, means),
        ("readings",): _readings(ids, span),
        ("measured", "controlled"): _controlled(ids, span, means, line),
        ("visits_due", "visits_missed"): _visits(ids, span),
        ("groups", "reached"): _groups(ids, span),
        ("quiz_answers", "quiz_right"): _quiz(ids, span),
        ("points",): _points(ids, span),
    }
    counted: dict[int, dict[str, int]] = {one: {} for one in ids}
    for names, query in queries.items():
        for area_id, *numbers in session.execute(query):
            counted[area_id] |= zip(names, map(int, numbers), strict=True)
    return {area_id: Tally(**numbers) for area_id, numbers in counted.items()}


def _take_part(ids: Sequence[int], span: Span) -> ColumnElement[bool]:
    """Who lives right there and is looked after, joined by then, and agreed that health data is kept."""
    here = person.c.area_id.in_(list(ids)), person.c.joined_at < span.until
    active = person.c.standing == Standing.ACTIVE.value
    return and_(*here, person.c.erased_at.is_(None), person.c.consents_health, active)


def _logged(logs: Table, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(logs.c.logged_at >= since, logs.c.logged_at < until, logs.c.ended_at.is_(None))


def _people(ids: Sequence[int], span: Span, means: Definitions) -> Select[Any]:
    since = span.until - timedelta(days=means.active_days)
    measured = exists().where(reading.c.person_id == person.c.id, _logged(reading, since, span.until))
    moved = exists().where(
        exercise.c.person_id == person.c.id,
        exercise.c.local_date >= since.date() - timedelta(days=1),
        _logged(exercise, since, span.until),
    )
    each = (
        select(person.c.area_id, case((or_(measured, moved), 1), else_=0).label("active"))
        .where(_take_part(ids, span))
        .subquery()
    )
    return select(each.c.area_id, func.count(), func.sum(each.c.active)).group_by(each.c.area_id)


def _readings(ids: Sequence[int], span: Span) -> Select[Any]:
    return (
        select(person.c.area_id, func.count())
        .join(reading, reading.c.person_id == person.c.id)
        .where(_take_part(ids, span), _logged(reading, span.since, span.until))
        .group_by(person.c.area_id)
    )


def _controlled(ids: Sequence[int], span: Span, means: Definitions, line: tuple[float, float]) -> Select[Any]:
    """Of people in treatment for high blood pressure: who measured enough at home, and whose mean is below the line."""
    days = func.count(reading.c.local_date.distinct())
    systolic, diastolic = func.avg(reading.c.systolic), func.avg(reading.c.diastolic)
    below = and_(systolic < line[0] - HALF, diastolic < line[1] - HALF)
    each = (
        select(person.c.area_id, case((below, 1), else_=0).label("below"))
        .join(person_tag, person_tag.c.person_id == person.c.id)
        .join(reading, reading.c.person_id == person.c.id)
        .where(
            _take_part(ids, span),
            person_tag.c.tag == Tag.HYPERTENSION.value,
            reading.c.vital == "blood_pressure",
            reading.c.setting == Setting.HOME.value,
            reading.c.taken_at >= span.until - timedelta(days=means.control_days),
            reading.c.logged_at < span.until,
            reading.c.ended_at.is_(None),
        )
        .group_by(person.c.id, person.c.area_id)
        .having(and_(func.count() >= means.control_least_readings, days >= means.control_least_days))
        .subquery()
    )
    return select(each.c.area_id, func.count(), func.sum(each.c.below)).group_by(each.c.area_id)


def _visits(ids: Sequence[int], span: Span) -> Select[Any]:
    """Of people in treatment who joined three months ago or more: whom the doctor team did not look in on since."""
    since = span.until - CONTROLLED
    treated = exists().where(person_tag.c.person_id == person.c.id, person_tag.c.tag.in_(IN_TREATMENT))
    made = exists().where(
        visit.c.person_id == person.c.id,
        visit.c.at >= since,
        visit.c.at < span.until,
        visit.c.clinical,
        visit.c.met.in_(IN_TOUCH),
        visit.c.undone_at.is_(None),
    )
    each = (
        select(person.c.area_id, case((made, 0), else_=1).label("missed"))
        .where(_take_part(ids, span), treated, person.c.joined_at < since)
        .subquery()
    )
    return select(each.c.area_id, func.count(), func.sum(each.c.missed)).group_by(each.c.area_id)


def _groups(ids: Sequence[int], span: Span) -> Select[Any]:
    posted = exists().where(quiz_poll.c.group_id == village_group.c.id, _within(quiz_poll.c.posted_at, span))
    each = (
        select(village_group.c.area_id, case((posted, 1), else_=0).label("reached"))
        .where(village_group.c.area_id.in_(list(ids)))
        .subquery()
    )
    return select(each.c.area_id, func.count(), func.sum(each.c.reached)).group_by(each.c.area_id)


def _within(column: ColumnElement[datetime], span: Span) -> ColumnElement[bool]:
    return and_(column >= span.since, column < span.until)


def _quiz(ids: Sequence[int], span: Span) -> Select[Any]:
    right = case((quiz_answer.c.right, 1), else_=0)
    return (
        select(village_group.c.area_id, func.count(), func.sum(right))
        .join(quiz_poll, quiz_poll.c.group_id == village_group.c.id)
        .join(quiz_answer, quiz_answer.c.poll_id == quiz_poll.c.poll_id)
        .where(
            village_group.c.area_id.in_(list(ids)),
            quiz_poll.c.posted_at >= span.since - A_POLL_LIVES,
            _within(quiz_answer.c.answered_at, span),
        )
        .group_by(village_group.c.area_id)
    )


def _points(ids: Sequence[int], span: Span) -> Select[Any]:
    """What the programme gave out on days of the month, without what it took back."""
    in_month = and_(
        ledger_entry.c.local_date >= span.month, ledger_entry.c.local_date < next_month(span.month)
    )
    given = (
        select(person.c.area_id, ledger_entry.c.points)
        .join(ledger_entry, ledger_entry.c.to_account == person.c.id)
        .where(_take_part(ids, span), ledger_entry.c.from_account == PROGRAMME, in_month)
    )
    taken_back = (
        select(person.c.area_id, -ledger_entry.c.points)
        .select_from(person)
        .join(ledger_entry, given_by(person.c.id))
        .where(_take_part(ids, span), ledger_entry.c.reverses_id.is_not(None), in_month)
    )
    each = given.union_all(taken_back).subquery()
    return select(each.c.area_id, func.sum(each.c.points)).group_by(each.c.area_id)


def keep_tallies(session: Session, month: date, tallies: Mapping[int, Tally], *, now: datetime) -> None:
    """In place of what was counted before."""
    if not tallies:
        return
    session.execute(
        delete(area_tally).where(area_tally.c.area_id.in_(list(tallies)), area_tally.c.month == month)
    )
    rows = [
        {"area_id": area_id, "month": month, "counted_at": now} | asdict(tally)
        for area_id, tally in tallies.items()
    ]
    session.execute(insert(area_tally), rows)


def list_uncounted(
    session: Session, root: str, month: date, *, since: datetime, at_most: int, known: bool = False
) -> list[int]:
    """Areas below a path that were not counted for this month since then. `known`: only those counted before at all."""
    same = and_(area_tally.c.area_id == area.c.id, area_tally.c.month == month)
    stale = area_tally.c.counted_at < since
    query = select(area.c.id).join(area_tally, same, isouter=not known)
    lies = area.c.path.startswith(root, autoescape=True), area.c.ended_at.is_(None)
    wanted = stale if known else or_(area_tally.c.counted_at.is_(None), stale)
    return list(session.execute(query.where(*lies, wanted).order_by(area.c.id).limit(at_most)).scalars())
