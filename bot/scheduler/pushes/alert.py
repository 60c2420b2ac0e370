"""A dangerous reading, to the doctor team: again and wider until somebody takes it. Never beyond what was agreed to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.call_team import HELPERS, call_team
from actions.note_alert_told import note_alert_told
from bot.push import Button, Message, Push, Sent
from bot.wording import Words
from bot.words import alert_words
from domain.outbox import Kind
from storage import alerts, authority, teams
from storage.database import Session
from storage.due import Fire, Queue
from storage.outbox import Ready

NAME = "alert"


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """A row is one alert, whoever is told of it. The dedupe key is of the moment it was due."""
    for one in due:
        called = call_team(session, one.reference, now=now)
        one.next_at = called.again_at
        one.queue = tuple(
            Queue(
                f"{NAME}:{one.reference}:{one.due_at:%Y%m%dT%H%M%S}:{member.person_id}",
                member.telegram_id,
                person_id=member.person_id,
                reference=one.reference,
                expires_at=called.again_at,
            )
            for member in called.team
        )
    return due


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    case = alerts.find_case(session, row.reference)
    if case is None or not case.waits or row.person_id is None:
        return None
    if teams.clinical_role_over(session, row.person_id, case.area_id, now.date()) is not None:
        told = alert_words.for_clinicians(words, case, now)
        take = Button(words("✋ I take care of it"), f"takealert:{case.id}")
        return Message("\n\n".join(part for part in told if part), ((take,),))
    if authority.list_roles_over(session, row.person_id, case.area_id, now.date()) & HELPERS:
        return Message("\n\n".join(alert_words.for_helpers(words, case, now)))
    return None


def sent(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    assert row.person_id is not None
    note_alert_told(session, row.reference, row.person_id, now=now)


# However long the bot was away: an alert that is still open is still told.
PUSH = Push(NAME, Kind.ALERT, fire, say, sent=sent, useful_for=timedelta(days=7))
