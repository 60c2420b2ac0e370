"""Whole conversations, word for word, in both languages. `pytest --update` accepts what they say now."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from domain.people import ConsentScope, Language
from tests.cast import Village
from tests.conversations.looking import once_is_enough, said
from tests.conversations.scribe import Scribe

TRANSCRIPTS = Path(__file__).parent / "transcripts"
CODES = {"zh_CN": "zh-hans", "en": "en"}
NAMES = {"zh_CN": "陈阿姨", "en": "Mary"}
TYPED = {
    "zh_CN": {
        "walk": "走路30分钟",
        "thanks": "谢谢",
        "sugar": "血糖6.1",
        "now": "现在 182/112",
        "chest": "胸口疼",
    },
    "en": {
        "walk": "walked 30 minutes",
        "thanks": "thank you",
        "sugar": "sugar 6.1",
        "now": "now 182/112",
        "chest": "chest pain",
    },
}


async def join(scribe: Scribe, language: str) -> None:
    await scribe.sends("/start v-qingxi")
    await scribe.taps({"zh_CN": "中文", "en": "English"}[language])
    for _scope in ConsentScope:
        await scribe.taps(said("✅ I agree", language=language))
    await scribe.sends("1956")
    await scribe.taps(said("Skip", language=language))
    await scribe.taps(said("None of these", language=language))


async def the_first_ten_minutes(scribe: Scribe, language: str) -> None:
    typed = TYPED[language]
    await join(scribe, language)
    await scribe.passes(minutes=4)
    await scribe.sends("128/82")
    await scribe.passes(minutes=1)
    await scribe.sends(typed["thanks"])
    await scribe.sends("82/131")
    await scribe.taps(said("✅ Yes, that is right", language=language))
    await scribe.passes(minutes=1)
    await scribe.sends(typed["sugar"])
    await scribe.taps(said("before breakfast", language=language))
    await scribe.passes(minutes=1)
    await scribe.sends(typed["walk"])
    await scribe.passes(minutes=1)
    await scribe.sends("/undo")
    await scribe.sends("/points")
    await scribe.sends("/help")


async def a_dangerous_morning(scribe: Scribe, language: str) -> None:
    scribe.writing = False
    await join(scribe, language)
    scribe.writing = True
    await scribe.passes(hours=22)
    await scribe.sends("186/114")
    await scribe.taps(said("✅ None of these", language=language))
    await scribe.passes(minutes=6)
    await scribe.sends(TYPED[language]["now"])
    await scribe.passes(minutes=2)
    await scribe.sends(TYPED[language]["chest"])
    await scribe.passes(hours=5)
    await scribe.sends("146/88")


async def a_week_seen(scribe: Scribe, language: str) -> None:
    scribe.writing = False
    await join(scribe, language)
    await scribe.passes(hours=22)
    for day in range(7):
        await scribe.sends(f"{134 + day % 3}/{84 - day % 2}")
        await scribe.sends(TYPED[language]["walk"])
        await scribe.passes(hours=12)
        await scribe.sends(f"{130 + day % 4}/82")
        await scribe.passes(hours=12)
    scribe.writing = True
    await scribe.sends("133/82")
    await scribe.sends("/history")
    await scribe.taps(said("🏃 This week", language=language))
    await scribe.sends("/history")
    await scribe.taps(f"📈 {said('Blood pressure', language=language)}")
    await scribe.taps(said("7 days", language=language))
    await scribe.sends("/points")


SCENES: tuple[Callable[[Scribe, str], Awaitable[None]], ...] = (
    the_first_ten_minutes,
    a_dangerous_morning,
    a_week_seen,
)


@once_is_enough
@pytest.mark.parametrize("language", [language.value for language in Language])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: str(scene.__name__))
async def test_a_conversation_goes_word_for_word_as_it_was_accepted(
    village: Village,
    scene: Callable[[Scribe, str], Awaitable[None]],
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    player = village.newcomer(NAMES[language], language_code=CODES[language])
    scribe = Scribe(player)
    await scene(scribe, language)
    accepted = TRANSCRIPTS / language / f"{scene.__name__}.txt"
    if request.config.getoption("--update"):
        accepted.parent.mkdir(parents=True, exist_ok=True)
        accepted.write_text(scribe.transcript, encoding="utf-8")
    assert accepted.is_file(), "run pytest --update and read what it wrote"
    assert scribe.transcript == accepted.read_text(encoding="utf-8"), "accept it with pytest --update"
