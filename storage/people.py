"""People as they are kept: who is writing, what they agreed to, their pauses. Decides nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from domain.people import ConsentScope, Tag
from domain.streak import Pause as PausedDays
from domain.streak import PauseReason
from storage.engine.prepared import Prepared
from storage.rows import add_row, count_changed
from storage.sealed import unseal
from storage.tables import (
    Alert,
    AnonymousTotal,
    Consent,
    Conversation,
    ExerciseRow,
    FamilyLink,
    ForWhom,
    HandledUpdate,
    Pause,
    Person,
    PersonTag,
    ReadingRow,
    table,
)

person = table(Person)
person_tag = table(PersonTag)
consent = table(Consent)
conversation = table(Conversation)
handled_update = table(HandledUpdate)
for_whom = table(ForWhom)
pause = table(Pause)
alert = table(Alert)
family_link = table(FamilyLink)
LOGS = (table(ReadingRow), table(ExerciseRow))
NO_TAGS: frozenset[Tag] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A person as a rule or a screen needs them."""

    id: int
    telegram_id: int | None
    sealed_name: str  # every message asks who is writing; hardly one says the name
    language: str
    timezone: str
    area_id: int | None
    birth_year: int | None
    sex: str | None
    large_text: bool
    quiet_from: time
    quiet_until: time
    consents_health: bool
    consents_sharing: bool
    consents_abroad: bool
    joined_at: datetime
    last_log_on: date | None = None
    unreachable_why: str | None = None
    standing: str = "active"  # domain/round.py: Standing
    tags: frozenset[Tag] = NO_TAGS
    # Known to actions only: a dangerous reading waits for somebody; a relative looks after them.
    alert_open: bool = False
    has_family: bool = False

    @property
    def name(self) -> str:
        """Raises CannotOpen when no key fits."""
        return unseal(self.sealed_name)

    @property
    def may_be_logged(self) -> bool:
        """Health data passes Telegram's servers abroad, so keeping it needs both consents."""
        return self.consents_health and self.consents_abroad


@dataclass(frozen=True, slots=True)
class Met:
    """How an update found the person who sent it: who they are, and the step their conversation stood at."""

    person: Known | None
    step: str | None
    said: dict[str, object]
    turn: int
    handled: bool
    for_id: int | None = (
        None  # whom they log for besides themselves; below zero: that ended before it was handled
    )
    for_until: datetime | None = None


_sealed_name = type_coerce(person.c.name, Text).label("sealed_name")
_known = [
    _sealed_name if name == "sealed_name" else person.c[name]
    for name in Known.__dataclass_fields__
    if name not in ("tags", "alert_open", "has_family")
]
_their_alert = exists().where(alert.c.person_id == person.c.id, alert.c.closed_at.is_(None))
_their_family = exists().where(family_link.c.person_id == person.c.id, family_link.c.ended_at.is_(None))
_sender = select(bindparam("telegram_id", type_=BigInteger).label("telegram_id")).subquery()
# One statement for what every update has to know.
_meeting = Prepared(
    select(
        *_known,
        conversation.c.step,
        conversation.c.said,
        conversation.c.turn,
        handled_update.c.turn_before,
        handled_update.c.step_before,
        handled_update.c.said_before,
        handled_update.c.for_before,
        for_whom.c.subject_id,
        for_whom.c.until,
    )
    .select_from(_sender)
    .outerjoin(person, person.c.telegram_id == _sender.c.telegram_id)
    .outerjoin(for_whom, for_whom.c.person_id == person.c.id)
    .outerjoin(conversation, conversation.c.telegram_id == _sender.c.telegram_id)
    .outerjoin(
        handled_update,
        and_(
            handled_update.c.update_id == bindparam("update_id"),
            handled_update.c.telegram_id == _sender.c.telegram_id,
        ),
    )
)
_their_tags = (
    # Written into the statement: a separator as a value would be the one place the driver cannot fill.
    select(func.aggregate_strings(person_tag.c.tag, literal_column("','")))  # type: ignore[arg-type]
    .where(person_tag.c.person_id == person.c.id)
    .scalar_subquery()
)
_with_tags = select(*_known, _their_tags.label("tags"), _their_alert, _their_family).where(
    person.c.id == bindparam("id")
)
_person = Prepared(_with_tags.with_for_update())
_seen = Prepared(_with_tags.where(person.c.erased_at.is_(None)))
_log_noted = Prepared(
    update(person).where(person.c.id == bindparam("of")).values(last_log_on=bindparam("on"))
)
_tags = Prepared(select(person_tag.c.tag).where(person_tag.c.person_id == bindparam("id")))


def meet(session: Session, telegram_id: int, update_id: int) -> Met:
    """Who sent this update. A handled one is met at the step it was first met at, so it is answered the same way."""
    (row,) = _meeting(session, telegram_id=telegram_id, update_id=update_id)
    who = None if row[0] is None else Known(*row[: len(_known)])
    step, said, turn, turn_before, step_before, said_before, for_before, for_id, until = row[len(_known) :]
    handled = turn_before is not None
    if handled:
        turn, step, said, for_id = turn_before, step_before, said_before, for_before
    return Met(who, step, said or {}, turn or 0, handled, for_id, until)


def get_person(session: Session, person_id: int) -> Known:
    """The person, their tags and whether an alert is open.

    Their row is locked until the transaction ends, where the database locks rows.

    Raises LookupError when there is no such person.
    """
    rows = _person(session, id=person_id)
    if not rows:
        raise LookupError("no such person")
    return _as_known(rows[0])


def find_person(session: Session, person_id: int) -> Known | None:
    """The same where nothing is written: it locks no row, and finds nobody who was erased or merged into another."""
    rows = _seen(session, id=person_id)
    return _as_known(rows[0]) if rows else None


def _as_known(row: Sequence[Any]) -> Known:
    *known, tags, alert_open, has_family = row
    known += [frozenset(map(Tag, tags.split(","))) if tags else NO_TAGS, bool(alert_open), bool(has_family)]
    return Known(*known)


def find_person_id(session: Session, telegram_id: int) -> int | None:
    return session.execute(select(person.c.id).where(person.c.telegram_id == telegram_id)).scalar()


def find_telegram_id(session: Session, person_id: int) -> int | None:
    """Where Telegram finds a person. It locks nothing, so it can be asked where nothing is written."""
    return session.execute(select(person.c.telegram_id).where(person.c.id == person_id)).scalar()


def find_person_by_telegram(session: Session, telegram_id: int) -> Known | None:
    found = find_person_id(session, telegram_id)
    return None if found is None else get_person(session, found)


def add_person(session: Session, **values: object) -> int:
    return add_row(session, person, **values)


def note_log(session: Session, who: Known, now: datetime) -> None:
    """They logged something, or somebody did for them. It stays noted when that is taken back: they were there."""
    today = now.astimezone(ZoneInfo(who.timezone)).date()
    if who.last_log_on is None or who.last_log_on < today:
        _log_noted(session, of=who.id, on=today)


def count_back_log(session: Session, person_id: int) -> None:
    """The day of the last log, by the rows: they were given to another entry of the same person, or came back."""
    moments = [
        session.execute(select(func.max(logs.c.logged_at)).where(logs.c.person_id == person_id)).scalar()
        for logs in LOGS
    ]
    last = max(filter(None, moments), default=None)
    zone = session.execute(select(person.c.timezone).where(person.c.id == person_id)).scalar_one()
    change_person(session, person_id, last_log_on=last and last.astimezone(ZoneInfo(zone)).date())


def note_loaded_logs(session: Session) -> None:
    """The day of everybody's last log, after readings were put straight into their table."""
    readings = LOGS[0]
    last = select(readings.c.person_id, func.max(readings.c.local_date).label("day"))
    of_each = last.group_by(readings.c.person_id).subquery()
    theirs = update(person).where(person.c.id == of_each.c.person_id)
    session.execute(theirs.values(last_log_on=of_each.c.day))


def change_person(session: Session, person_id: int, **values: object) -> None:
    session.execute(update(person).where(person.c.id == person_id).values(**values))


def list_tags(session: Session, person_id: int) -> frozenset[Tag]:
    return frozenset(Tag(tag) for (tag,) in _tags(session, id=person_id))


def set_tags(session: Session, person_id: int, tags: Iterable[Tag]) -> None:
    session.execute(delete(person_tag).where(person_tag.c.person_id == person_id))
    rows = [{"person_id": person_id, "tag": tag.value} for tag in tags]
    if rows:
        session.execute(insert(person_tag), rows)


def add_consent(session: Session, person_id: int, scope: ConsentScope, **values: object) -> None:
    session.execute(insert(consent).values(person_id=person_id, scope=scope.value, **values))
    change_person(session, person_id, **{f"consents_{scope.value}": values["given"]})


def list_consents(session: Session, person_id: int) -> Sequence[Consent]:
    return (
        session.execute(select(Consent).where(consent.c.person_id == person_id).order_by(consent.c.id))
        .scalars()
        .all()
    )


def list_pauses(session: Session, person_id: int) -> list[PausedDays]:
    rows = session.execute(
        select(pause.c.first, pause.c.last, pause.c.reason).where(pause.c.person_id == person_id)
    )
    return [PausedDays(first, last, PauseReason(reason)) for first, last, reason in rows]


def add_pause(session: Session, person_id: int, reason: PauseReason, first: date) -> None:
    session.execute(insert(pause).values(person_id=person_id, reason=reason.value, first=first))


def end_pause(session: Session, person_id: int, last: date) -> bool:
    """End the running pause; a pause ended before it began never was. True if there was one."""
    running = and_(pause.c.person_id == person_id, pause.c.last.is_(None))
    began_after = count_changed(session, delete(pause).where(running, pause.c.first > last))
    ended = count_changed(session, update(pause).where(running).values(last=last))
    return bool(began_after or ended)


def add_anonymous_total(session: Session, area_id: int | None, month: str, what: str, count: int) -> None:
    session.execute(
        insert(table(AnonymousTotal)).values(area_id=area_id, month=month, what=what, count=count)
    )
