"""Village groups as who looks after them sees them, and the questions which village one is. Decides nobody's rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from domain.groups import PRESENT, Right, missing_rights
from storage import authority
from storage.rows import add_row, count_changed
from storage.tables import Area, GroupRequest, Person, VillageGroup, table

village_group = table(VillageGroup)
request = table(GroupRequest)
area = table(Area)
person = table(Person)


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its village and what the bot may do there. Times are aware UTC."""

    id: int
    telegram_id: int
    title: str
    area_id: int | None
    area: str | None
    area_code: str | None
    timezone: str | None
    bot_status: str
    may_delete: bool
    may_pin: bool
    may_poll: bool
    lesson_weekday: int
    lesson_hour: int
    bound_by: int | None
    was_area_id: int | None
    unbound_by: int | None
    unbound_at: datetime | None

    @property
    def has_bot(self) -> bool:
        return self.bot_status in PRESENT

    @property
    def missing(self) -> tuple[Right, ...]:
        return missing_rights(
            self.bot_status, may_delete=self.may_delete, may_pin=self.may_pin, may_poll=self.may_poll
        )


_GROUP: Select[Any] = select(
    village_group.c.id,
    village_group.c.telegram_id,
    village_group.c.title,
    village_group.c.area_id,
    area.c.name,
    area.c.code,
    area.c.timezone,
    *(village_group.c[name] for name in list(Group.__dataclass_fields__)[7:]),
).outerjoin(area, area.c.id == village_group.c.area_id)


def find_group(session: Session, group_id: int) -> Group | None:
    row = session.execute(_GROUP.where(village_group.c.id == group_id)).one_or_none()
    return Group(*row) if row is not None else None


def find_group_of_chat(session: Session, telegram_id: int) -> Group | None:
    row = session.execute(_GROUP.where(village_group.c.telegram_id == telegram_id)).one_or_none()
    return Group(*row) if row is not None else None


def find_chats(session: Session, ids: Iterable[int]) -> dict[int, int]:
    """The Telegram numbers of these groups."""
    rows = session.execute(
        select(village_group.c.id, village_group.c.telegram_id).where(village_group.c.id.in_(list(ids)))
    )
    return {row.id: row.telegram_id for row in rows}


_troubled = or_(
    village_group.c.bot_status.not_in(("administrator", "creator")),
    ~village_group.c.may_delete,
    ~village_group.c.may_pin,
    ~village_group.c.may_poll,
)


def _within(session: Session, area_id: int | None, *, troubled: bool) -> ColumnElement[bool]:
    """Groups of an area and below it; None: those no village was said of."""
    where = (
        authority.below(session, village_group.c.area_id, area_id)
        if area_id is not None
        else and_(village_group.c.area_id.is_(None), village_group.c.bot_status.in_(PRESENT))
    )
    return and_(where, _troubled) if troubled else where


def list_groups(
    session: Session, area_id: int | None, *, at_most: int, after: int = 0, troubled: bool = False
) -> list[Group]:
    """Groups of an area and below it, by village; `after`: so many are left out. None: those of no village."""
    rows = session.execute(
        _GROUP.where(_within(session, area_id, troubled=troubled))
        .order_by(area.c.path, village_group.c.id)
        .limit(at_most)
        .offset(after)
    )
    return [Group(*row) for row in rows]


def count_groups(session: Session, area_id: int | None, *, troubled: bool = False) -> int:
    query = select(func.count()).select_from(village_group)
    return int(session.execute(query.where(_within(session, area_id, troubled=troubled))).scalar_one())


@dataclass(frozen=True, slots=True)
class Part:
    """An area right below another, and how many groups are in it and below."""

    area_id: int
    name: str
    groups: int


def list_parts(session: Session, area_id: int) -> list[Part]:
    """The areas right below one that have groups, by name."""
    here = session.execute(select(area.c.path).where(area.c.id == area_id)).scalar() or "?"
    within = authority.below(session, village_group.c.area_id, area_id)
    counted = session.execute(
        select(area.c.path, func.count())
        .join(village_group, village_group.c.area_id == area.c.id)
        .where(within)
        .group_by(area.c.path)
    )
    groups: dict[str, int] = {}
    for path, count in counted:
        first = path.removeprefix(here).partition("/")[0]
        groups[first] = groups.get(first, 0) + count
    names = session.execute(
        select(area.c.id, area.c.name).where(area.c.parent_id == area_id).order_by(area.c.name, area.c.id)
    )
    return [Part(key, name, groups[str(key)]) for key, name in names if str(key) in groups]


def change(session: Session, group_id: int, **values: object) -> None:
    session.execute(update(village_group).where(village_group.c.id == group_id).values(**values))


@dataclass(frozen=True, slots=True)
class Request:
    """A group that asks to be a village, with the names a screen needs. Times are aware UTC."""

    id: int
    group_id: int
    group: str
    area_id: int
    area: str
    asked_by: int
    asked_by_name: str
    asked_at: datetime
    decided_at: datetime | None
    accepted: bool | None


_REQUEST: Select[Any] = (
    select(
        request.c.id,
        request.c.group_id,
        village_group.c.title,
        request.c.area_id,
        area.c.name,
        request.c.asked_by,
        person.c.name,
        request.c.asked_at,
        request.c.decided_at,
        request.c.accepted,
    )
    .join(village_group, village_group.c.id == request.c.group_id)
    .join(area, area.c.id == request.c.area_id)
    .join(person, person.c.id == request.c.asked_by)
)


def add_request(session: Session, **values: object) -> int:
    return add_row(session, request, **values)


def find_request(session: Session, request_id: int) -> Request | None:
    row = session.execute(_REQUEST.where(request.c.id == request_id)).one_or_none()
    return Request(*row) if row is not None else None


def find_open_request(session: Session, group_id: int, since: datetime) -> Request | None:
    """What a group asks and nobody answered yet, if it was asked after `since`."""
    waits = request.c.group_id == group_id, request.c.decided_at.is_(None), request.c.asked_at > since
    row = session.execute(_REQUEST.where(*waits).order_by(request.c.id.desc()).limit(1)).one_or_none()
    return Request(*row) if row is not None else None


def list_open_requests(
    session: Session, areas: Sequence[int | None], since: datetime, *, at_most: int
) -> list[Request]:
    """What groups ask to be in these areas and below, oldest first."""
    waits = request.c.decided_at.is_(None), request.c.asked_at > since
    within = authority.reach(session, request.c.area_id, areas)
    rows = session.execute(_REQUEST.where(*waits, within).order_by(request.c.id).limit(at_most))
    return [Request(*row) for row in rows]


def mark_request(session: Session, request_id: int, by: int, now: datetime, *, accepted: bool) -> bool:
    """Answer it, once. False: somebody did before."""
    waits = request.c.id == request_id, request.c.decided_at.is_(None)
    decided = update(request).where(*waits).values(decided_by=by, decided_at=now, accepted=accepted)
    return bool(count_changed(session, decided))


def withdraw_requests(session: Session, group_id: int, by: int, now: datetime) -> None:
    """Whatever else the group asked is not asked any more."""
    waits = request.c.group_id == group_id, request.c.decided_at.is_(None)
    session.execute(update(request).where(*waits).values(decided_by=by, decided_at=now, accepted=False))


def give_requests(session: Session, group_id: int, to_group_id: int) -> None:
    session.execute(update(request).where(request.c.group_id == group_id).values(group_id=to_group_id))
