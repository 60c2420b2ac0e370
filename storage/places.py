"""Village groups as places to post in: where, on whose clock, whether the bot is there. Posts nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, String, cast, exists, literal, select
from sqlalchemy.orm import Session

from domain.groups import PRESENT
from storage.tables import Area, Due, Unsubscribed, VillageGroup, table

village_group = table(VillageGroup)
area = table(Area)
due = table(Due)
unsubscribed = table(Unsubscribed)
_AS_RECEIVER: ColumnElement[str] = literal("group:") + cast(village_group.c.id, String)


@dataclass(frozen=True, slots=True)
class Place:
    """A group that is bound to a village."""

    id: int
    telegram_id: int
    area_id: int
    timezone: str
    lesson_weekday: int
    lesson_hour: int
    bot_status: str

    @property
    def zone(self) -> ZoneInfo:
        """The village's own clock."""
        return ZoneInfo(self.timezone)

    @property
    def has_bot(self) -> bool:
        return self.bot_status in PRESENT

    @property
    def name(self) -> str:
        """As due rows name it."""
        return f"group:{self.id}"


def _wanting(push: str) -> Select[Any]:
    refused = exists().where(unsubscribed.c.push == push, unsubscribed.c.receiver == _AS_RECEIVER)
    return (
        select(
            village_group.c.id,
            village_group.c.telegram_id,
            area.c.id,
            area.c.timezone,
            village_group.c.lesson_weekday,
            village_group.c.lesson_hour,
            village_group.c.bot_status,
        )
        .join(area, area.c.id == village_group.c.area_id)
        .where(~refused)
    )


def find_places(session: Session, push: str, ids: Iterable[int]) -> dict[int, Place]:
    """Those of these groups that are bound and want this push."""
    rows = session.execute(_wanting(push).where(village_group.c.id.in_(list(ids))))
    return {row[0]: Place(*row) for row in rows}


def list_places_unscheduled(session: Session, push: str) -> list[Place]:
    """Groups with the bot in them that this push does not know yet."""
    known = exists().where(due.c.push == push, due.c.receiver == _AS_RECEIVER)
    new = _wanting(push).where(~known, village_group.c.bot_status.in_(PRESENT))
    return [Place(*row) for row in session.execute(new.order_by(village_group.c.id))]
