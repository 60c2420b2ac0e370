"""Who of the team takes care, to the person it is about. Names the role, not the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.push import Message, Push
from bot.scheduler import personal
from bot.wording import Words
from bot.words import vocabulary
from domain.outbox import Kind
from domain.vital_sign import Level
from storage import alerts, teams
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.receivers import Receiver

NAME = "alert_taken"
NEWS_FOR = timedelta(hours=2)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    def tell(one: Fire, receiver: Receiver) -> None:
        case = alerts.find_case(session, one.reference)
        if case is not None and case.acknowledged_at is not None:
            key = f"{one.reference}:{case.acknowledged_at:%Y%m%dT%H%M%S}"
            until = now + NEWS_FOR
            one.queue = (personal.to(receiver, NAME, key, reference=one.reference, until=until),)

    return personal.each(session, NAME, due, tell)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    case = alerts.find_case(session, row.reference)
    if case is None or case.acknowledged_by is None or case.acknowledged_at is None or not case.shares:
        return None
    role = teams.clinical_role_over(session, case.acknowledged_by, case.area_id, now.date())
    if role is None:
        return None
    at = words.clock(case.acknowledged_at, ZoneInfo(case.timezone))
    seen = words(
        "👩‍⚕️ Your {role} saw your number at {at} and takes care of it.",
        role=words(vocabulary.ROLES[role]),
        at=at,
    )
    urgent = case.level is Level.RED
    wait = words("If you feel worse, call 120 at once. Do not wait for their call.") if urgent else ""
    today = words("Keep your telephone near you. If you feel worse, call 120 at once.")
    return Message(f"{seen}\n\n{wait or today}")


PUSH = Push(NAME, Kind.ALERT, fire, say, useful_for=NEWS_FOR)
