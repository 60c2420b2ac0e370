"""What follows from the outcomes, scene by scene: pauses, lost chats, moved groups, a refused token, a lost answer."""

import logging

import httpx
import pytest
from telegram import error as telegram_error

from bot.delivery.deliver import Delivery
from bot.delivery.in_process import InProcess
from bot.delivery.outcomes import WHY_FORBIDDEN, why_unreachable
from bot.delivery.settling import TokenRefused
from bot.delivery.telegram_bot import Careful, NeverSent
from bot.push import Message, Quiz
from domain.outbox import GONE, RULES, Kind
from storage import areas
from tests.delivery.post import Post
from tests.delivery.trouble import Away, Garbled

TWICE = [kind for kind in Kind if RULES[kind].twice_is_better_than_never]


async def test_a_pause_is_no_attempt_and_nothing_is_asked_inside_it(post: Post) -> None:
    post.fault("sendMessage", 429, retry_after=30, chat=post.accounts["resident"])
    await post.queues("one", "two")
    await post.drains()
    before = _asked(post)
    await post.passes(seconds=29)
    assert await post.another_delivery().drain() == {}  # a restart keeps the pause
    assert await post.drains() == {}
    assert _asked(post) == before
    await post.passes(seconds=2)
    assert await post.drains() == {"sent": 2}
    assert (await post.row("one"))["attempts"] == 0
    assert post.reads() == ["words 1", "words 2"]


async def test_two_chats_in_trouble_at_once_hold_everything(post: Post) -> None:
    for who in ("resident", "treated"):
        post.fault("sendMessage", 429, retry_after=30, chat=post.accounts[who])
    await post.queues("one")
    await post.queues("two", to="treated")
    await post.drains()
    await post.queues("three", to="doctor")
    assert await post.drains() == {}
    await post.passes(seconds=31)
    assert await post.drains() == {"sent": 3}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Forbidden: bot was blocked by the user", "blocked"),
        ("Forbidden: user is deactivated", "deactivated"),
        ("Forbidden: bot can't initiate conversation with a user", "never started"),
    ],
)
async def test_who_cannot_be_reached_is_left_alone_with_the_reason(post: Post, said: str, why: str) -> None:
    post.fault("sendMessage", 403, description=said)
    await post.queues("one", "two", "three")
    assert await post.drains() == {"failed": 1}
    rows = await post.rows()
    assert [row["state"] for row in rows.values()] == ["failed", "cancelled", "cancelled"]
    assert await _unreachable_why(post) == why
    assert _asked(post) == 1


async def test_a_group_that_threw_the_bot_out_is_left_alone(post: Post) -> None:
    post.fault("sendMessage", 403, description="Forbidden: bot was kicked from the supergroup chat")
    await post.queues("one", "two", kind=Kind.LESSON, to="group")
    await post.drains()
    group = await post.database.read(areas.find_group, post.group)
    assert group is not None
    assert group.bot_status == "kicked"
    assert {row["state"] for row in (await post.rows()).values()} == {"failed", "cancelled"}


async def test_a_group_that_became_a_supergroup_is_renumbered_and_told(post: Post) -> None:
    small = int(post.control.add_chat("group", "小群", list(post.accounts.values()), bot="member")["id"])
    await post.database.run(areas.renumber_group, post.group, small)  # the bound group is this one
    post.group = small
    await post.queues("one", "two", kind=Kind.LESSON, to="group")
    new = int(post.control.migrate(small)["id"])
    assert await post.drains() == {"migrated": 1, "sent": 2}
    assert {row["chat_id"] for row in (await post.rows()).values()} == {new}
    assert await post.database.read(areas.find_group, small) is None
    post.group = new
    assert post.reads("group") == ["words 1", "words 2"]


async def test_a_refused_token_stops_everything_and_loses_nothing(post: Post) -> None:
    await post.queues("waiting")
    post.fault("sendMessage", 401, description="Unauthorized")
    with pytest.raises(TokenRefused, match="HEALTHGRID_BOT_TOKEN"):
        await post.drains()
    assert (await post.row("waiting"))["state"] == "queued"


async def test_a_token_refused_at_the_start_is_said_at_once(post: Post) -> None:
    post.fault("getMe", 401, description="Unauthorized")
    with pytest.raises(TokenRefused):
        await post.drains()


async def test_a_telegram_that_is_away_is_no_attempt(post: Post) -> None:
    away = Delivery(
        post.database,
        post.settings,
        post.telegram.clock.now,
        post.pushes(),
        request=Away(post.telegram),
        paced=False,
    )
    await post.queues("one")
    assert await away.drain() == {"never sent": 1}
    await post.passes(seconds=6)
    assert await away.drain() == {"sent": 1}
    assert (await post.row("one"))["attempts"] == 0
    assert post.reads() == ["words 1"]


async def test_an_answer_nobody_can_read_is_never_asked_again(post: Post) -> None:
    odd = Delivery(
        post.database,
        post.settings,
        post.telegram.clock.now,
        post.pushes(),
        request=Garbled(post.telegram),
        paced=False,
    )
    for kind in Kind:
        await post.queues(kind.value, kind=kind)
    assert await odd.drain() == {"sent": len(Kind)}
    await post.passes(hours=1)
    assert await post.drains() == {}
    assert len(post.reads()) == len(Kind)


async def test_an_answer_that_stays_lost_is_unknown_in_the_end(post: Post) -> None:
    post.fault("sendMessage", "timeout", times=100)
    await post.queues("one")
    for _ in range(8):
        await post.drains()
        await post.passes(minutes=10)
    row = await post.row("one")
    assert (row["state"], row["last_error"], row["attempts"]) == ("unknown", "TimedOut", 5)


@pytest.mark.parametrize("kind", TWICE)
async def test_a_quiz_lost_after_its_words_does_not_repeat_them(post: Post, kind: Kind) -> None:
    quiz = Quiz("Which?", ("this", "that"), 0, "")
    post.fault("sendPoll", "timeout")
    await post.queues("one", kind=kind, message=Message("Salt", quiz=quiz))
    assert await post.drains() == {"lost": 1}
    await post.passes(minutes=1)
    assert await post.drains() == {"sent": 1}
    assert post.reads().count("Salt") == 1
    assert len(post.telegram.state.polls) == 1


async def test_a_formatting_refused_is_said_plainly_once(post: Post) -> None:
    await post.queues("broken", message=Message("<b>5 < 6 &amp; that is it"))
    assert await post.drains() == {"sent": 1}
    assert post.reads() == ["5 < 6 & that is it"]


@pytest.mark.parametrize("cause", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")])
async def test_a_connection_that_was_never_made_is_told_apart(cause: Exception) -> None:
    class Refusing(InProcess):
        async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
            raise telegram_error.NetworkError("httpx") from cause

    with pytest.raises(NeverSent):
        await Careful(Refusing(None)).do_request("http://localhost/bot1:a/getMe", "POST")  # type: ignore[arg-type]


def _asked(post: Post) -> int:
    return sum(call["method"] == "sendMessage" for call in post.telegram.calls.after(0))


async def _unreachable_why(post: Post) -> str | None:
    from storage.people import person

    why: str | None = await post.database.read(
        lambda session: (
            session.execute(person.select().where(person.c.id == post.persons["resident"]))
            .mappings()
            .one()["unreachable_why"]
        )
    )
    return why


def test_why_somebody_cannot_be_written_to_is_known_to_whoever_counts() -> None:
    assert {*WHY_FORBIDDEN.values(), why_unreachable(telegram_error.TelegramError("odd"))} == GONE


async def test_neither_the_log_nor_the_database_keeps_what_an_error_repeats(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram quotes what it could not read, and our own mistakes what they stumbled over."""
    caplog.set_level(logging.DEBUG)
    said = "Bad Request: can't find end of the entity <王秀英 188/112>"
    for number, words in enumerate((said, "Bad Request: wrong HTTP URL 'https://x.example/188/112'")):
        post.fault("sendMessage", 400, description=words)
        await post.queues(f"refused {number}")
        await post.drains()
    await post.queues("broken", message=ValueError("王秀英 188/112"))
    await post.drains()
    kept = [row["last_error"] for row in (await post.rows()).values()]
    assert kept[:2] == ["Can't find end of the entity", "Wrong http url"]
    assert "cannot be made: ValueError" in caplog.text
    assert not any(word in caplog.text or word in str(kept) for word in ("王秀英", "188/112", "x.example"))
