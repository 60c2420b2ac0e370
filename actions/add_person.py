"""Somebody without Telegram gets a record, with what they agreed to on paper. Keeps nothing of children."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.join import ConsentGiven, keep_consent
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.families import MOST_RELATIVES, Named, may_be_the_same
from domain.people import ConsentScope, Joining, Sex, Tag, may_join
from storage import areas, audit, authority, families, people, points


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is told of somebody without Telegram. `relative`: of the one who tells; then the two last answers count."""

    name: str
    area_id: int
    language: str
    consents: tuple[ConsentGiven, ...]
    birth_year: int | None = None
    sex: Sex | None = None
    phone: str | None = None
    tags: frozenset[Tag] = field(default=frozenset())
    relative: bool = False
    may_see: bool = False
    told_of_alerts: bool = False


@dataclass(frozen=True, slots=True)
class PersonAdded:
    person_id: int
    name: str
    area: str
    may_be_logged: bool


@dataclass(frozen=True, slots=True)
class LooksKnown:
    """Somebody of that name and age lives there already; nobody was added."""

    alike: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class TooManyRelatives:
    """One person looks after no more than so many."""

    most: int = MOST_RELATIVES


Outcome = PersonAdded | LooksKnown | TooManyRelatives | NotAllowed


def add_person(
    session: Session, person_id: int, new: NewPerson, *, now: datetime, although_alike: bool = False
) -> Outcome:
    """Add a neighbour, by who may add people there, or a relative of one's own village."""
    area = areas.find_area(session, new.area_id)
    if area is None or area.ended_at is not None or not _may(session, person_id, new, now):
        return NotAllowed()
    if new.birth_year is not None:
        today = now.astimezone(ZoneInfo(area.timezone)).date()
        if may_join(new.birth_year, today) is not Joining.YES:
            return NotAllowed()
    if new.relative and families.count_relatives(session, person_id) >= MOST_RELATIVES:
        return TooManyRelatives()
    alike = () if although_alike else _alike(session, person_id, new, now)
    if alike:
        return LooksKnown(alike)
    added = _add(session, person_id, new, area.timezone, now)
    may_be_logged = people.get_person(session, added).may_be_logged
    return PersonAdded(added, new.name, area.name, may_be_logged)


def _may(session: Session, person_id: int, new: NewPerson, now: datetime) -> bool:
    if new.relative:
        return people.get_person(session, person_id).area_id == new.area_id
    return authority.may(session, person_id, Deed.ADD_PERSON, new.area_id, now.date())


def _alike(session: Session, person_id: int, new: NewPerson, now: datetime) -> tuple[Named, ...]:
    """Who looks like them, as far as the one who asks may see who lives there."""
    if not authority.may(session, person_id, Deed.SEE_PERSON, new.area_id, now.date()):
        return ()
    here = families.list_namesakes(session, new.area_id, new.birth_year)
    return tuple(one for one in here if may_be_the_same(one, new.name, new.birth_year))


def _add(session: Session, by: int, new: NewPerson, timezone: str, now: datetime) -> int:
    added = people.add_person(
        session,
        name=new.name,
        language=new.language,
        timezone=timezone,
        area_id=new.area_id,
        birth_year=new.birth_year,
        sex=new.sex.value if new.sex else None,
        phone=new.phone,
        added_by=by,
        joined_at=now,
    )
    points.open_account(session, added)
    for consent in new.consents:
        keep_consent(session, added, consent, now=now, recorded_by=by)
    if any(one.given for one in new.consents if one.scope is ConsentScope.HEALTH):
        people.set_tags(session, added, _tags_they_may_set(session, by, new, now))
    if new.relative:
        families.add_link(
            session,
            added,
            by,
            may_see=new.may_see,
            told_of_alerts=new.told_of_alerts,
            channel="paper",
            recorded_by=by,
            since=now,
        )
    audit.add_audit(
        session,
        by,
        "person_added",
        subject_id=added,
        area_id=new.area_id,
        why="relative" if new.relative else "neighbour",
        at=now,
    )
    return added


def _tags_they_may_set(session: Session, by: int, new: NewPerson, now: datetime) -> frozenset[Tag]:
    """Whoever does not see a sensitive tag does not set it either; a family knows its own."""
    if new.relative or authority.may(session, by, Deed.SEE_SENSITIVE_TAGS, new.area_id, now.date()):
        return new.tags
    return frozenset(tag for tag in new.tags if not tag.is_sensitive)
