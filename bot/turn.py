"""One update of one person: who they are, where the conversation stands, and the way to act and to answer.

A handler reads through it, does at most one thing through it, and only then speaks through it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from sqlalchemy.orm import Session

from actions.once import Meeting, Step, Then, move_on, once
from bot import for_whom
from bot.config import Settings
from bot.for_whom import ForWhom
from bot.keyboards import Keyboard
from bot.voice import Voice
from bot.wording import Words, language_of, words_in
from domain.authority import Deed
from storage import authority
from storage.database import Database
from storage.people import Known, Met

P = ParamSpec("P")
T = TypeVar("T")


def _noted(whom: ForWhom | None) -> int | None:
    """For whom an update was met, as its note keeps it: below zero when that had ended."""
    if whom is None:
        return None
    return -whom.id if whom.over else whom.id


FOR = "for"  # under this name a step remembers for whom it was asked


class Turn:
    """What a handler is given."""

    def __init__(
        self,
        *,
        event: Message | CallbackQuery,
        update_id: int,
        met: Met,
        database: Database,
        settings: Settings,
        now: datetime,
        voice: Voice,
        whom: ForWhom | None = None,
    ) -> None:
        assert event.from_user is not None
        self.event = event
        self.writer = event.from_user
        self.now = now
        self.settings = settings
        self.voice = voice
        self.language = self._language(met)
        self.large = met.person is not None and met.person.large_text
        self._met = met
        self._database = database
        self.whom = whom
        self._for_oneself, self._began_in_group = False, voice.in_group
        self._did: Callable[..., object] | None = None
        self._meeting = Meeting(
            update_id, self.writer.id, met.step, met.said, met.turn, met.handled, _noted(whom)
        )

    # Who and where

    def _language(self, met: Met) -> str:
        if met.person is not None:
            return met.person.language
        chosen = met.said.get("language")
        if isinstance(chosen, str):
            return chosen
        return language_of(self.writer.language_code, self.settings.language)

    @property
    def resident(self) -> Known | None:
        """The person, once joined."""
        return self._met.person

    @property
    def person(self) -> Known:
        """The person; only for what a person who has joined can reach."""
        assert self._met.person is not None
        return self._met.person

    # For whom

    @property
    def subject(self) -> ForWhom | None:
        """Whom this is for, if not for the person who writes. In a group everything is one's own."""
        if self.whom is None or self.whom.over or self._for_oneself or self._began_in_group:
            return None
        return self.whom

    @property
    def subject_id(self) -> int | None:
        return self.subject.id if self.subject is not None else None

    @property
    def about(self) -> Known:
        """Whom this is about: the person, or whom they log for."""
        care = self.subject.care if self.subject is not None else None
        return care.person if care is not None else self.person

    @property
    def may_see(self) -> bool:
        """Whether they may see what was measured before: always their own."""
        care = self.subject.care if self.subject is not None else None
        return care is None or care.may_see

    @property
    def whose_is_open(self) -> bool:
        """Whether a number may be another person's: that they logged for somebody ended a while ago, or is not for here."""
        return self.whom is not None and not self._for_oneself and (self.whom.over or self._began_in_group)

    def for_oneself(self) -> None:
        """This is the person's own, whoever they log for besides."""
        self._for_oneself = True

    def for_subject(self, whom: ForWhom | None) -> None:
        self.whom, self._for_oneself = whom, False

    @property
    def is_administrator(self) -> bool:
        """Named in the settings as one; what that allows is asked of `may`."""
        return self.writer.id in self.settings.administrators

    @property
    def step(self) -> str | None:
        return self._meeting.step

    @property
    def said(self) -> dict[str, object]:
        """What was said so far in this conversation."""
        return dict(self._meeting.said)

    @property
    def token(self) -> int:
        """What the buttons of the next question carry, so that they answer that question and no other."""
        return self._meeting.turn + 1

    def answers(self, step: str, token: str | int) -> bool:
        """Whether a tapped button belongs to the question the conversation waits at, and to whom that was asked for."""
        same = step not in for_whom.STEPS or self.asked_for == self.subject_id
        return same and self.step == step and str(token) == str(self._meeting.turn)

    @property
    def words(self) -> Words:
        return words_in(self.language)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.resident.timezone if self.resident else self.settings.timezone)

    @property
    def sent_at(self) -> datetime:
        """When the person wrote: hours before `now` if the bot was away."""
        message = self.event
        return min(message.date, self.now) if isinstance(message, Message) else self.now

    @property
    def text(self) -> str:
        return (self.event.text or self.event.caption or "") if isinstance(self.event, Message) else ""

    @property
    def replies_to(self) -> int | None:
        """The message_id of what this message is a reply to."""
        message = self.event if isinstance(self.event, Message) else None
        return message.reply_to_message.message_id if message and message.reply_to_message else None

    @property
    def in_group(self) -> bool:
        return self.voice.in_group

    @property
    def for_bot_alone(self) -> bool:
        """Whether a message in a group was seen by the bot and nobody else."""
        return isinstance(self.event, Message) and self.event.ephemeral_message_id is not None

    @property
    def handled(self) -> bool:
        """Whether this update was handled before and came again."""
        return self._met.handled

    # Reading and doing

    async def read(
        self, query: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._database.read(query, *args, **kwargs)

    async def may(self, deed: Deed, area_id: int | None) -> bool:
        """Whether the person may do this in an area (None: everywhere), for what a screen shows. Actions ask again."""
        return self.resident is not None and await self.read(
            authority.may, self.person.id, deed, area_id, self.now.date()
        )

    async def may_somewhere(self, deed: Deed) -> bool:
        """Whether there is any area in which the person may do this."""
        return self.resident is not None and bool(
            await self.read(authority.list_areas_where, self.person.id, deed, self.now.date())
        )

    async def do(
        self, action: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an action once for this update and end the step the conversation waited at."""
        return await self._do_once(None, action, *args, **kwargs)

    async def do_then(
        self, then: Then, action: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an action once for this update and take the conversation to the step `then` in the same transaction."""
        named = self._named(then) if self.subject is not None else then
        return await self._do_once(named, action, *args, **kwargs)

    async def _do_once(
        self, then: Then, action: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        # An update has one note: another action would find the first one's and cross it, however often it comes.
        assert self._did in (None, action), "an update does one thing"
        self._did = action
        return await self._database.run(once, self._meeting, then, action, *args, **kwargs)

    def _named(self, then: Then) -> Then:
        """A step remembers for whom it was asked."""

        def name(step: Step | None) -> Step | None:
            if step is None or step.name not in for_whom.STEPS:
                return step
            return Step(step.name, {**step.said, FOR: self.subject_id})

        if callable(then):
            return lambda outcome: name(then(outcome))
        return name(then)

    @property
    def asked_for(self) -> int | None:
        """Whom the question that stands open was asked for; None: the person themselves."""
        whom = self._meeting.said.get(FOR)
        return whom if isinstance(whom, int) else None

    async def do_unrecorded(
        self, action: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an action that may happen twice and leaves no trace of the update: forgetting, notes from Telegram."""
        return await self._database.run(action, *args, **kwargs)

    async def wait_for(self, step: str, **said: object) -> None:
        """Change nothing but the step: the bot is about to ask something."""
        await self.do_then(Step(step, said), move_on, now=self.now)

    async def leave_step(self) -> None:
        """The question that stood open is dropped, if one did."""
        if self.step is not None:
            await self.do(move_on, now=self.now)

    # Speaking

    async def say(self, *paragraphs: str, keyboard: Keyboard | None = None, whole: bool = False) -> None:
        """A new message. Empty paragraphs are left out. `whole`: one message for poor eyes, too."""
        marked = for_whom.marked(keyboard, self.subject_id)
        await self.voice.say(self._whom_told(), *paragraphs, keyboard=marked, large=self.large, whole=whole)

    async def show(self, *paragraphs: str, keyboard: Keyboard | None = None, whole: bool = False) -> None:
        """In place of the message whose button was tapped, `whole` for poor eyes, too; a new message otherwise."""
        marked = for_whom.marked(keyboard, self.subject_id)
        await self.voice.show(self._whom_told(), *paragraphs, keyboard=marked, large=self.large, whole=whole)

    def _whom_told(self) -> str:
        """The line over every answer while they log for somebody else, and over what is their own meanwhile."""
        if self.subject is not None:
            return for_whom.told(self.words, self.subject, self.now)
        if self._for_oneself and self.whom is not None and not self.whom.over:
            return self.words("👤 For yourself")
        return ""

    async def show_picture(self, png: bytes, caption: str, keyboard: Keyboard | None = None) -> None:
        first, marked = self._whom_told(), for_whom.marked(keyboard, self.subject_id)
        await self.voice.show_picture(png, f"{first}\n{caption}".strip(), keyboard=marked)

    async def toast(self, text: str, *, alert: bool = False) -> None:
        """A short note over the chat, for a tap."""
        await self.voice.toast(text, alert=alert)
