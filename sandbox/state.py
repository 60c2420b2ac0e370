"""Everything the sandbox remembers, as plain data that can be saved. It holds no rule."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from pydantic import ConfigDict

Json = dict[str, Any]


@dataclass
class Person:
    """Someone with a Telegram account; `note` says who they are in the demo's town."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    note: str = ""
    deactivated: bool = False


@dataclass
class Update:
    """One thing a bot has not acknowledged yet."""

    id: int
    kind: str
    body: Json
    made_at: datetime


@dataclass
class Webhook:
    """Where a bot wants its updates, and how the last delivery went."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass
class Bot:
    """A registered bot with its queue of updates, command lists and profile texts."""

    id: int
    token: str
    username: str
    first_name: str
    pending: list[Update] = field(default_factory=list)
    next_update_id: int = 1
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Webhook | None = None
    commands: dict[str, list[Json]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, Json] = field(default_factory=dict)
    default_rights: dict[str, Json] = field(default_factory=dict)


@dataclass
class Message:
    """A message as kept: `content` holds the Bot API's content fields (text, photo, poll_id, ...)."""

    number: int
    message_id: int
    sender_id: int
    date: datetime
    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    ephemeral_id: int | None = None
    ephemeral_person: int | None = None
    receiver_id: int | None = None
    replaces: int | None = None
    service: str | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    pinned: bool = False
    protected: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)


@dataclass
class Chat:
    """A group, or the private chat of one bot and one person (then `id` is the person's id).

    `members` maps a person's or bot's id to creator, administrator, member, left or kicked.
    """

    id: int
    type: str
    title: str = ""
    bot_id: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    privacy_mode: bool = True
    blocked: bool = False
    migrated_to: int | None = None
    messages: list[Message] = field(default_factory=list)
    next_message_id: int = 1
    next_ephemeral_id: int = 1
    invite_link: str | None = None


@dataclass
class Poll:
    """A poll as sent by a bot; `votes` maps a person to the indices they chose."""

    id: str
    bot_id: int
    chat_id: int
    question: str
    options: list[str]
    type: str
    is_anonymous: bool
    allows_multiple_answers: bool
    allows_revoting: bool
    correct_option_ids: list[int] = field(default_factory=list)
    explanation: str | None = None
    explanation_entities: list[Json] = field(default_factory=list)
    description: str | None = None
    open_period: int | None = None
    close_at: datetime | None = None
    is_closed: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class StoredFile:
    """The bytes of one upload and what was said about them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """The file_path getFile answers with."""
        ending = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{self.kind}s/file_{self.unique_id}.{ending}"


@dataclass
class Tap:
    """A callback query: a tap on a button, and what the bot answered it with."""

    id: str
    bot_id: int
    person_id: int
    chat_id: int
    message_number: int
    update_id: int | None
    made_at: datetime
    answered: bool = False
    text: str | None = None
    alert: bool = False
    url: str | None = None


@dataclass
class State:
    """The whole town."""

    bots: dict[int, Bot] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    private_chats: dict[int, dict[int, Chat]] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
