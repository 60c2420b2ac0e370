"""What a person does with Telegram: reads what is new, writes, taps, votes, blocks. Decides nothing."""

from collections.abc import Iterator
from contextlib import suppress

from sandbox.control import Control
from sandbox.errors import ControlError
from sandbox.state import Chat, Message, Poll


def buttons(message: Message) -> list[str]:
    """What the buttons below a message carry; links carry nothing."""
    rows = (message.markup or {}).get("inline_keyboard", [])
    return [str(one["callback_data"]) for row in rows for one in row if "callback_data" in one]


class Phone:
    """One person's Telegram. What a person could not do (the button is gone, the bot is blocked) does nothing."""

    def __init__(self, control: Control, person: int, group: int | None = None) -> None:
        self.person = person
        self.group = group
        self._control = control
        self._bot = control.bot()
        self._seen: dict[int, int] = {}
        self._tapped: list[tuple[Chat, Message, list[str]]] = []

    @property
    def chat(self) -> Chat | None:
        return self._control.world.state.private_chats.get(self._bot.id, {}).get(self.person)

    def news(self) -> Iterator[tuple[Chat, Message]]:
        """What the bot wrote since they last looked, and what became of the message they tapped."""
        tapped, self._tapped = self._tapped, []
        for chat, message, before in tapped:
            if buttons(message) != before and not message.deleted:
                yield chat, message
        for place in (self.chat, self._control.world.state.groups.get(self.group or 0)):
            if place is not None and place.next_message_id != self._seen.get(place.id, 1):
                yield from self._new_in(place)

    def _new_in(self, chat: Chat) -> Iterator[tuple[Chat, Message]]:
        seen, self._seen[chat.id] = self._seen.get(chat.id, 1), chat.next_message_id
        for message in chat.messages:
            if message.message_id >= seen and message.sender_id == self._bot.id and not message.deleted:
                yield chat, message

    def poll(self, message: Message) -> Poll:
        return self._control.world.state.polls[message.content["poll_id"]]

    async def says(self, text: str, *, group: int | None = None) -> None:
        with suppress(ControlError):
            self._control.send_message(self.person, group, text=text)

    async def taps(self, chat: Chat, message: Message, data: str) -> None:
        """If the button is still there."""
        if message.deleted or data not in buttons(message):
            return
        self._tapped.append((chat, message, buttons(message)))
        self._control.world.stirred.add(self.person)  # what becomes of it is looked at, too
        with suppress(ControlError):
            await self._control.tap(
                self.person, chat.id, message_id=message.message_id, data=data, wait=False
            )

    async def votes(self, chat: Chat, message: Message, option: int) -> None:
        with suppress(ControlError):
            self._control.vote(self.person, chat.id, message.message_id, [option])

    async def blocks(self) -> None:
        self._control.set_membership(self.person, "blocked")
