"""Keep minutes of exercise and pay for them. Advice about exercise and health is not given here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.log_reading import NOT_FUTURE, OLDEST, NoConsent
from actions.pay import Paid, pay_for
from domain import exercise as rules
from domain.points import Act
from domain.vital_sign import Problem
from storage import content, people, readings


@dataclass(frozen=True, slots=True)
class ExerciseLogged:
    """Exercise that was kept, and the week's moderate-equivalent minutes with it."""

    exercise_id: int
    kind: str
    minutes: int
    taken_at: datetime
    week_minutes: float
    paid: Paid


@dataclass(frozen=True, slots=True)
class ExerciseQuestioned:
    """Exercise that was not kept, because it has to be asked about first."""

    problem: Problem
    kind: str
    minutes: int
    taken_at: datetime


def log_exercise(
    session: Session,
    person_id: int,
    kind: str,
    minutes: int,
    *,
    taken_at: datetime,
    now: datetime,
    confirmed: bool = False,
    replaces_id: int | None = None,
) -> ExerciseLogged | ExerciseQuestioned:
    """Keep a person's own exercise. Raises NoConsent; KeyError for a kind content/exercises.toml does not list."""
    person = people.get_person(session, person_id)
    if not person.may_be_logged:
        raise NoConsent
    kinds = content.exercise_kinds()
    sort = kinds[kind]
    local_date = taken_at.astimezone(ZoneInfo(person.timezone)).date()
    today = [
        one
        for one in readings.list_exercise(session, person_id, since=local_date)
        if one.local_date == local_date
    ]
    problem = _problem(minutes, sum(one.minutes for one in today), taken_at, now)
    if problem is not None and not (confirmed and problem is Problem.PLEASE_CONFIRM):
        return ExerciseQuestioned(problem, kind, minutes, taken_at)
    before = sum(kinds[one.kind].minutes_for_points(one.minutes) for one in today if one.kind in kinds)
    exercise_id = readings.add_exercise(
        session,
        person_id,
        kind=kind,
        minutes=minutes,
        met=sort.met,
        taken_at=taken_at,
        logged_at=now,
        local_date=local_date,
        provenance="self",
        logged_by=person_id,
        replaces_id=replaces_id,
    )
    paid = pay_for(
        session,
        person,
        Act.EXERCISE,
        exercise_id=exercise_id,
        taken_at=taken_at,
        local_date=local_date,
        now=now,
        minutes=sort.minutes_for_points(minutes),
        minutes_before=before,
    )
    week = week_minutes(session, person_id, now=now.astimezone(ZoneInfo(person.timezone)))
    return ExerciseLogged(exercise_id, kind, minutes, taken_at, week, paid)


def _problem(minutes: int, already: int, taken_at: datetime, now: datetime) -> Problem | None:
    if taken_at > now + NOT_FUTURE:
        return Problem.IN_THE_FUTURE
    if taken_at < now - OLDEST:
        return Problem.TOO_LONG_AGO
    return rules.problem(minutes, already)


def week_minutes(session: Session, person_id: int, *, now: datetime) -> float:
    """Moderate-equivalent minutes since Monday of the local week of `now`."""
    monday = now.date() - timedelta(days=now.weekday())
    kinds = content.exercise_kinds()
    moved = readings.list_exercise(session, person_id, since=monday)
    return sum(kinds[one.kind].moderate_equivalent(one.minutes) for one in moved if one.kind in kinds)
