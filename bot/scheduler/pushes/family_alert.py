"""A dangerous number of a relative: their family hears that something is wrong, never the number. Asks for no answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.outbox import Kind
from domain.vital_sign import Level
from storage import alerts, families
from storage.alerts import Case
from storage.database import Session
from storage.due import Fire
from storage.families import Link
from storage.outbox import Ready
from storage.receivers import find_addressees

NAME = "family_alert"
NEWS_FOR = timedelta(hours=24)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """A row is one alert; whoever of the family is told of alerts hears it, each time it becomes graver."""
    for one in due:
        case = alerts.find_case(session, one.reference)
        if case is None or case.closed_at is not None:
            continue
        helpers = [link.helper_id for link in families.list_told(session, case.person_id)]
        one.queue = tuple(
            personal.to(
                receiver, NAME, f"{case.id}:{case.level.value}", reference=case.id, until=now + NEWS_FOR
            )
            for receiver in find_addressees(session, helpers).values()
            if receiver.id != case.kept.logged_by  # they stand beside them, and were told what to do
        )
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    case = alerts.find_case(session, row.reference)
    if case is None or case.closed_at is not None or row.person_id is None:
        return None
    if not row.dedupe_key.endswith(f":{case.level.value}"):
        return None  # it became graver meanwhile, and that is a row of its own
    link = families.find_link_between(session, case.person_id, row.person_id)
    return None if link is None or not link.told_of_alerts else Message(_told(words, case, link, now))


def _told(words: Words, case: Case, link: Link, now: datetime) -> str:
    urgent = case.level is Level.RED or case.is_unanswered(now)
    first = (
        words("🔴 <b>Please telephone {name} now.</b>", name=link.person)
        if urgent
        else words("🟠 <b>Please get in touch with {name} today.</b>", name=link.person)
    )
    # It may have been held through the night: when it was says more than "now".
    measured = words.moment(case.kept.taken_at, ZoneInfo(case.timezone))
    why = words(
        "What they measured on {moment} is dangerous. They were told what to do, and may need you.",
        moment=measured,
    )
    call = words("If they do not answer, or feel very unwell: call 120, and go there or send somebody.")
    return f"{first}\n\n{why}\n\n{call}"


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=NEWS_FOR)
