"""The shape every scheduled push fills in, and what it says. Sends nothing, and knows no clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.wording import Words
from domain.outbox import Kind
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back to a handler as a tap, `url` opens an address.

    `start` opens the private chat with the bot and begins it with that word.
    """

    label: str
    data: str = ""
    url: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz poll that shows who answered, so that a right answer can earn its points. `lesson`: whose quiz it is."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves: Telegram HTML, with a picture or a file, a quiz after it, rows of buttons, pinned or not.

    A text may be as long as it likes: what is too much for one message, or for a caption, follows in the next.
    """

    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    photo: bytes | str | None = None  # its content, or the file_id Telegram gave it
    document: tuple[str, bytes] | str | None = None  # its name and content, or its file_id
    quiz: Quiz | None = None
    rich_html: str = ""  # sent as a rich message where the server has them, `text` otherwise
    silent: bool = False
    pin: bool = False
    edits: int | None = None  # the message_id whose words these replace
    reply_to: int | None = None  # the message_id this answers; where that is gone, it stands alone
    never_anew: bool = False  # where that message is gone, nothing is said
    deletes: int | None = None
    # The command menu of a private chat: by language, in two letters, each command and what it is for.
    menus: Mapping[str, Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What Telegram made of it: the message, and its quiz. `message_id` None: there was none, as after a deletion.

    `quiz`: as it was posted, whatever has changed since.
    """

    message_id: int | None
    poll_id: str | None = None
    quiz_message_id: int | None = None
    quiz: Quiz | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """A thing the bot says by itself.

    `enrol(session, now)` adds the missing `due` rows of new receivers, computed from their own wall clock.
    `fire(session, due rows, now)` decides for each: which outbox row it becomes (or none), and when it is due next
    (None: never again). It runs inside the transaction of actions/queue_due_pushes.py.
    `say(session, row, words, now)` makes the message when it is about to be sent; None: no longer useful, cancel it.
    `sent(session, row, what came of it, now)` keeps what has to be known of it, in the transaction that marks it sent.
    """

    name: str
    kind: Kind
    fire: Callable[[Session, Sequence[Fire], datetime], Sequence[Fire]]
    say: Callable[[Session, Ready, Words, datetime], Message | None]
    enrol: Callable[[Session, datetime], int] | None = None
    sent: Callable[[Session, Ready, Sent, datetime], None] | None = None
    useful_for: timedelta = field(default=timedelta(hours=3))  # after that it is skipped and counted
