"""Who the receivers of a notice are, counted or listed, and why some of them cannot have it. Queues nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, select
from sqlalchemy.orm import Session

from domain.audience import Audience
from domain.groups import PRESENT
from domain.outbox import NIGHT, end_of_quiet
from domain.people import QuietHours
from domain.round import Standing
from storage import authority
from storage.notice_receivers import receivers_of
from storage.notices import Noticed
from storage.outbox import outbox
from storage.outbox_claims import NO_CONSENT, NOT_IN_GROUP
from storage.tables import Area, Person, PersonTag, VillageGroup, table

person = table(Person)
person_tag = table(PersonTag)
village_group = table(VillageGroup)
area = table(Area)

REACHED = ""  # the reason of those who can have it
NO_TELEGRAM, UNREACHABLE = "no telegram", "unreachable"
_WHY_NOT_PERSON = case(
    (person.c.telegram_id.is_(None), NO_TELEGRAM),
    (person.c.unreachable_why.is_not(None), UNREACHABLE),
    (~person.c.consents_abroad, NO_CONSENT),
    else_=REACHED,
)
_WHY_NOT_GROUP = case((village_group.c.bot_status.not_in(PRESENT), NOT_IN_GROUP), else_=REACHED)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many there are, how many leave at once, how many in their quiet hours until when, and who cannot have it why."""

    total: int = 0
    ready: int = 0
    held: Mapping[datetime, int] = field(default_factory=dict)
    cannot: Mapping[str, int] = field(default_factory=dict)

    @property
    def reached(self) -> int:
        return self.ready + sum(self.held.values())


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody, or a group, a notice is for. `why_not` is empty when they can have it."""

    id: int
    telegram_id: int | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Whom:
    """An audience at a moment. `but`: the author, who receives none.

    `corrects`: a notice, whose receivers they are instead.
    """

    audience: Audience
    but: int
    at: datetime
    corrects: int | None = None


def whom(found: Noticed, at: datetime) -> Whom:
    """The receivers of a notice that leaves at this moment."""
    return Whom(found.audience, found.author_id, at, found.corrects_id)


def measure(session: Session, whom: Whom) -> Reach:
    """Count them."""
    return _measure_groups(session, whom) if whom.audience.in_groups else _measure_people(session, whom)


def _measure_people(session: Session, whom: Whom) -> Reach:
    hours = person.c.quiet_from, person.c.quiet_until, person.c.timezone
    rows = session.execute(
        select(_WHY_NOT_PERSON, *hours, func.count())
        .where(*_of_people(session, whom))
        .group_by(_WHY_NOT_PERSON, *hours)
    ).all()
    held: Counter[datetime] = Counter()
    cannot: Counter[str] = Counter()
    ready = 0
    for why_not, quiet_from, quiet_until, zone, count in rows:
        if why_not != REACHED:
            cannot[why_not] += count
        elif end := end_of_quiet(QuietHours(quiet_from, quiet_until), ZoneInfo(zone), whom.at):
            held[end] += count
        else:
            ready += count
    return Reach(sum(row[-1] for row in rows), ready, dict(held), dict(cannot))


def _measure_groups(session: Session, whom: Whom) -> Reach:
    rows = session.execute(
        select(_WHY_NOT_GROUP, func.count()).where(*_of_groups(session, whom)).group_by(_WHY_NOT_GROUP)
    ).all()
    found = {why_not: int(count) for why_not, count in rows}
    reached = found.pop(REACHED, 0)
    night = end_of_quiet(NIGHT, zone_of(session, whom.audience.area_id), whom.at)
    total = reached + sum(found.values())
    return Reach(total, 0 if night else reached, {night: reached} if night and reached else {}, found)


def zone_of(session: Session, area_id: int) -> ZoneInfo:
    """The clock of an area."""
    return ZoneInfo(session.execute(select(area.c.timezone).where(area.c.id == area_id)).scalar_one())


def list_next(session: Session, whom: Whom, *, after: int, at_most: int) -> list[Receiver]:
    """The next of them by id."""
    query: Select[Any]
    if whom.audience.in_groups:
        query = (
            select(village_group.c.id, village_group.c.telegram_id, _WHY_NOT_GROUP)
            .where(*_of_groups(session, whom), village_group.c.id > after)
            .order_by(village_group.c.id)
        )
    else:
        query = (
            select(person.c.id, person.c.telegram_id, _WHY_NOT_PERSON)
            .where(*_of_people(session, whom), person.c.id > after)
            .order_by(person.c.id)
        )
    return [Receiver(*row) for row in session.execute(query.limit(at_most))]


def _of_people(session: Session, whom: Whom) -> list[ColumnElement[bool]]:
    looked_after = person.c.erased_at.is_(None), person.c.standing == Standing.ACTIVE.value
    if whom.corrects is not None:
        return [*looked_after, person.c.id.in_(receivers_of(whom.corrects, outbox.c.person_id))]
    here = authority.below(session, person.c.area_id, whom.audience.area_id)
    return [here, *looked_after, person.c.id != whom.but, *_narrowing(whom.audience, whom.at)]


def _narrowing(audience: Audience, at: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    first, last = audience.born_between(at.date())
    if first is not None:
        conditions.append(person.c.birth_year >= first)
    if last is not None:
        conditions.append(person.c.birth_year <= last)
    if audience.language is not None:
        conditions.append(person.c.language == audience.language.value)
    if audience.tags:
        conditions.append(
            exists().where(
                person_tag.c.person_id == person.c.id,
                person_tag.c.tag.in_([tag.value for tag in audience.tags]),
            )
        )
    if audience.active_days is not None:
        conditions.append(_logged_since(at, audience.active_days))
    if audience.silent_days is not None:
        conditions.append(~_logged_since(at, audience.silent_days))
    return conditions


def _logged_since(at: datetime, days: int) -> ColumnElement[bool]:
    return func.coalesce(person.c.last_log_on, date.min) >= at.date() - timedelta(days=days)


def _of_groups(session: Session, whom: Whom) -> list[ColumnElement[bool]]:
    audience = whom.audience
    if whom.corrects is not None:
        return [village_group.c.id.in_(receivers_of(whom.corrects, outbox.c.group_id))]
    here = authority.below(session, village_group.c.area_id, audience.area_id)
    picked = village_group.c.id.in_(sorted(audience.groups)) if audience.groups else literal(True)
    return [here, village_group.c.area_id.is_not(None), picked]


def list_groups_below(session: Session, area_id: int) -> list[tuple[int, str]]:
    """The groups of an area, by id, with their titles."""
    here = authority.below(session, village_group.c.area_id, area_id)
    rows = session.execute(
        select(village_group.c.id, village_group.c.title)
        .where(here, village_group.c.area_id.is_not(None))
        .order_by(village_group.c.id)
    )
    return [(group_id, title) for group_id, title in rows]
