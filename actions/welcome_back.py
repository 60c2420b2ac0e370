"""Somebody said to have moved, refused or died logs something by themselves: they are looked after again."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Deed
from domain.round import Standing
from storage import audit, authority, open_alerts, people, visits
from storage.due import add_due
from storage.people import Known

ENDED_WITH_THEM = Standing.DIED.value  # why an alert was closed


def welcome_back(session: Session, person: Known, *, now: datetime) -> None:
    """Their own word is the newest. Whoever noted the other is asked to look again: it may be somebody else's hand."""
    stand_again(session, person.id, now=now)
    audit.add_audit(session, person.id, "came_back", subject_id=person.id, at=now)
    noted = visits.find_farewell(session, person.id)
    if noted is None:
        return
    asked = [noted.by]
    if not authority.may(session, noted.by, Deed.RECORD_VISIT, person.area_id, now.date()):
        here = person.area_id
        asked = authority.list_who_may(session, Deed.BRING_BACK, here, now.date()) if here is not None else []
    for one in asked:
        add_due(session, "look_again", f"person:{one}", reference=noted.id, due_at=now)


def stand_again(session: Session, person_id: int, *, now: datetime) -> None:
    """Active again; what was ended because they were said to have died is open again, and called about."""
    people.change_person(session, person_id, standing=Standing.ACTIVE.value, standing_since=None)
    for alert_id in open_alerts.reopen_alerts(session, person_id, closed_why=ENDED_WITH_THEM):
        add_due(session, "alert", f"person:{person_id}", reference=alert_id, due_at=now)
