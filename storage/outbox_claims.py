"""Claiming what may be sent now: by priority, in order within a chat, and only to those who may have it. Sends nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from domain.groups import PRESENT
from domain.outbox import RULES, Kind, State, end_of_quiet
from domain.people import QuietHours
from domain.round import Standing
from storage.areas import list_roles
from storage.moment import Moment
from storage.outbox import (
    EVERY_CHAT,
    IN_FLIGHT,
    Ready,
    halt,
    halted,
    mark_cancelled,
    mark_expired,
    outbox,
    state_is,
)
from storage.tables import Person, Unsubscribed, VillageGroup, table

person = table(Person)
village_group = table(VillageGroup)
unsubscribed = table(Unsubscribed)

SPARE = 16  # rows looked at beyond those asked for: some may not leave, and are settled on the way
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NO_CONSENT, NOT_IN_GROUP, NOT_BOUND = "no consent", "not in the group", "bound to no village"


def claim_ready(
    session: Session, *, now: datetime, at_most: int, lease: timedelta, language: str = "zh_CN"
) -> list[Ready]:
    """Up to `at_most` rows, now `sending` until the lease ends, one a chat: alerts first, then the earliest.

    What expired, or is addressed to somebody who may not have it, is settled on the way; what would fall into
    somebody's quiet hours is held until they end. A group is spoken to in the language of whoever bound it, or in
    `language`.
    """
    if _begin(session) > now:
        return []
    _release_expired_leases(session, now)
    ready: list[Ready] = []
    for priority in sorted(rules.priority for rules in RULES.values()):
        while len(ready) < at_most:
            rows = session.execute(
                _candidates(), {"priority": priority, "now": now, "limit": at_most + SPARE}
            ).all()
            if not rows:
                break
            ready += _claim(session, rows, now, at_most - len(ready), now + lease, language)
    return ready


def _begin(session: Session) -> datetime:
    """When the halt of everything ends. Whoever else claims waits here: two at once would mix up a chat's order."""
    query = select(halted.c.until).where(halted.c.chat_id == EVERY_CHAT).with_for_update()
    until: datetime | None = session.execute(query).scalar()
    if until is None:
        halt(session, EVERY_CHAT, _LONG_AGO)
        return _LONG_AGO
    return until


def _release_expired_leases(session: Session, now: datetime) -> None:
    """Whoever claimed these is gone. What may have left already is said again only if its kind allows it."""
    gone = and_(state_is(outbox, State.SENDING), outbox.c.lease_until <= now)
    once = [kind.value for kind, rules in RULES.items() if not rules.twice_is_better_than_never]
    may_have_left = and_(gone, outbox.c.kind.in_(once), outbox.c.last_error == IN_FLIGHT)
    session.execute(
        update(outbox).where(may_have_left).values(state=State.UNKNOWN.value, lease_until=None, done_at=now)
    )
    session.execute(
        update(outbox)
        .where(gone)
        .values(state=State.QUEUED.value, lease_until=None, last_error=None, attempts=outbox.c.attempts + 1)
    )


def _chat_is_free() -> ColumnElement[bool]:
    """Not halted, nothing on its way, nothing that waits to be retried first."""
    other = outbox.alias("other")
    standing = and_(halted.c.chat_id == outbox.c.chat_id, halted.c.until > bindparam("now", type_=Moment))
    on_its_way = and_(other.c.chat_id == outbox.c.chat_id, state_is(other, State.SENDING))
    retried_first = and_(
        other.c.chat_id == outbox.c.chat_id,
        state_is(other, State.QUEUED),
        other.c.attempts > literal_column("0", Integer),  # in the words of its index
        other.c.priority + 0 <= outbox.c.priority,  # SQLite would go through the whole queue by priority
        other.c.id < outbox.c.id,
    )
    return ~or_(exists().where(standing), exists().where(on_its_way), exists().where(retried_first))


def _is_refused() -> ColumnElement[bool]:
    """Whether the receiver unsubscribed."""
    receiver = or_(
        unsubscribed.c.receiver == literal("person:") + cast(outbox.c.person_id, String),
        unsubscribed.c.receiver == literal("group:") + cast(outbox.c.group_id, String),
    )
    return exists().where(unsubscribed.c.push == outbox.c.push, receiver)


@cache
def _candidates() -> Select[Any]:
    """Queued rows of one priority whose chat is free, with what is known of their receivers."""
    binder = person.alias("binder")
    return (
        select(
            *outbox.c,
            _is_refused().label("refused"),
            *(person.c[name].label(f"person_{name}") for name in _OF_PERSON),
            *(village_group.c[name].label(f"group_{name}") for name in _OF_GROUP),
            binder.c.language.label("group_language"),
        )
        .outerjoin(person, person.c.id == outbox.c.person_id)
        .outerjoin(village_group, village_group.c.id == outbox.c.group_id)
        .outerjoin(binder, binder.c.id == village_group.c.bound_by)
        .where(
            state_is(outbox, State.QUEUED),
            outbox.c.priority == bindparam("priority"),
            outbox.c.not_before <= bindparam("now", type_=Moment),
            _chat_is_free(),
        )
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=outbox)
    )


_OF_PERSON = (
    "telegram_id", "language", "timezone", "quiet_from", "quiet_until", "consents_health", "consents_abroad",
    "unreachable_why", "standing", "erased_at",
)  # fmt: skip
_OF_GROUP = ("bot_status", "area_id")


def _claim(
    session: Session, rows: Sequence[Row[Any]], now: datetime, at_most: int, until: datetime, language: str
) -> list[Ready]:
    ready: dict[int, Ready] = {}
    for row in rows:
        if len(ready) == at_most:
            break
        if row.chat_id in ready or _settled(session, row, now):
            continue
        ready[row.chat_id] = _ready(row, row.person_language or row.group_language or language)
    ids = [one.id for one in ready.values()]
    if ids:
        claimed = update(outbox).where(outbox.c.id.in_(ids))
        session.execute(claimed.values(state=State.SENDING.value, lease_until=until))
    return list(ready.values())


def _ready(row: Row[Any], language: str) -> Ready:
    return Ready(
        row.id, row.chat_id, row.person_id, row.group_id, Kind(row.kind), row.push, row.reference, row.body_id,
        row.payload, row.attempts, row.dedupe_key, language, row.message_id,
        row.parts_said,
    )  # fmt: skip


def _settled(session: Session, row: Row[Any], now: datetime) -> bool:
    """Whether it does not leave now: expired, not for this receiver, or held through their quiet hours."""
    if row.expires_at is not None and row.expires_at <= now:
        mark_expired(session, row.id, now)
        return True
    reason = why_not(session, row, now)
    if reason is not None:
        mark_cancelled(session, row.id, reason, now)
        return True
    quiet = _quiet_until(row, now)
    if quiet is not None:
        session.execute(update(outbox).where(outbox.c.id == row.id).values(not_before=quiet))
    return quiet is not None


def why_not(session: Session, row: Row[Any], now: datetime) -> str | None:
    """Why this receiver may not have it, whatever is queued; None when they may."""
    if row.refused:
        return "unsubscribed"
    if row.person_id is not None:
        return _why_not_person(session, row, now)
    if row.group_id is not None and row.group_bot_status not in PRESENT:
        return NOT_IN_GROUP
    kind = Kind(row.kind)
    if (
        row.group_id is not None
        and row.group_area_id is None
        and not (kind is Kind.DUTY or RULES[kind].unheard)
    ):
        return NOT_BOUND
    return None


def _why_not_person(session: Session, row: Row[Any], now: datetime) -> str | None:
    if row.person_erased_at is not None or row.person_telegram_id is None:
        return "erased"
    if row.person_unreachable_why is not None:
        return f"unreachable: {row.person_unreachable_why}"
    rules = RULES[Kind(row.kind)]
    if row.person_standing != Standing.ACTIVE.value and not rules.unheard:
        return f"not looked after any more: {row.person_standing}"
    if rules.unheard or (row.person_consents_health and row.person_consents_abroad):
        return None
    if rules.about_nobody and row.person_consents_abroad:
        return None
    if not rules.about_health and _is_on_the_team(session, row.person_id, now):
        return None
    return NO_CONSENT


def _is_on_the_team(session: Session, person_id: int, now: datetime) -> bool:
    return any(role.is_staff for role in list_roles(session, person_id, now.date()))


def _quiet_until(row: Row[Any], now: datetime) -> datetime | None:
    rules = RULES[Kind(row.kind)]
    if row.person_id is None or rules.breaks_quiet_hours or rules.unheard:
        return None
    hours = QuietHours(row.person_quiet_from, row.person_quiet_until)
    return end_of_quiet(hours, ZoneInfo(row.person_timezone), now)


def is_quiet_for(session: Session, person_id: int, now: datetime) -> bool:
    """Whether these are a person's quiet hours."""
    row = session.execute(
        select(person.c.quiet_from, person.c.quiet_until, person.c.timezone).where(person.c.id == person_id)
    ).one_or_none()
    if row is None:
        return False
    return end_of_quiet(QuietHours(row[0], row[1]), ZoneInfo(row[2]), now) is not None
