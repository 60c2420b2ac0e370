"""Two entries of a place that look like one person, side by side. That they were looked at is written down."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from actions.look_at_data import look_at_data
from actions.look_for_people import MOST_OPENED
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import authority, cards, duplicates, grid, merges
from storage.cards import Card

RECENT = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """One of two: who, and how much was logged. None: they share nothing of that."""

    card: Card
    logs: int | None
    last_log: date | None


@dataclass(frozen=True, slots=True)
class EarlierMerge:
    id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DuplicatesFound:
    """The pair of a page, and what was merged there lately. `too_many`: a narrower place has to be chosen first."""

    area_id: int
    area: str
    pair: tuple[Likeness, Likeness] | None
    page: int
    found: int
    earlier: tuple[EarlierMerge, ...] = ()
    too_many: bool = False


def find_duplicates(
    session: Session, viewer_id: int, area_id: int, *, page: int = 0, now: datetime
) -> DuplicatesFound | NotAllowed:
    """The `page`th pair of those who look like one person there."""
    place = grid.find_name(session, area_id)
    if place is None or not authority.may(session, viewer_id, Deed.MERGE_PERSONS, area_id, now.date()):
        return NotAllowed()
    if cards.count_people(session, area_id, at_most=MOST_OPENED) > MOST_OPENED:
        return DuplicatesFound(area_id, place, None, 0, 0, too_many=True)
    pairs = duplicates.list_pairs(session, area_id)
    page = min(page, max(0, len(pairs) - 1))
    earlier = tuple(EarlierMerge(*one) for one in merges.list_merges(session, area_id, last=RECENT))
    pair = None
    if pairs:
        one, other = pairs[page]
        pair = _likeness(session, viewer_id, one, now), _likeness(session, viewer_id, other, now)
    return DuplicatesFound(area_id, place, pair, page, len(pairs), earlier)


def _likeness(session: Session, viewer_id: int, person_id: int, now: datetime) -> Likeness:
    card = cards.find_card(session, person_id)
    assert card is not None  # it was listed a moment ago, in this transaction
    look_at_data(session, viewer_id, person_id, what="compared_persons", now=now)
    if not card.shares:
        return Likeness(card, None, None)
    return Likeness(card, merges.count_logs(session, person_id), cards.last_day(session, person_id))
