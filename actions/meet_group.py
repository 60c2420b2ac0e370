"""The bot came into a group, went, or may do more or less there: kept, and told to those who have to know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.bind_group import note_group
from storage import groups, people
from storage.due import add_due


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bot is in a group and may do there, in Telegram's words."""

    title: str
    bot_status: str
    may_delete: bool
    may_pin: bool
    may_poll: bool


def meet_group(
    session: Session, telegram_id: int, standing: Standing, *, by: int, at: datetime, now: datetime
) -> None:
    """Keep it. A group the bot came into is greeted; whoever has to give it a right is told which is missing.

    `by`: the Telegram account that changed it. `at`: when, in Telegram's words; told again, it changes nothing.
    """
    before = groups.find_group_of_chat(session, telegram_id)
    note_group(
        session,
        telegram_id,
        title=standing.title,
        bot_status=standing.bot_status,
        may_delete=standing.may_delete,
        may_pin=standing.may_pin,
        may_poll=standing.may_poll,
        now=now,
    )
    after = groups.find_group_of_chat(session, telegram_id)
    if after is None or not after.has_bot:
        return
    came = before is None or not before.has_bot
    if came:
        add_due(session, "group_hello", f"group:{after.id}", due_at=at)
    missed = before.missing if before is not None and not came else ()
    if after.missing != missed:
        _tell(session, after, by, at)


def _tell(session: Session, group: groups.Group, by: int, at: datetime) -> None:
    """Whoever bound it, or whoever it was who brought the bot."""
    adder = people.find_person_by_telegram(session, by) if group.bound_by is None else None
    to = group.bound_by or (adder.id if adder is not None else None)
    if to is not None:
        add_due(session, "group_rights", f"person:{to}", reference=group.id, due_at=at)
