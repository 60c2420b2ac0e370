"""Somebody opens a resident's card: as much of it as their role may see, and no more than the resident agreed to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.complete_series import home_mean_on
from actions.look_at_data import look_at_data
from actions.not_allowed import NotAllowed
from domain.authority import MAY, Deed
from domain.home_mean import HomeMean, HomeMeanMissing, whole_mean
from domain.people import Role, Tag
from domain.round import FOLLOW_UPS, Due, Standing, overdue
from domain.trend import DAYS, LEAST_READINGS
from storage import authority, cards, content, open_alerts, people, readings, rounds, visits
from storage.cards import Card
from storage.readings import Kept
from storage.visits import Visited

SHOWN = 5
VISITS_SHOWN = 3
MEASURED_IN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """How they are looked after; told of nobody who does not share. `alert_open`: when the newest alert opened;
    `alert_taken`: whether somebody of the team has it; `due`: what else stands open about them."""

    tags: tuple[Tag, ...]
    last_log: date | None
    alert_open: datetime | None
    alert_taken: bool
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """Of so many blood pressures, in mmHg."""

    systolic: int
    diastolic: int
    readings: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What they measured lately, newest first: for clinical eyes alone. `lately`, `before`: the mean blood pressure of the
    last four weeks, and of the four before them."""

    last: tuple[Kept, ...]
    mean: HomeMean | HomeMeanMissing
    vitals: tuple[str, ...]
    lately: Mean | None = None
    before: Mean | None = None


@dataclass(frozen=True, slots=True)
class PersonViewed:
    """A card. `wellbeing` None: they agreed to share nothing. `measured` None: that, or no number for this viewer."""

    card: Card
    wellbeing: Wellbeing | None
    measured: Measured | None
    sees_alerts: bool
    visits: tuple[Visited, ...] = ()
    may_visit: bool = False
    may_bring_back: bool = False
    may_log_for: bool = False


@dataclass(frozen=True, slots=True)
class ChartViewed:
    """Whose chart was opened, and on whose clock its days are."""

    person_id: int
    name: str
    timezone: str


def view_person(
    session: Session, viewer_id: int, person_id: int, *, now: datetime
) -> PersonViewed | NotAllowed:
    """The card of somebody of the viewer's areas; the look is written down with it, for the resident to read."""
    card, roles = _find(session, viewer_id, person_id, now)
    if card is None or not roles & MAY[Deed.SEE_PERSON]:
        return NotAllowed()
    look_at_data(session, viewer_id, person_id, what="viewed_person", now=now)
    sees_values = card.shares and bool(roles & MAY[Deed.SEE_VALUES])
    active = card.standing is Standing.ACTIVE
    return PersonViewed(
        card,
        _wellbeing(session, card, roles, now) if card.shares else None,
        _measured(session, card, now) if sees_values else None,
        sees_alerts=bool(roles & MAY[Deed.SEE_ALERTS]),
        visits=_visits(session, viewer_id, card, roles),
        may_visit=active and bool(roles & MAY[Deed.RECORD_VISIT]),
        may_log_for=active and card.shares and viewer_id != person_id and bool(roles & MAY[Deed.LOG_FOR]),
        may_bring_back=not active and bool(roles & MAY[Deed.BRING_BACK]),
    )


def view_chart(
    session: Session, viewer_id: int, person_id: int, *, now: datetime
) -> ChartViewed | NotAllowed:
    """Whether the viewer may see this person's numbers drawn; that they did is written down first."""
    card, roles = _find(session, viewer_id, person_id, now)
    if card is None or not card.shares or not roles & MAY[Deed.SEE_VALUES]:
        return NotAllowed()
    look_at_data(session, viewer_id, person_id, what="viewed_chart", now=now)
    return ChartViewed(card.id, card.name, card.timezone)


def _find(
    session: Session, viewer_id: int, person_id: int, now: datetime
) -> tuple[Card | None, frozenset[Role]]:
    card = cards.find_card(session, person_id)
    if card is None:
        return None, frozenset()
    return card, authority.list_roles_over(session, viewer_id, card.area_id, now.date())


def _wellbeing(session: Session, card: Card, roles: frozenset[Role], now: datetime) -> Wellbeing:
    sees_sensitive = bool(roles & MAY[Deed.SEE_SENSITIVE_TAGS])
    tags = people.list_tags(session, card.id)
    alert = open_alerts.find_open_alert(session, card.id)
    zone = ZoneInfo(card.timezone)
    facts = rounds.find_facts(session, card.id, now=now, zone=zone)
    due = overdue(facts, now=now, zone=zone, rules=content.round_rules()) if facts is not None else ()
    return Wellbeing(
        tuple(tag for tag in Tag if tag in tags and (sees_sensitive or not tag.is_sensitive)),
        cards.last_day(session, card.id),
        alert.opened_at if alert is not None else None,
        alert is not None and alert.acknowledged,
        tuple(one for one in due if one.why in FOLLOW_UPS),
    )


def _visits(session: Session, viewer_id: int, card: Card, roles: frozenset[Role]) -> tuple[Visited, ...]:
    """The last ones; a note is read by the doctor team and by whoever wrote it."""
    reads = card.shares and bool(roles & MAY[Deed.READ_VISIT_NOTE])
    return tuple(
        one if reads or one.by == viewer_id else replace(one, note=None)
        for one in visits.list_visits(session, card.id, last=VISITS_SHOWN)
    )


def _measured(session: Session, card: Card, now: datetime) -> Measured:
    zone = ZoneInfo(card.timezone)
    recent = readings.list_readings(session, card.id, since=now - MEASURED_IN)
    vitals = dict.fromkeys(one.reading.vital for one in recent)
    mean = home_mean_on(session, card.id, today=now.astimezone(zone).date(), zone=zone)
    weeks = timedelta(days=DAYS)
    lately, before = (
        _mean_between(recent, now - weeks, now),
        _mean_between(recent, now - 2 * weeks, now - weeks),
    )
    return Measured(tuple(recent[:SHOWN]), mean, tuple(vitals), lately, before)


def _mean_between(kept: list[Kept], since: datetime, until: datetime) -> Mean | None:
    pressures = [
        one.reading for one in kept if one.reading.vital == "blood_pressure" and since < one.taken_at <= until
    ]
    if len(pressures) < LEAST_READINGS:
        return None
    systolic, diastolic = (whole_mean([one[part] for one in pressures]) for part in ("systolic", "diastolic"))
    return Mean(systolic, diastolic, len(pressures))
