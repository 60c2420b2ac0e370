"""The people's side in process: what each row of the control API does. It never speaks for a bot."""

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sandbox import membership, people, polls
from sandbox.callbacks import make_tap
from sandbox.clock import step
from sandbox.commands import commands_for
from sandbox.errors import ControlError
from sandbox.faults import CODES, Fault
from sandbox.parameters import File
from sandbox.show import find_ephemeral, find_message
from sandbox.state import Bot, Chat, Json, Message, Person, Tap
from sandbox.telegram import Telegram
from sandbox.views import view_chat, view_message, view_person, visible_messages

# How long a tap waits for the bot, in real seconds: as a client shows its progress bar; and how much longer
# when the update was already acknowledged but the answer may still be on its way.
TAP_SECONDS = 15.0
GRACE_SECONDS = 0.5
# A bot that has not polled for this long is taken to be down, and nobody waits for it.
DOWN_AFTER_SECONDS = 5.0


class Control:
    """Acts for the people. Everything impossible raises ControlError, whose `status` is 4xx."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.world = telegram.world

    def add_person(
        self, first_name: str, username: str | None = None, language_code: str | None = None, note: str = ""
    ) -> Json:
        """Someone new gets a Telegram account."""
        return {"id": people.add(self.world, first_name, username, language_code, note).id}

    def list_people(self) -> list[Json]:
        """Everyone with an account."""
        return [view_person(person) for person in self.world.state.people.values() if not person.deactivated]

    def add_chat(
        self, type: str, title: str, members: Sequence[int], bot: str = "member", privacy_mode: bool = True
    ) -> Json:
        """The first of `members` opens a group with the others; `bot` is none, member or administrator."""
        chat = membership.add_group(self.world, type, title, members, privacy_mode)
        if bot not in {"none", "member", "administrator"}:
            raise ControlError("bot is none, member or administrator")
        if bot != "none":
            membership.bring_in_bot(self.world, chat, self.bot(), bot)
        return {"id": chat.id}

    def list_chats(self) -> list[Json]:
        """The groups; one that became a supergroup is listed as that."""
        groups = self.world.state.groups.values()
        return [view_chat(self.world, chat) for chat in groups if chat.migrated_to is None]

    def send_message(self, sender: int, chat: int | None = None, *, bot: Any = None, **content: Any) -> Json:
        """A person sends `text`, `photo`, `document`, `voice`, `contact` or `location`.

        `reply_to` is a message_id here, `reply_to_ephemeral` an ephemeral_message_id (only the bot sees the
        reply), `forwarded_from` the person whose words they pass on.
        Files are {"content": base64 or bytes, "file_name"} or the base64 itself with `file_name` beside it.
        A command the bot registered as ephemeral is sent so that only the bot receives it.
        """
        person = self.person(sender)
        starting = str(content.get("text") or "").startswith("/start")
        where = self._place_to_write(person, chat, self.bot(bot), starting)
        message = people.write(self.world, where, person, _with_files(content))
        return view_message(self.world, where, message, person.id)

    async def tap(
        self, sender: int, chat: int, *, message_id: int | None = None,
        ephemeral_message_id: int | None = None, label: str | None = None, data: str | None = None,
        bot: Any = None, wait: bool = True,
    ) -> Json:  # fmt: skip
        """A person taps the button with this `label`, or a forged one carrying `data`; the bot's answer."""
        person = self.person(sender)
        where = self.chat(chat, person.id, self.bot(bot))
        message = self._message(where, person, message_id, ephemeral_message_id)
        if data is None:
            button = people.button(message, label)
            if "callback_data" not in button:
                return {"answer": None, "alert": False, **{k: v for k, v in button.items() if k != "text"}}
            data = str(button["callback_data"])
        tap = make_tap(self.world, self._sender_bot(message, where), where, message, person.id, data)
        if wait:
            await self._answer_to(tap)
        return {"answer": tap.text, "alert": tap.alert, **({"url": tap.url} if tap.url else {})}

    def vote(self, sender: int, chat: int, message_id: int, options: Sequence[int], bot: Any = None) -> Json:
        """A person votes in a poll; no options takes the vote back. Answers with the poll as they see it."""
        person = self.person(sender)
        where = self.chat(chat, person.id, self.bot(bot))
        message = self._message(where, person, message_id, None)
        polls.vote(self.world, where, message, person.id, list(options))
        poll: Json = view_message(self.world, where, message, person.id)["poll"]
        return poll

    def set_membership(self, person: int, status: str, chat: int | None = None, bot: Any = None) -> Json:
        """Someone joins, leaves, is made administrator, blocks or unblocks the bot. Takes a bot's id too."""
        membership.change(self.world, self.bot(bot), person, status, chat)
        return {}

    def migrate(self, chat: int) -> Json:
        """A group becomes a supergroup with another id."""
        return {"id": membership.migrate(self.world, self.chat(chat)).id}

    def list_messages(
        self, chat: int, viewer: int | None = None, after: int = 0, bot: Any = None
    ) -> list[Json]:
        """The chat as the viewer sees it, from after message number `after`."""
        viewer = viewer if viewer is not None or chat < 0 else chat
        if viewer is not None:
            self.person(viewer)
        where = self.chat(chat, viewer, self.bot(bot), must_exist=False)
        if where is None:
            return []
        return [
            view_message(self.world, where, one, viewer) for one in visible_messages(where, viewer, after)
        ]

    def list_commands(self, person: int, chat: int | None = None, bot: Any = None) -> list[Json]:
        """The bot's command menu as this person sees it in this chat."""
        who, which = self.person(person), self.bot(bot)
        where = self.chat(chat, who.id, which, must_exist=False) if chat is not None else None
        return commands_for(which, who, where or Chat(who.id, "private", bot_id=which.id))

    def read_clock(self) -> Json:
        """The sandbox's moment."""
        return {"now": self.world.now().isoformat()}

    async def move_clock(self, to: str | datetime | None = None, advance: str | None = None) -> Json:
        """Move the clock forward; returns once everything due by then was handled and sent."""
        await self._settle()
        if to is not None:
            await self.world.clock.move_to(_moment(to))
        elif advance is not None:
            await self.world.clock.advance(step(advance))
        else:
            raise ControlError('say where to: "to" or "advance"')
        await self._settle()
        return self.read_clock()

    def add_fault(
        self, code: int | str, method: str = "*", *, times: int = 1, retry_after: int | None = None,
        chat: int | None = None, description: str | None = None,
    ) -> Json:  # fmt: skip
        """Have the next `times` fitting calls of a bot go wrong."""
        if code not in CODES:
            raise ControlError("code is 429, 403, 400, 500, timeout or lost_answer")
        if times < 1:
            raise ControlError("times is 1 or more")
        self.telegram.faults.add(Fault(method, code, times, retry_after, chat, description))
        return {}

    def clear_faults(self) -> Json:
        """No more faults."""
        self.telegram.faults.clear()
        return {}

    def list_calls(self, after: int = 0) -> list[Json]:
        """What the bots asked of the Bot API, in order."""
        return self.telegram.calls.after(after)

    def person(self, person_id: int) -> Person:
        """Raises ControlError 404 for nobody."""
        person = self.world.state.people.get(person_id)
        if person is None:
            raise ControlError(f"there is no person {person_id}", 404)
        return person

    def bot(self, named: Any = None) -> Bot:
        """The bot with this id or username; the first one when not named."""
        for bot in self.world.state.bots.values():
            if named is None or str(named).removeprefix("@") in {str(bot.id), bot.username}:
                return bot
        raise ControlError("there is no such bot", 404)

    def chat(
        self, chat_id: int, viewer: int | None = None, bot: Bot | None = None, must_exist: bool = True
    ) -> Any:
        """A group, or the viewer's private chat with the bot. Raises ControlError 404, 403 for outsiders."""
        return membership.find_chat(self.world, chat_id, viewer, bot, must_exist)

    def _place_to_write(self, person: Person, chat: int | None, bot: Bot, starting: bool) -> Chat:
        if chat is None or chat == person.id:
            return membership.open_private(self.world, bot, person, starting)
        where: Chat = self.chat(chat, person.id, bot)
        return where

    def _message(
        self, chat: Chat, person: Person, message_id: int | None, ephemeral_id: int | None
    ) -> Message:
        found = find_message(chat, message_id)
        if ephemeral_id is not None:
            found = find_ephemeral(chat, ephemeral_id, person.id)
        if found is None:
            raise ControlError("there is no such message for this person", 404)
        return found

    def _sender_bot(self, message: Message, chat: Chat) -> Bot:
        sender = self.world.state.bots.get(message.sender_id)
        return sender or self.bot(chat.bot_id)

    async def _answer_to(self, tap: Tap) -> None:
        """Wait for the answer; not for a bot that is down, and not long after the update was acknowledged."""
        bot, bell = self.world.state.bots[tap.bot_id], self.world.bell
        if not self.telegram.pollers.heard_from(bot, DOWN_AFTER_SECONDS):
            return

        def acknowledged() -> bool:
            return all(update.id != tap.update_id for update in bot.pending)

        await bell.until(lambda: tap.answered or acknowledged(), TAP_SECONDS)
        await bell.until(lambda: tap.answered, GRACE_SECONDS)

    async def _settle(self) -> None:
        try:
            await self.telegram.settled(timeout=TAP_SECONDS, only_heard_from=True)
        except TimeoutError as error:
            raise ControlError(str(error), 409) from error


def _moment(to: str | datetime) -> datetime:
    if isinstance(to, datetime):
        return to
    try:
        return datetime.fromisoformat(to)
    except ValueError:
        raise ControlError(f"cannot read {to!r} as an ISO 8601 time") from None


def _with_files(content: dict[str, Any]) -> dict[str, Any]:
    named = content.get("file_name")
    for kind, default in (("photo", "photo.jpg"), ("document", "document.bin"), ("voice", "voice.ogg")):
        if content.get(kind) is not None:
            content[kind] = _file(content[kind], named, default)
    return content


def _file(given: Any, named: str | None, default: str) -> File:
    if isinstance(given, File):
        return given
    if isinstance(given, dict):
        given, named = given.get("content", given.get("base64", "")), given.get("file_name", named)
    try:
        content = given if isinstance(given, bytes) else base64.b64decode(given, validate=True)
    except (TypeError, binascii.Error):
        raise ControlError("files are sent as base64") from None
    return File(named or default, content)
