"""Somebody opens a resident's card: as much of it as their role may see, and no more than the resident agreed to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.complete_series import home_mean_on
from actions.look_at_data import look_at_data
from actions.not_allowed import NotAllowed
from domain.authority import MAY, Deed
from domain.home_mean import HomeMean, HomeMeanMissing
from domain.people import Role, Tag
from storage import authority, cards, open_alerts, people, readings
from storage.cards import Card
from storage.readings import Kept

SHOWN = 5
MEASURED_IN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """How they are looked after; told of nobody who does not share. `alert_open`: when the newest alert opened."""

    tags: tuple[Tag, ...]
    last_log: date | None
    alert_open: datetime | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What they measured lately, newest first: for clinical eyes alone."""

    last: tuple[Kept, ...]
    mean: HomeMean | HomeMeanMissing
    vitals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonViewed:
    """A card. `wellbeing` None: they agreed to share nothing. `measured` None: that, or no number for this viewer."""

    card: Card
    wellbeing: Wellbeing | None
    measured: Measured | None
    sees_alerts: bool


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
    wellbeing = _wellbeing(session, person_id, roles) if card.shares else None
    sees_values = card.shares and bool(roles & MAY[Deed.SEE_VALUES])
    measured = _measured(session, card, now) if sees_values else None
    return PersonViewed(card, wellbeing, measured, bool(roles & MAY[Deed.SEE_ALERTS]))


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


def _wellbeing(session: Session, person_id: int, roles: frozenset[Role]) -> Wellbeing:
    sees_sensitive = bool(roles & MAY[Deed.SEE_SENSITIVE_TAGS])
    tags = people.list_tags(session, person_id)
    alert = open_alerts.find_open_alert(session, person_id)
    return Wellbeing(
        tuple(tag for tag in Tag if tag in tags and (sees_sensitive or not tag.is_sensitive)),
        cards.last_day(session, person_id),
        alert.opened_at if alert is not None else None,
    )


def _measured(session: Session, card: Card, now: datetime) -> Measured:
    zone = ZoneInfo(card.timezone)
    recent = readings.list_readings(session, card.id, since=now - MEASURED_IN)
    vitals = dict.fromkeys(one.reading.vital for one in recent)
    mean = home_mean_on(session, card.id, today=now.astimezone(zone).date(), zone=zone)
    return Measured(tuple(recent[:SHOWN]), mean, tuple(vitals))
