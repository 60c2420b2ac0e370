"""The round of a place: whom to look in on today and why. Whose names were shown is written down."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.look_for_people import A_PAGE, MOST_OPENED
from actions.not_allowed import NotAllowed
from domain.authority import MAY, Deed
from domain.round import Due, Stop, plan_round
from storage import areas, audit, authority, cards, content, rounds


@dataclass(frozen=True, slots=True)
class RoundStop:
    """A line of the round."""

    person_id: int
    name: str
    due: tuple[Due, ...]
    last_log: date | None


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A page of a round. `too_many`: it was not planned, a narrower place has to be chosen first."""

    area_id: int
    area: str
    stops: tuple[RoundStop, ...]
    page: int
    overdue: int
    sees_alerts: bool
    too_many: bool = False

    @property
    def has_more(self) -> bool:
        return (self.page + 1) * A_PAGE < self.overdue


def see_round(
    session: Session, viewer_id: int, area_id: int, *, page: int = 0, now: datetime
) -> RoundSeen | NotAllowed:
    """Who is overdue there, the weightiest first. Nobody who agreed to share nothing of their health is on it."""
    roles = authority.list_roles_over(session, viewer_id, area_id, now.date())
    place = areas.find_area(session, area_id)
    if place is None or place.ended_at is not None or not roles & MAY[Deed.SEE_ROUND]:
        return NotAllowed()
    sees_alerts = bool(roles & MAY[Deed.SEE_ALERTS])
    if cards.count_people(session, area_id, at_most=MOST_OPENED) > MOST_OPENED:
        return RoundSeen(area_id, place.name, (), 0, 0, sees_alerts, too_many=True)
    zone = ZoneInfo(place.timezone)
    facts = rounds.list_facts(session, area_id, now=now, zone=zone)
    planned = plan_round(facts, now=now, zone=zone, rules=content.round_rules())
    shown = planned[page * A_PAGE : (page + 1) * A_PAGE]
    ids = [stop.person_id for stop in shown]
    audit.add_list_audit(session, viewer_id, "saw_round", ids, area_id=area_id, at=now)
    return RoundSeen(area_id, place.name, _named(session, shown), page, len(planned), sees_alerts)


def _named(session: Session, stops: list[Stop]) -> tuple[RoundStop, ...]:
    names = cards.list_names(session, [stop.person_id for stop in stops])
    return tuple(RoundStop(one.person_id, names[one.person_id], one.due, one.last_log) for one in stops)
