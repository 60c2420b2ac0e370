"""Who is silent about a notice, and its report, for whoever wrote it or sees it. Whose names they saw is written down."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from storage import audit, notice_reading, notice_receivers
from storage.notice_reading import InPlace, Told
from storage.notice_rights import find_in_hand, who_may_be_named
from storage.notices import Noticed

A_PAGE = 8
MOST_NAMED = 500  # in a report; of more people it tells place by place


@dataclass(frozen=True, slots=True)
class SilentSeen:
    """A page of names, with places other than the notice's. `silent`: how many there are, named or not."""

    names: tuple[tuple[str, str | None], ...]
    page: int
    has_more: bool
    silent: int


@dataclass(frozen=True, slots=True)
class MissedSeen:
    """A page of those who do not have it. `missed`: how many there are, named or not."""

    people: tuple[Told, ...]
    page: int
    has_more: bool
    missed: int


@dataclass(frozen=True, slots=True)
class NoticeReport:
    """What became of it with every place; and, where they are few enough and may be seen, with everybody."""

    places: tuple[InPlace, ...]
    told: tuple[Told, ...]


def see_silent(
    session: Session, person_id: int, notice_id: int, *, page: int, now: datetime
) -> SilentSeen | NotAllowed:
    """A page of those who did not say that they have it, as far as this person may see who they are."""
    found = _begun(session, person_id, notice_id, now)
    if found is None:
        return NotAllowed()
    areas = who_may_be_named(session, person_id, found, now.date())
    people = notice_reading.list_silent(session, notice_id, areas, first=page * A_PAGE, at_most=A_PAGE + 1)
    shown = people[:A_PAGE]
    _note_seen(session, person_id, found, [one[0] for one in shown], now)
    silent = notice_reading.count_silent(session, notice_id)
    names = tuple((name, None if area == found.area else area) for _id, name, area in shown)
    return SilentSeen(names, page, len(people) > A_PAGE, silent)


def see_missed(
    session: Session, person_id: int, notice_id: int, *, page: int, now: datetime
) -> MissedSeen | NotAllowed:
    """A page of those who do not have it, and why, as far as this person may see who they are."""
    found = _begun(session, person_id, notice_id, now)
    if found is None:
        return NotAllowed()
    areas = who_may_be_named(session, person_id, found, now.date())
    told = notice_reading.list_missed(session, notice_id, areas, first=page * A_PAGE, at_most=A_PAGE + 1)
    shown = [replace(one, area=None if one.area == found.area else one.area) for one in told[:A_PAGE]]
    _note_seen(session, person_id, found, [one.person_id for one in shown if one.person_id is not None], now)
    missed = notice_receivers.count_receivers(session, notice_id).missed
    return MissedSeen(tuple(shown), page, len(told) > A_PAGE, missed)


def export_notice(
    session: Session, person_id: int, notice_id: int, *, now: datetime
) -> NoticeReport | NotAllowed:
    """The report of a notice, with the names of those whom this person may see."""
    found = _begun(session, person_id, notice_id, now)
    if found is None:
        return NotAllowed()
    areas = who_may_be_named(session, person_id, found, now.date())
    told = notice_reading.list_told(session, notice_id, areas, at_most=MOST_NAMED + 1)
    told = told if len(told) <= MOST_NAMED else []
    _note_seen(session, person_id, found, [one.person_id for one in told if one.person_id is not None], now)
    audit.add_audit(session, person_id, "notice_exported", area_id=found.area_id, why=str(notice_id), at=now)
    return NoticeReport(tuple(notice_reading.list_places(session, notice_id)), tuple(told))


def _begun(session: Session, person_id: int, notice_id: int, now: datetime) -> Noticed | None:
    """The notice, if it has receivers and is this person's to see."""
    hand = find_in_hand(session, person_id, notice_id, now.date())
    return hand.notice if hand is not None and hand.notice.started_at is not None else None


def _note_seen(session: Session, person_id: int, found: Noticed, ids: list[int], now: datetime) -> None:
    if ids:
        audit.add_list_audit(session, person_id, "saw_people", ids, area_id=found.area_id, at=now)
