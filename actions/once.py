"""Does an action once for one update, however often Telegram sends it. Knows nothing of what the action does.

In one transaction: the action, the conversation's next step, and a note of what came of it. An update that comes again
finds the note and is answered from it; an update that met an older step than the conversation now stands at is Crossed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from storage import conversations
from storage.failpoint import failpoint

P = ParamSpec("P")
T = TypeVar("T")


class Crossed(Exception):
    """Another update of the same person moved the conversation first; meet them anew and handle this one again."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a conversation waits, and what was said so far."""

    name: str
    said: Mapping[str, object] = field(default_factory=dict)


# What was done is beside the conversation: whatever it waits for, it goes on waiting for, its buttons too.
UNMOVED = Step("unmoved")


@dataclass(frozen=True, slots=True)
class Meeting:
    """The update, who sent it, and the step it found the conversation at. `handled`: it came before."""

    update_id: int
    telegram_id: int
    step: str | None
    said: Mapping[str, object]
    turn: int
    handled: bool = False
    for_id: int | None = None  # whom they logged for, as storage/people.py: Met has it


Then = Step | None | Callable[[Any], Step | None]


def once(
    session: Session,
    meeting: Meeting,
    then: Then,
    action: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run `action` unless this update already did; return what came of it, now or then. Raises Crossed."""
    name = getattr(action, "__name__", "action")
    # What was handled between the meeting and now is found by the note, which cannot be made twice.
    before = conversations.find_outcome(session, meeting.update_id) if meeting.handled else None
    if before is not None:
        return _outcome_of(action, name, before)
    outcome = action(session, *args, **kwargs)
    step = then(outcome) if callable(then) else then
    _move(session, meeting, step)
    failpoint("before-note")
    noted = conversations.add_handled(
        session,
        update_id=meeting.update_id,
        telegram_id=meeting.telegram_id,
        action=name,
        outcome=_adapter(action).dump_json(outcome).decode(),
        turn_before=meeting.turn,
        step_before=meeting.step,
        said_before=dict(meeting.said) or None,
        for_before=meeting.for_id,
        at=_now(kwargs),
    )
    if not noted:
        raise Crossed
    return outcome


def _move(session: Session, meeting: Meeting, step: Step | None) -> None:
    if step is UNMOVED or (step is None and meeting.step is None):
        return
    said = dict(step.said) if step else None
    moved = conversations.move_conversation(
        session, meeting.telegram_id, turn=meeting.turn, step=step.name if step else None, said=said
    )
    if not moved:
        raise Crossed


def _outcome_of(action: Callable[..., T], name: str, before: tuple[str, str]) -> T:
    kept_name, kept = before
    if kept_name != name:
        # The same update never means two things; a new release that renamed the action answers as if it were new.
        raise Crossed
    outcome: T = _adapter(action).validate_json(kept)
    return outcome


def _now(kwargs: Mapping[str, object]) -> datetime:
    now = kwargs["now"]
    assert isinstance(now, datetime)
    return now


@cache
def _adapter(action: Callable[..., T]) -> TypeAdapter[T]:
    return TypeAdapter(get_type_hints(action)["return"])


def move_on(session: Session, *, now: datetime) -> None:
    """Change nothing but the step: the bot asked something."""
