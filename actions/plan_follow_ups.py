"""After the doctor team was in touch, or that was undone: when a person is next told that a visit is due. Says nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.plan_care import VISIT_HOUR
from domain.follow_up import AFTER_REFERRAL, CONTROLLED, next_prompt
from domain.wall_time import at_wall
from storage import rounds, visits
from storage.due import add_due, remove_due
from storage.people import get_person
from storage.receivers import is_scheduled

QUARTERLY, TWO_WEEKS = "follow_up_quarterly", "follow_up_two_weeks"


def plan_follow_ups(session: Session, person_id: int, *, now: datetime) -> None:
    """Three months on from the last follow-up, or from joining; two weeks on from a danger nobody followed up since."""
    person = get_person(session, person_id)
    zone, receiver = ZoneInfo(person.timezone), f"person:{person_id}"
    today = now.astimezone(zone).date()
    done = visits.last_followed_up(session, [person_id]).get(person_id)
    if is_scheduled(session, QUARTERLY, person_id):
        counted_from = (done or person.joined_at).astimezone(zone).date()
        next_at = at_wall(next_prompt(counted_from, today, CONTROLLED), VISIT_HOUR, zone)
        add_due(session, QUARTERLY, receiver, due_at=next_at)
    danger = rounds.last_danger(session, person_id, now=now)
    remove_due(session, TWO_WEEKS, receiver)
    if danger is not None and (done is None or done < danger):
        day = danger.astimezone(zone).date() + AFTER_REFERRAL
        if day > today:
            add_due(session, TWO_WEEKS, receiver, due_at=at_wall(day, VISIT_HOUR, zone))
