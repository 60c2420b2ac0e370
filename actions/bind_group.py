"""Which Telegram groups the bot is in, and which village each one is. Only who looks after a village binds."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.not_allowed import NotAllowed
from domain.authority import Deed
from storage import areas, audit, authority, groups, outbox


@dataclass(frozen=True, slots=True)
class GroupBound:
    village: str


def bind_group(
    session: Session,
    person_id: int,
    telegram_id: int,
    area_id: int,
    *,
    now: datetime,
) -> GroupBound | NotAllowed:
    """Bind a group to a village, by somebody who may change the groups there."""
    village = areas.find_area(session, area_id)
    may = authority.may(session, person_id, Deed.CHANGE_GROUPS, area_id, now.date())
    group = areas.find_group(session, telegram_id)
    if not may or village is None or village.ended_at is not None or group is None:
        return NotAllowed()
    if group.area_id is not None and not authority.may(
        session, person_id, Deed.CHANGE_GROUPS, group.area_id, now.date()
    ):
        return NotAllowed()
    areas.change_group(session, telegram_id, area_id=area_id, bound_by=person_id, bound_at=now)
    audit.add_audit(session, person_id, "group_bound", area_id=area_id, why=village.code, at=now)
    return GroupBound(village.name)


def note_group(
    session: Session,
    telegram_id: int,
    *,
    title: str,
    bot_status: str,
    may_delete: bool,
    may_pin: bool = True,
    may_poll: bool = True,
    now: datetime,
) -> None:
    """Telegram told us what the bot is in a group now."""
    told = {
        "title": title,
        "bot_status": bot_status,
        "may_delete": may_delete,
        "may_pin": may_pin,
        "may_poll": may_poll,
    }
    if areas.find_group(session, telegram_id) is None:
        areas.add_group(session, telegram_id=telegram_id, **told)
    else:
        areas.change_group(session, telegram_id, **told)


def move_group(session: Session, telegram_id: int, to_telegram_id: int, *, now: datetime) -> None:
    """A group became a supergroup: the same group under a new number, and what waits for it goes there.

    Doing it twice changes nothing.
    """
    old, new = areas.find_group(session, telegram_id), areas.find_group(session, to_telegram_id)
    if old is None:
        return
    if new is not None:  # Telegram told us first what the bot is there
        areas.change_group(
            session,
            telegram_id,
            bot_status=new.bot_status,
            may_delete=new.may_delete,
            may_pin=new.may_pin,
            may_poll=new.may_poll,
        )
        groups.give_requests(session, new.id or 0, old.id or 0)
        outbox.give_to_group(session, new.id or 0, old.id or 0)
        areas.remove_group(session, to_telegram_id)
    outbox.move_chat(session, telegram_id, to_telegram_id)
    areas.renumber_group(session, telegram_id, to_telegram_id)
