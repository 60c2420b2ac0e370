"""Keep minutes of exercise and pay for them. Advice about exercise and health is not given here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.log_reading import NoConsent, wrong_time
from actions.pay import Paid, pay_for
from domain import exercise as rules
from domain.points import Act
from domain.vital_sign import Problem
from storage import content, people, readings
from storage.readings import Moved


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
    was_paid: bool = False,
) -> ExerciseLogged | ExerciseQuestioned:
    """Keep a person's own exercise. Raises NoConsent; KeyError for a kind content/exercises.toml does not list.
    `replaces_id`: the exercise it puts right, at any time after; `was_paid`: that one was.
    """
    person = people.get_person(session, person_id)
    if not person.may_be_logged:
        raise NoConsent
    kinds, zone = content.exercise_kinds(), ZoneInfo(person.timezone)
    local_date = taken_at.astimezone(zone).date()
    today = _moved_on(session, person_id, local_date)
    problem = wrong_time(taken_at, now) if replaces_id is None else None
    problem = problem or rules.problem(minutes, sum(one.minutes for one in today))
    if problem is not None and not (confirmed and problem is Problem.PLEASE_CONFIRM):
        return ExerciseQuestioned(problem, kind, minutes, taken_at)
    before = sum(kinds[one.kind].minutes_for_points(one.minutes) for one in today if one.kind in kinds)
    exercise_id = readings.add_exercise(
        session,
        person_id,
        kind=kind,
        minutes=minutes,
        met=kinds[kind].met,
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
        minutes=kinds[kind].minutes_for_points(minutes),
        minutes_before=before,
        was_paid=was_paid,
    )
    week = week_minutes(session, person_id, now=now.astimezone(zone))
    return ExerciseLogged(exercise_id, kind, minutes, taken_at, week, paid)


def _moved_on(session: Session, person_id: int, day: date) -> list[Moved]:
    return [one for one in readings.list_exercise(session, person_id, since=day) if one.local_date == day]


def week_minutes(session: Session, person_id: int, *, now: datetime) -> float:
    """Moderate-equivalent minutes since Monday of the local week of `now`."""
    monday = now.date() - timedelta(days=now.weekday())
    kinds = content.exercise_kinds()
    moved = readings.list_exercise(session, person_id, since=monday)
    return sum(kinds[one.kind].moderate_equivalent(one.minutes) for one in moved if one.kind in kinds)
