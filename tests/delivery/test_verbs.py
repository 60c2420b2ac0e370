"""Everything a message may be, against every way Telegram and the network may answer, for every kind: what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.push import Button, Message, Quiz
from domain.outbox import RULES, Kind
from storage import people
from tests.delivery.post import Post, picture


@dataclass(frozen=True)
class Case:
    """A fault, and what is expected after the first drain, and at the end: the state, and how often it was said."""

    code: int | str
    first: str
    last: str
    times_said: int
    description: str | None = None
    retry_after: int | None = None


FOR_EVERY_KIND = {
    "429": Case(429, "queued", "sent", 1, retry_after=7),
    "403 blocked": Case(403, "failed", "failed", 0, "Forbidden: bot was blocked by the user"),
    "403 deactivated": Case(403, "failed", "failed", 0, "Forbidden: user is deactivated"),
    "403 never started": Case(
        403, "failed", "failed", 0, "Forbidden: bot can't initiate conversation with a user"
    ),
    "400 chat not found": Case(400, "failed", "failed", 0, "Bad Request: chat not found"),
    "400": Case(400, "failed", "failed", 0, "Bad Request: message is too long"),
    "400 formatting": Case(400, "sent", "sent", 1, "Bad Request: can't parse entities: unclosed tag"),
    "413": Case(413, "failed", "failed", 0, "Request Entity Too Large"),
}
LOST_TWICE = {
    "500": Case(500, "queued", "sent", 1),
    "502": Case(502, "queued", "sent", 1, "Bad Gateway"),
    "timeout": Case("timeout", "queued", "sent", 1),
    "lost answer": Case("lost_answer", "queued", "sent", 2),
}
LOST_ONCE = {
    "500": Case(500, "unknown", "unknown", 0),
    "502": Case(502, "unknown", "unknown", 0, "Bad Gateway"),
    "timeout": Case("timeout", "unknown", "unknown", 0),
    "lost answer": Case("lost_answer", "unknown", "unknown", 1),
}
WORDS_TAKEN_PLAINLY = {"400 formatting"}
ANOTHER_WAY = {
    "400",
    "400 formatting",
    "400 chat not found",
    "413",
}  # a rich message that is refused is said in words


@dataclass(frozen=True)
class Verb:
    """How a message of it is made, of one that was said before; what it asks of Telegram."""

    method: str
    message: Callable[[int], Message]
    saved_by: frozenset[str] | set[str] = frozenset()  # refusals there is another way around
    changes: bool = False  # what stands there already, which does no harm twice


BUTTONS = ((Button("Done", data="done"),),)
QUIZ = Quiz("Which?", ("this", "that"), 0, "")
VERBS = {
    "text": Verb("sendMessage", lambda _: Message("words"), WORDS_TAKEN_PLAINLY),
    "buttons": Verb("sendMessage", lambda _: Message("words", BUTTONS), WORDS_TAKEN_PLAINLY),
    "photo": Verb("sendPhoto", lambda _: Message("words", photo=picture()), WORDS_TAKEN_PLAINLY),
    "document": Verb(
        "sendDocument", lambda _: Message("words", document=("a.txt", b"a")), WORDS_TAKEN_PLAINLY
    ),
    "quiz": Verb("sendPoll", lambda _: Message(quiz=QUIZ)),
    "rich": Verb("sendRichMessage", lambda _: Message("words", rich_html="<p>words</p>"), ANOTHER_WAY),
    "edit": Verb("editMessageText", lambda at: Message("other", edits=at), WORDS_TAKEN_PLAINLY, changes=True),
    "delete": Verb("deleteMessage", lambda at: Message(deletes=at), changes=True),
    "menu": Verb("setMyCommands", lambda _: Message(menus={"en": {"help": "How to"}}), changes=True),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
async def test_every_outcome_for_every_verb_and_kind(sqlite_post: Post, verb: Verb) -> None:
    post = sqlite_post
    for kind in Kind:
        again = RULES[kind].twice_is_better_than_never or verb.changes
        lost = LOST_TWICE if again else LOST_ONCE
        for name, case in {**FOR_EVERY_KIND, **lost}.items():
            first, last = _expected(verb, name, case)
            assert await _states(post, verb, kind, name, case) == (first, last), (kind, name)


def _expected(verb: Verb, name: str, case: Case) -> tuple[str, str]:
    if name in verb.saved_by:
        return "sent", "sent"
    return ("failed", "failed") if name == "400 formatting" else (case.first, case.last)


async def _states(post: Post, verb: Verb, kind: Kind, name: str, case: Case) -> tuple[str, str]:
    """What becomes of a message that meets this once, and what in the end."""
    key = f"{kind} {name}"
    await post.queues(f"{key} before", kind=kind)
    await post.drains()
    before = (await post.row(f"{key} before"))["message_id"]
    post.fault(verb.method, case.code, description=case.description, retry_after=case.retry_after)
    await post.queues(key, kind=kind, message=verb.message(before))
    await post.drains()
    first = (await post.row(key))["state"]
    await post.passes(minutes=1)
    await post.drains()
    await post.database.run(people.change_person, post.persons["resident"], unreachable_why=None)
    return first, (await post.row(key))["state"]


async def test_whether_it_is_pinned_is_not_worth_saying_it_twice(sqlite_post: Post) -> None:
    post = sqlite_post
    for name, case in {**FOR_EVERY_KIND, **LOST_ONCE}.items():
        post.fault(
            "pinChatMessage", case.code, description=case.description, retry_after=case.retry_after, times=1
        )
        await post.queues(name, kind=Kind.LESSON, to="group", message=Message("words", pin=True))
        assert await post.drains() == {"sent": 1}, name
        await post.passes(minutes=1)


@pytest.mark.parametrize("way", ["photo", "document"])
async def test_a_file_with_a_long_text_is_followed_by_the_rest(post: Post, way: str) -> None:
    paragraphs = [f"<b>{number}</b> " + "盐少一点。" * 60 for number in range(20)]
    text = "\n\n".join(paragraphs)
    file = {"photo": picture()} if way == "photo" else {"document": ("a.txt", b"a")}
    await post.queues("long", kind=Kind.NOTICE, message=Message(text, BUTTONS, **file))  # type: ignore[arg-type]
    post.fault("sendMessage", 429, retry_after=5)
    assert await post.drains() == {"too many": 1}
    await post.passes(seconds=6)
    assert await post.drains() == {"sent": 1}
    messages = _messages(post)
    assert [bool(one["caption"]) for one in messages] == [True, False, False]
    assert [len(one["keyboard"] or ()) for one in messages] == [0, 0, 1]
    said = "\n\n".join(one["caption"] or one["text"] for one in messages)
    assert said.split() == text.replace("<b>", "").replace("</b>", "").split()
    assert (await post.row("long"))["message_id"] == messages[0]["message_id"]


async def test_a_file_telegram_has_already_is_sent_by_its_id(post: Post) -> None:
    await post.queues("picture", message=Message("new", photo=picture()))
    await post.queues("file", message=Message("new", document=("a.txt", b"all of it")))
    await post.drains()
    seen, file = post.telegram.state.files
    await post.queues("again", kind=Kind.NOTICE, to="treated", message=Message("words", photo=seen))
    await post.queues("too", kind=Kind.NOTICE, to="treated", message=Message("words", document=file))
    assert await post.drains() == {"sent": 2}
    assert post.reads("treated") == ["words", "words"]


async def test_the_words_of_a_picture_are_edited_where_they_stand(post: Post) -> None:
    await post.queues("picture", message=Message("old", photo=picture()))
    await post.drains()
    message_id = (await post.row("picture"))["message_id"]
    await post.queues("edit", message=Message("new", edits=message_id))
    await post.queues("same", message=Message("new", edits=message_id))
    assert await post.drains() == {"sent": 2}
    assert post.reads() == ["new"]
    await post.queues("long", message=Message("longer " * 200, edits=message_id))
    await post.drains()
    assert post.reads() == ["new", ("longer " * 200).rstrip()]


def _messages(post: Post) -> list[dict[str, object]]:
    chat = post.accounts["resident"]
    shown = post.control.list_messages(chat, viewer=chat, after=0)
    return [one for one in shown if one["from"]["is_bot"]]
