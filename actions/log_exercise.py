"""Keep minutes of exercise and pay for them. Advice about exercise and health is not given here."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.care_for import Cared, care_for
from actions.log_reading import SENT_TWICE, NoConsent, wrong_time
from actions.pay import Paid, pay_for
from actions.thank_helper import thank_helper
from domain import exercise as rules
from domain.points import Act
from domain.vital_sign import Problem
from storage import content, people, readings
from storage.people import Known
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
    again: bool = False  # the same button twice: kept once
    helper_points: int = 0  # to whoever logged it for them


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
    subject_id: int | None = None,
) -> ExerciseLogged | ExerciseQuestioned:
    """Keep a person's own exercise, or that of `subject_id` by who may log for them. Raises NoConsent, NotTheirs;
    KeyError for a kind content/exercises.toml does not list.
    `replaces_id`: the exercise it puts right, at any time after; `was_paid`: that one was.
    """
    cared = care_for(session, person_id, subject_id, now=now)
    person = cared.person
    if not person.may_be_logged:
        raise NoConsent
    today = _moved_on(session, person.id, taken_at.astimezone(ZoneInfo(person.timezone)).date())
    twin = _same_as_just_now(today, kind, minutes, taken_at, now) if replaces_id is None else None
    if twin is not None:
        return _told(session, person, twin, Paid.nothing(session, person.id), now=now, again=True)
    problem = wrong_time(taken_at, now) if replaces_id is None else None
    problem = problem or rules.problem(minutes, sum(one.minutes for one in today))
    if problem is not None and not (confirmed and problem is Problem.PLEASE_CONFIRM):
        return ExerciseQuestioned(problem, kind, minutes, taken_at)
    kept = _keep(session, cared, kind, minutes, taken_at=taken_at, now=now, replaces_id=replaces_id)
    paid = _pay(session, person, kept, today, now=now, was_paid=was_paid)
    helped = thank_helper(session, cared, paid, exercise_id=kept.id, taken_at=taken_at, now=now)
    return replace(_told(session, person, kept, paid, now=now), helper_points=helped)


def _keep(
    session: Session,
    cared: Cared,
    kind: str,
    minutes: int,
    *,
    taken_at: datetime,
    now: datetime,
    replaces_id: int | None,
) -> Moved:
    met = content.exercise_kinds()[kind].met
    person = cared.person
    local_date = taken_at.astimezone(ZoneInfo(person.timezone)).date()
    exercise_id = readings.add_exercise(
        session,
        person.id,
        kind=kind,
        minutes=minutes,
        met=met,
        taken_at=taken_at,
        logged_at=now,
        local_date=local_date,
        provenance=cared.provenance.value,
        logged_by=cared.by,
        replaces_id=replaces_id,
    )
    people.note_log(session, person, now)
    return Moved(exercise_id, person.id, kind, minutes, met, taken_at, now, local_date)


def _pay(
    session: Session, person: Known, kept: Moved, today: list[Moved], *, now: datetime, was_paid: bool
) -> Paid:
    kinds = content.exercise_kinds()
    before = sum(kinds[one.kind].minutes_for_points(one.minutes) for one in today if one.kind in kinds)
    return pay_for(
        session,
        person,
        Act.EXERCISE,
        exercise_id=kept.id,
        taken_at=kept.taken_at,
        local_date=kept.local_date,
        now=now,
        minutes=kinds[kept.kind].minutes_for_points(kept.minutes),
        minutes_before=before,
        was_paid=was_paid,
    )


def _told(
    session: Session, person: Known, kept: Moved, paid: Paid, *, now: datetime, again: bool = False
) -> ExerciseLogged:
    week = week_minutes(session, person.id, now=now.astimezone(ZoneInfo(person.timezone)))
    return ExerciseLogged(kept.id, kept.kind, kept.minutes, kept.taken_at, week, paid, again)


def _moved_on(session: Session, person_id: int, day: date) -> list[Moved]:
    return [one for one in readings.list_exercise(session, person_id, since=day) if one.local_date == day]


def _same_as_just_now(
    today: list[Moved], kind: str, minutes: int, taken_at: datetime, now: datetime
) -> Moved | None:
    """The same minutes of the same moment, logged just now: a button tapped twice by an impatient thumb."""
    for one in today:
        same = one.kind == kind and one.minutes == minutes and abs(one.taken_at - taken_at) <= SENT_TWICE
        if same and now - one.logged_at <= SENT_TWICE:
            return one
    return None


def week_minutes(session: Session, person_id: int, *, now: datetime) -> float:
    """Moderate-equivalent minutes since Monday of the local week of `now`."""
    monday = now.date() - timedelta(days=now.weekday())
    kinds = content.exercise_kinds()
    moved = readings.list_exercise(session, person_id, since=monday)
    return sum(kinds[one.kind].moderate_equivalent(one.minutes) for one in moved if one.kind in kinds)
