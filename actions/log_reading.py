"""Keep one reading, say what it asks of us, pay for the measuring. Never looks at the number to decide the points."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.care_for import Cared, care_for
from actions.complete_series import complete_series
from actions.pay import Paid, alert_holds, pay_for
from actions.raise_alert import find_episode, measured_again, raise_alert, told_symptoms
from actions.thank_helper import thank_helper
from domain.people import Tag
from domain.points import Act
from domain.trend import DAYS, Past, Trend, compare
from domain.triage import Circumstances, Reason, Symptom, Triage, triage
from domain.vital_sign import Level, Problem, Reading
from domain.vitals import vital_sign
from storage import content, open_alerts, people, readings
from storage.past import find_past
from storage.people import Known

SENT_TWICE = timedelta(seconds=60)  # [D] the same numbers again within a minute are the same message
NOT_FUTURE = timedelta(minutes=5)  # clinical facts 1.6: clocks differ by this much
OLDEST = timedelta(days=30)  # clinical facts 1.6


class NoConsent(Exception):
    """This person did not agree to have health data kept; nothing was."""


@dataclass(frozen=True, slots=True)
class ReadingLogged:
    """A reading that was kept and what it means by number, symptoms and what came before it."""

    reading_id: int
    reading: Reading
    taken_at: datetime
    level: Level
    reasons: tuple[Reason, ...]
    ask_symptoms: bool
    measure_again: bool
    alert_id: int | None
    came_down: bool
    trend: Trend | None
    paid: Paid
    series: Paid | None = None  # seven days of measuring completed by this reading
    again: bool = False  # the same message twice: kept once
    helper_points: int = 0  # to whoever logged it for them


@dataclass(frozen=True, slots=True)
class ReadingQuestioned:
    """A reading that was not kept, because it has to be asked about first."""

    problem: Problem
    reading: Reading
    taken_at: datetime


def log_reading(
    session: Session,
    person_id: int,
    reading: Reading,
    *,
    taken_at: datetime,
    now: datetime,
    confirmed: bool = False,
    replaces_id: int | None = None,
    was_paid: bool = False,
    subject_id: int | None = None,
) -> ReadingLogged | ReadingQuestioned:
    """Keep a person's own reading, or one of `subject_id` by who may log for them. Raises NoConsent, NotTheirs.

    `confirmed`: they were asked about unusual numbers and said yes. `replaces_id`: the reading it puts right, at any
    time after; `was_paid`: that one was.
    """
    cared = care_for(session, person_id, subject_id, now=now)
    person = cared.person
    if not person.may_be_logged:
        raise NoConsent
    problem = wrong_time(taken_at, now) if replaces_id is None else None
    problem = problem or question(session, person, reading, now=now, confirmed=confirmed)
    if problem is not None:
        return ReadingQuestioned(problem, reading, taken_at)
    twin = readings.same_as_just_now(
        session, person.id, reading, taken_at=taken_at, now=now, within=SENT_TWICE
    )
    if twin is not None and replaces_id is None:
        return _told_again(session, person, twin)
    return _keep(
        session,
        cared,
        reading,
        taken_at=taken_at,
        now=now,
        confirmed=confirmed,
        replaces_id=replaces_id,
        was_paid=was_paid,
    )


def wrong_time(taken_at: datetime, now: datetime) -> Problem | None:
    """Whether it cannot have been measured then, or too long ago to be kept."""
    if taken_at > now + NOT_FUTURE:
        return Problem.IN_THE_FUTURE
    return Problem.TOO_LONG_AGO if taken_at < now - OLDEST else None


def question(
    session: Session, person: Known, reading: Reading, *, now: datetime, confirmed: bool
) -> Problem | None:
    """What has to be asked about the numbers before this reading is kept, or None."""
    sign = vital_sign(reading.vital)
    before = []
    if sign.looks_back:
        before = readings.list_readings(session, person.id, vital=sign.name, since=now - OLDEST, last=1)
    problem = sign.problem(reading, last=before[0].reading if before else None)
    return None if confirmed and problem is Problem.PLEASE_CONFIRM else problem


def circumstances(
    person: Known, symptoms: frozenset[Symptom] | None, *, now: datetime, confirmed: bool
) -> Circumstances:
    """What is known of the person that changes what a number means. `symptoms` None: not answered yet."""
    return Circumstances(
        symptoms=symptoms,
        confirmed=confirmed,
        pregnant=Tag.PREGNANT in person.tags,
        known_hypertension=Tag.HYPERTENSION in person.tags,
        diabetic=Tag.DIABETES in person.tags,
        age=now.year - person.birth_year if person.birth_year else None,
    )


def _keep(
    session: Session,
    cared: Cared,
    reading: Reading,
    *,
    taken_at: datetime,
    now: datetime,
    confirmed: bool,
    replaces_id: int | None,
    was_paid: bool,
) -> ReadingLogged:
    person = cared.person
    holds = person.alert_open and alert_holds(session, person.id, now)
    alert = find_episode(session, person.id, reading.vital, taken_at) if holds else None
    second = measured_again(alert, taken_at)
    found = triage(
        reading, circumstances(person, told_symptoms(alert), now=now, confirmed=second), content.cuts()
    )
    local_date = taken_at.astimezone(ZoneInfo(person.timezone)).date()
    past = _past(session, person, reading, local_date)
    reading_id = readings.add_reading(
        session,
        person.id,
        reading,
        taken_at=taken_at,
        logged_at=now,
        local_date=local_date,
        provenance=cared.provenance.value,
        logged_by=cared.by,
        confirmed=confirmed,
        level=found.level.value,
        replaces_id=replaces_id,
    )
    people.note_log(session, person, now)
    alert_id = raise_alert(session, person, reading_id, found, alert, taken_at=taken_at, now=now)
    came_down = second and not found.alert and found.level is not Level.LOW
    paid = pay_for(
        session,
        person,
        _act(reading),
        reading_id=reading_id,
        taken_at=taken_at,
        local_date=local_date,
        now=now,
        was_paid=was_paid,
        alert_open=holds or alert_id is not None,
    )
    series = None
    if _may_complete(reading, past):
        series = complete_series(session, person, reading_id, taken_at=taken_at, now=now)
    helped = thank_helper(session, cared, paid, reading_id=reading_id, taken_at=taken_at, now=now)
    told = *_found(found), alert_id, came_down, _trend(cared, reading, past), paid, series
    return ReadingLogged(reading_id, reading, taken_at, *told, helper_points=helped)


def _found(found: Triage) -> tuple[Level, tuple[Reason, ...], bool, bool]:
    return found.level, found.reasons, found.ask_symptoms, found.measure_again


def _act(reading: Reading) -> Act | None:
    return Act(reading.vital) if reading.vital in Act._value2member_map_ else None


def _past(session: Session, person: Known, reading: Reading, local_date: date) -> Past | None:
    """The person's own last weeks of the same vital sign, by its first part."""
    part = vital_sign(reading.vital).parts[0].name
    week = local_date - timedelta(days=content.cuts().home_mean.days - 1)
    since = local_date - timedelta(days=DAYS)
    return find_past(session, person.id, reading, part, since=since, until=local_date, week=week)


def _trend(cared: Cared, reading: Reading, past: Past | None) -> Trend | None:
    """How this reading stands against them, for whoever may see it."""
    if not cared.may_see:
        return None
    part = vital_sign(reading.vital).parts[0]
    return compare(reading[part.name], past, steady_within=part.steady)


def _may_complete(reading: Reading, past: Past | None) -> bool:
    """Whether it is worth looking if the week's series is complete now."""
    enough = content.cuts().home_mean.least_readings
    return reading.vital == "blood_pressure" and past is not None and past.this_week + 1 >= enough


def _told_again(session: Session, person: Known, twin: readings.Kept) -> ReadingLogged:
    alert = open_alerts.find_open_alert(session, person.id, vital=twin.reading.vital)
    known = circumstances(person, told_symptoms(alert), now=twin.logged_at, confirmed=False)
    found = triage(twin.reading, known, content.cuts())
    return ReadingLogged(
        twin.id,
        twin.reading,
        twin.taken_at,
        found.level,
        found.reasons,
        found.ask_symptoms and alert is not None and alert.symptoms is None,
        found.measure_again,
        alert.id if alert else None,
        False,
        None,
        Paid.nothing(session, person.id),
        again=True,
    )
