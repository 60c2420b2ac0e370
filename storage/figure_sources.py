"""What the figures are counted from: a row a person, reading, group, answer, payment or alert. Adds nothing up.

A tally adds these rows up, and whoever opens a figure reads the same rows: the two cannot differ.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, case, exists, func, or_, select

from domain.figures import Definitions
from domain.follow_up import CONTROLLED
from domain.months import Span, next_month
from domain.people import Tag
from domain.round import Met, Standing
from domain.vital_sign import Setting
from storage.points import PROGRAMME, given_by
from storage.tables import (
    Alert,
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

alert = table(Alert)
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
IN_TREATMENT = (Tag.HYPERTENSION.value, Tag.DIABETES.value)  # 规范第三版: the two that are followed up
HALF = 0.5  # a mean is compared as it is shown: from 134.5 on it reads 135
FOLLOWED_UP = and_(
    visit.c.clinical, visit.c.met.in_([met.value for met in Met if met.in_touch]), visit.c.undone_at.is_(None)
)


def _take_part(ids: Sequence[int], span: Span) -> ColumnElement[bool]:
    """Who lives right there and is looked after, joined by then, and agreed that health data is kept."""
    here = person.c.area_id.in_(list(ids)), person.c.joined_at < span.until
    active = person.c.standing == Standing.ACTIVE.value
    return and_(*here, person.c.erased_at.is_(None), person.c.consents_health, active)


def _logged(logs: Table, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(logs.c.logged_at >= since, logs.c.logged_at < until, logs.c.ended_at.is_(None))


def _within(column: ColumnElement[datetime], span: Span) -> ColumnElement[bool]:
    return and_(column >= span.since, column < span.until)


def participants(ids: Sequence[int], span: Span, means: Definitions) -> Select[Any]:
    """`id`, `area_id` and whether they are `active` of everybody who takes part."""
    since = span.until - timedelta(days=means.active_days)
    measured = exists().where(reading.c.person_id == person.c.id, _logged(reading, since, span.until))
    moved = exists().where(
        exercise.c.person_id == person.c.id,
        exercise.c.local_date >= since.date() - timedelta(days=1),
        _logged(exercise, since, span.until),
    )
    active = case((or_(measured, moved), 1), else_=0).label("active")
    return select(person.c.id, person.c.area_id, active).where(_take_part(ids, span))


def readings(ids: Sequence[int], span: Span) -> Select[Any]:
    """`area_id`, `vital` and `local_date` of every measurement of the month in force."""
    return (
        select(person.c.area_id, reading.c.vital, reading.c.local_date)
        .join(reading, reading.c.person_id == person.c.id)
        .where(_take_part(ids, span), _logged(reading, span.since, span.until))
    )


def home_means(ids: Sequence[int], span: Span, means: Definitions, line: tuple[float, float]) -> Select[Any]:
    """Of people in treatment for high blood pressure who measured enough at home: their mean, and whether it is `below`."""
    days = func.count(reading.c.local_date.distinct())
    systolic, diastolic = func.avg(reading.c.systolic), func.avg(reading.c.diastolic)
    below = case((and_(systolic < line[0] - HALF, diastolic < line[1] - HALF), 1), else_=0)
    return (
        select(
            person.c.id,
            person.c.area_id,
            systolic.label("systolic"),
            diastolic.label("diastolic"),
            func.count().label("readings"),
            below.label("below"),
        )
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
    )


def follow_ups(ids: Sequence[int], span: Span) -> Select[Any]:
    """Of people in treatment who joined three months ago or more: whom the doctor team `missed` since."""
    since = span.until - CONTROLLED
    treated = exists().where(person_tag.c.person_id == person.c.id, person_tag.c.tag.in_(IN_TREATMENT))
    made = exists().where(
        visit.c.person_id == person.c.id, visit.c.at >= since, visit.c.at < span.until, FOLLOWED_UP
    )
    return select(person.c.id, person.c.area_id, case((made, 0), else_=1).label("missed")).where(
        _take_part(ids, span), treated, person.c.joined_at < since
    )


def alerts_of(span: Span) -> ColumnElement[bool]:
    """Alerts of the month that were the team's affair: told to it, and not gone by themselves before anybody came."""
    came_down = and_(alert.c.acknowledged_at.is_(None), alert.c.closed_at.is_not(None))
    told = or_(person.c.consents_sharing, alert.c.acknowledged_at.is_not(None))
    return and_(_within(alert.c.opened_at, span), told, ~came_down)


def groups(ids: Sequence[int], span: Span) -> Select[Any]:
    """`id` and `area_id` of the bound groups, and whether a lesson `reached` them in the month."""
    posted = exists().where(quiz_poll.c.group_id == village_group.c.id, _within(quiz_poll.c.posted_at, span))
    reached = case((posted, 1), else_=0).label("reached")
    return select(village_group.c.id, village_group.c.area_id, reached).where(
        village_group.c.area_id.in_(list(ids))
    )


def polls(ids: Sequence[int], span: Span) -> Select[Any]:
    """The quizzes of the month's lessons, and earlier ones that are still answered in it."""
    return (
        select(quiz_poll.c.poll_id, quiz_poll.c.group_id, quiz_poll.c.lesson, quiz_poll.c.posted_at)
        .join(village_group, village_group.c.id == quiz_poll.c.group_id)
        .where(
            village_group.c.area_id.in_(list(ids)),
            quiz_poll.c.posted_at >= span.since - A_POLL_LIVES,
            quiz_poll.c.posted_at < span.until,
        )
    )


def quiz_answers(ids: Sequence[int], span: Span) -> Select[Any]:
    """`poll_id`, `area_id` and whether it was `right`, of the answers given in the month."""
    return (
        select(
            quiz_poll.c.poll_id,
            village_group.c.area_id,
            case((quiz_answer.c.right, 1), else_=0).label("right"),
        )
        .join(quiz_poll, quiz_poll.c.group_id == village_group.c.id)
        .join(quiz_answer, quiz_answer.c.poll_id == quiz_poll.c.poll_id)
        .where(
            village_group.c.area_id.in_(list(ids)),
            quiz_poll.c.posted_at >= span.since - A_POLL_LIVES,
            _within(quiz_answer.c.answered_at, span),
        )
    )


def payments(ids: Sequence[int], span: Span) -> Select[Any]:
    """`area_id`, `act` and `points` of what was given out on days of the month; what was taken back is below zero."""
    in_month = and_(
        ledger_entry.c.local_date >= span.month, ledger_entry.c.local_date < next_month(span.month)
    )
    given = (
        select(person.c.area_id, ledger_entry.c.act, ledger_entry.c.points)
        .join(ledger_entry, ledger_entry.c.to_account == person.c.id)
        .where(_take_part(ids, span), ledger_entry.c.from_account == PROGRAMME, in_month)
    )
    taken_back = (
        select(person.c.area_id, ledger_entry.c.act, -ledger_entry.c.points)
        .select_from(person)
        .join(ledger_entry, given_by(person.c.id))
        .where(_take_part(ids, span), ledger_entry.c.reverses_id.is_not(None), in_month)
    )
    each = given.union_all(taken_back).subquery()
    return select(each.c.area_id, each.c.act, each.c.points)
