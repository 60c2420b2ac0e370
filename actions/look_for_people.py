"""The people of a place are looked through, or looked for by a part of their name; who was shown is written down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import audit, authority, cards, grid
from storage.cards import Listed

MOST_OPENED = 5000  # names opened at once: a village, not a township
A_PAGE = 8


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """A page of the people of a place. `too_many`: none were opened, a narrower place has to be chosen first."""

    area_id: int
    area: str
    people: tuple[Listed, ...]
    page: int
    found: int
    too_many: bool = False

    @property
    def has_more(self) -> bool:
        return (self.page + 1) * A_PAGE < self.found


def look_for_people(
    session: Session, viewer_id: int, area_id: int, *, called: str = "", page: int = 0, now: datetime
) -> PeopleSeen | NotAllowed:
    """A page of those who live there, by name; with `called` of those whose name has that in it."""
    if not authority.may(session, viewer_id, Deed.SEE_PERSON, area_id, now.date()):
        return NotAllowed()
    place = grid.find_name(session, area_id)
    if place is None:
        return NotAllowed()
    if cards.count_people(session, area_id, at_most=MOST_OPENED) > MOST_OPENED:
        return PeopleSeen(area_id, place, (), 0, 0, too_many=True)
    found = cards.list_people(session, area_id, called=called)
    shown = tuple(found[page * A_PAGE : (page + 1) * A_PAGE])
    ids = [one.id for one in shown]
    audit.add_list_audit(session, viewer_id, "saw_people", ids, area_id=area_id, at=now)
    return PeopleSeen(area_id, place, shown, page, len(found))
