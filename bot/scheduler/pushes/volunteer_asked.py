"""Somebody offers to be a volunteer, or was recommended and says yes: who gives roles there is asked."""

from collections.abc import Sequence
from datetime import datetime

from bot.push import Button, Message, Push
from bot.scheduler import personal
from bot.wording import Words
from domain.authority import Origin
from domain.invitations import VALID_FOR
from domain.outbox import Kind
from storage import invitations
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready

NAME = "volunteer_asked"


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    return personal.each_on_duty(session, NAME, due, until=now + VALID_FOR)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    found = invitations.find_invitation(session, row.reference)
    if found is None or found.taken_by_name is None or not found.waits:
        return None
    area = found.area or words("everywhere")
    told = (
        words("🙋 {name} offers to be a volunteer in {area}.", name=found.taken_by_name, area=area)
        if found.origin is Origin.NOMINATED_THEMSELVES
        else words(
            "🙋 {other} recommends {name} as a volunteer in {area}, and {name} is willing.",
            other=found.made_by_name,
            name=found.taken_by_name,
            area=area,
        )
    )
    yes = Button(words("✅ Yes, they shall be"), f"iconf:{found.id}:1")
    no = Button(words("No, not now"), f"iconf:{found.id}:0")
    return Message(
        f"{told}\n\n{words('Shall they be? They see no number anybody measured.')}", ((yes,), (no,))
    )


PUSH = Push(NAME, Kind.DUTY, fire, say, useful_for=VALID_FOR)
