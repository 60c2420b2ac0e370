"""Two entries of one person become one, and can become two again. Nothing is lost on either way."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.families import Named, may_be_the_same
from storage import areas, audit, authority, cards, duplicates, merges, people, points
from storage.cards import Card

ACT = "merged"  # what the ledger calls it
# What an entry is given by the other where it has nothing itself.
FILLED = ("birth_year", "sex", "phone", "area_id")
NOTHING = dict.fromkeys(("consents_health", "consents_sharing", "consents_abroad"), False)


@dataclass(frozen=True, slots=True)
class PersonsMerged:
    merge_id: int
    kept_id: int
    name: str


@dataclass(frozen=True, slots=True)
class BothOnTelegram:
    """Both write from accounts of their own: one has to leave by /forget first, for a person has one account."""

    both: bool = True


@dataclass(frozen=True, slots=True)
class HoldsARole:
    """The entry that would go holds a role: it is ended first, so that no right moves unseen."""

    holds: bool = True


@dataclass(frozen=True, slots=True)
class MergeUndone:
    kept_id: int
    merged_id: int
    name: str


@dataclass(frozen=True, slots=True)
class KeptApart:
    """They are two people, and nobody is asked again; `again`: somebody is, that was a mistake."""

    name: str
    again: bool = False


def merge_persons(
    session: Session, worker_id: int, one_id: int, other_id: int, *, now: datetime
) -> PersonsMerged | BothOnTelegram | HoldsARole | NotAllowed:
    """Whoever has Telegram is kept, or else the older entry; what is the other's becomes theirs."""
    pair = _pair(session, worker_id, one_id, other_id, now)
    if pair is None:
        return NotAllowed()
    kept, gone = sorted(pair, key=lambda card: (not card.has_telegram, card.id))
    if gone.has_telegram:
        return BothOnTelegram()
    if areas.list_roles(session, gone.id, now.date()):
        return HoldsARole()
    has, filling = (merges.values_of(session, one.id, FILLED) for one in (kept, gone))
    moved = merges.move_rows(session, gone.id, kept.id)
    filled = {name: value for name, value in filling.items() if has[name] is None and value is not None}
    people.change_person(session, kept.id, **filled | _agreed(session, kept.id))
    for entry in (kept.id, gone.id):
        people.count_back_log(session, entry)
    people.change_person(session, gone.id, erased_at=now, merged_into=kept.id)
    points.transfer(session, gone.id, kept.id, act=ACT, now=now)
    merge_id = merges.add_merge(
        session,
        kept_id=kept.id,
        merged_id=gone.id,
        by=worker_id,
        at=now,
        moved={"rows": moved, "filled": filled},
    )
    _note(session, worker_id, (kept.id, gone.id), "persons_merged", merge_id, now)
    return PersonsMerged(merge_id, kept.id, kept.name)


def undo_merge(session: Session, worker_id: int, merge_id: int, *, now: datetime) -> MergeUndone | NotAllowed:
    """Two entries again, each with what was its own; what was logged meanwhile stays with the one that was kept."""
    found = merges.find_merge(session, merge_id)
    kept = cards.find_card(session, found.kept_id) if found is not None else None
    if found is None or kept is None or not _may(session, worker_id, kept, now):
        return NotAllowed()
    _hold(session, (found.kept_id, found.merged_id))
    if not merges.end_merge(session, merge_id, by=worker_id, at=now):
        return NotAllowed()
    rows = cast("merges.Moved", found.moved["rows"])
    merges.move_rows_back(session, rows, found.kept_id, found.merged_id)
    filled = cast("dict[str, object]", found.moved["filled"])
    has_now = merges.values_of(session, kept.id, FILLED)
    empty = {name: None for name, value in filled.items() if has_now[name] == value}
    people.change_person(session, kept.id, **empty | _agreed(session, kept.id))
    people.change_person(session, found.merged_id, erased_at=None, merged_into=None)
    for entry in (kept.id, found.merged_id):
        people.count_back_log(session, entry)
    points.transfer_back(session, found.merged_id, kept.id, act=ACT, now=now)
    _note(session, worker_id, (kept.id, found.merged_id), "merge_undone", merge_id, now)
    return MergeUndone(kept.id, found.merged_id, kept.name)


def keep_apart(
    session: Session, worker_id: int, one_id: int, other_id: int, *, now: datetime
) -> KeptApart | NotAllowed:
    """They look like one and are two."""
    pair = _pair(session, worker_id, one_id, other_id, now)
    if pair is None:
        return NotAllowed()
    duplicates.add_not_same(session, one_id, other_id, by=worker_id, at=now)
    _note(session, worker_id, (one_id, other_id), "kept_apart", None, now)
    return KeptApart(pair[0].name)


def ask_again(
    session: Session, worker_id: int, one_id: int, other_id: int, *, now: datetime
) -> KeptApart | NotAllowed:
    """That they are two was a mistake: they look like one again."""
    pair = _pair(session, worker_id, one_id, other_id, now)
    if pair is None or not duplicates.remove_not_same(session, one_id, other_id):
        return NotAllowed()
    _note(session, worker_id, (one_id, other_id), "apart_undone", None, now)
    return KeptApart(pair[0].name, again=True)


def _pair(
    session: Session, worker_id: int, one_id: int, other_id: int, now: datetime
) -> tuple[Card, Card] | None:
    """Two who look like one, and whom this worker may merge, both held until the end; None otherwise."""
    if one_id == other_id or not _hold(session, (one_id, other_id)):
        return None
    one, other = cards.find_card(session, one_id), cards.find_card(session, other_id)
    if one is None or other is None:
        return None
    if not (_may(session, worker_id, one, now) and _may(session, worker_id, other, now)):
        return None
    alike = may_be_the_same(Named(one.id, one.name, one.birth_year), other.name, other.birth_year)
    return (one, other) if alike else None


def _may(session: Session, worker_id: int, card: Card, now: datetime) -> bool:
    return authority.may(session, worker_id, Deed.MERGE_PERSONS, card.area_id, now.date())


def _agreed(session: Session, person_id: int) -> dict[str, bool]:
    """What the newest answers say, of whichever entry they were given for; what was never asked is not agreed to."""
    return NOTHING | merges.newest_consents(session, person_id)


def _hold(session: Session, ids: tuple[int, int]) -> bool:
    """Lock both, in one order wherever it is asked for. False: one of them is not there."""
    try:
        for person_id in sorted(ids):
            people.get_person(session, person_id)
    except LookupError:
        return False
    return True


def _note(
    session: Session, worker_id: int, ids: tuple[int, int], what: str, merge_id: int | None, now: datetime
) -> None:
    why = str(merge_id) if merge_id is not None else None
    for person_id in ids:
        audit.add_audit(session, worker_id, what, subject_id=person_id, why=why, at=now)
