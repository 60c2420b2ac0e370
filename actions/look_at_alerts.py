"""Somebody looks through the alerts of their areas; whose name or numbers they see reads that. Takes none of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from actions.look_at_data import look_at_data
from actions.not_allowed import NotAllowed
from actions.note_alert_told import TOLD, TOLD_CODE
from domain.authority import Deed
from storage import alert_list, alerts, authority, teams
from storage.alert_list import Called, Listed

LOOK = "saw_alert"  # what the audit log calls it
LISTED_FOR = timedelta(days=90)
WAYS_OF_TELLING = (TOLD, TOLD_CODE)


@dataclass(frozen=True, slots=True)
class SeenAlert:
    """An alert in a list. `name` is empty for whoever may not know it."""

    id: int
    name: str
    area: str
    urgent: bool
    opened_at: datetime
    taken_at: datetime | None
    taker: str | None
    called: Called


@dataclass(frozen=True, slots=True)
class AlertsSeen:
    """A page of alerts. `waiting`: how many nobody took yet, on all pages. `more`: there is a next page."""

    alerts: tuple[SeenAlert, ...]
    waiting: int
    more: bool


@dataclass(frozen=True, slots=True)
class AlertOpened:
    """`clinical`: they may see whose it is and what was measured. `told`: who was told, and when."""

    alert_id: int
    clinical: bool
    may_take: bool
    told: tuple[tuple[str, datetime], ...]


def look_at_alerts(
    session: Session, person_id: int, area_id: int | None, *, over: bool, page: int, now: datetime
) -> AlertsSeen | NotAllowed:
    """The alerts of an area, or of all areas of this person's. `over`: those somebody took, or that came down."""
    today = now.date()
    areas = (
        [area_id]
        if area_id is not None
        else authority.list_areas_where(session, person_id, Deed.SEE_ALERTS, today)
    )
    if not areas or not authority.may(session, person_id, Deed.SEE_ALERTS, areas[0], today):
        return NotAllowed()
    since = now - LISTED_FOR
    listed, more = alert_list.list_alerts_in(session, areas, over=over, since=since, page=page, now=now)
    calls = alert_list.count_calls(session, listed, WAYS_OF_TELLING)
    seen = tuple(_seen(session, person_id, one, calls[one.id], now) for one in listed)
    return AlertsSeen(seen, alert_list.count_waiting(session, areas, since=since), more)


def _seen(session: Session, person_id: int, one: Listed, called: Called, now: datetime) -> SeenAlert:
    knows = authority.may(session, person_id, Deed.SEE_PERSON, one.area_id, now.date())
    if knows:
        look_at_data(session, person_id, one.person_id, what=LOOK, why=str(one.id), now=now)
    taken_at = one.acknowledged_at or one.closed_at
    name = one.name if knows else ""
    return SeenAlert(one.id, name, one.area, one.urgent, one.opened_at, taken_at, one.taker, called)


def look_at_alert(
    session: Session, person_id: int, alert_id: int, *, now: datetime
) -> AlertOpened | NotAllowed:
    """One alert, with the numbers for whoever is clinical there, without for others."""
    case, today = alerts.find_case(session, alert_id), now.date()
    if case is None or not case.shares or case.area_id is None:
        return NotAllowed()
    if not authority.may(session, person_id, Deed.SEE_ALERTS, case.area_id, today):
        return NotAllowed()
    clinical = teams.clinical_role_over(session, person_id, case.area_id, today) is not None
    if clinical:
        look_at_data(session, person_id, case.person_id, what=LOOK, why=str(alert_id), now=now)
    takes = clinical and case.waits and case.person_id != person_id
    told = alert_list.list_told(session, case.person_id, alert_id, WAYS_OF_TELLING)
    return AlertOpened(alert_id, clinical, takes, tuple(told))
