"""A day's work in the grid, word for word, in both languages. `pytest --update` accepts what they say now."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from domain.people import ConsentScope, Language
from storage import people
from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import once_is_enough, said
from tests.conversations.scribe import Scribe

TRANSCRIPTS = Path(__file__).parent / "transcripts"
LANGUAGE_BUTTONS = {"zh_CN": "中文", "en": "English"}
NAMES = {
    "zh_CN": {
        "county": "青山县",
        "village": "清溪村",
        "notice": "明天上午9点，村卫生室免费量血压。",
        "note": "在家，精神好，药还有一盒。",
        "thanks": "收到，一定来",
    },
    "en": {
        "county": "Qingshan County",
        "village": "Qingxi",
        "notice": "Tomorrow at 9 the village clinic measures blood pressure, free for everybody.",
        "note": "At home and well; one box of tablets left.",
        "thanks": "Thank you, I will come",
    },
}
Scene = Callable[[Village, str], Awaitable[str]]


async def join(player: Player, language: str, start: str) -> None:
    """The shortest way in, agreeing to everything."""
    await player.sends(start)
    await player.taps(LANGUAGE_BUTTONS[language])
    for _scope in ConsentScope:
        await player.taps(said("✅ I agree", language=language))
    await player.sends("1956")
    await player.taps(said("Skip", language=language))
    await player.taps(said("None of these", language=language))


async def an_administrators_first_hour(village: Village, language: str) -> str:
    """From an empty database to a bound group with three residents, a volunteer and a notice they have."""
    names, boss = NAMES[language], Scribe(village.administrator)

    async def taps(label: str, *, group: int | None = None) -> None:
        await boss.taps(said(label, language=language), group=group)

    await join(village.administrator, language, "/start")
    boss.ignores_what_stands_there()
    await boss.sends("/help")
    await boss.sends("/areas")
    await taps("➕ Add a place")
    await taps("county")
    await boss.sends(names["county"])
    await taps("➕ Add below")
    await taps("village")
    await boss.sends(names["village"])
    await boss.passes(minutes=5)
    await boss.sends("/bind", group=village.group)
    await boss.taps(names["village"], group=village.group)
    await boss.passes(minutes=5)
    await boss.sends("/areas")
    await boss.taps(names["county"])
    await boss.taps(names["village"])
    await taps("✉️ Invite")
    await taps("grid volunteer")
    link = village.administrator.reads().rpartition("?start=")[2].strip()
    await join(village.volunteer, language, f"/start {link}")
    await village.volunteer.taps(names["village"])
    await village.volunteer.taps(said("✅ Yes, I will", language=language))
    await boss.passes(minutes=1)
    boss.looks()
    await taps("✅ Yes, that is them")
    start = await joining_link(village, language)
    for player in (village.resident, village.treated, village.never_consented):
        await join(player, language, start)
        await player.sends("128/82")
    await boss.passes(minutes=10)
    await boss.sends("/notice")
    await boss.sends(names["notice"])
    await taps("👁 See it as they will")
    await taps("📤 Send it now")
    await boss.passes(minutes=1)
    assert names["notice"] in village.resident.reads()
    await village.resident.taps(said("✅ Received", language=language))
    await boss.passes(minutes=1)
    await taps("🔄 Look again")
    await boss.sends("/stats")
    return boss.transcript


async def joining_link(village: Village, language: str) -> str:
    """What the button under the welcome in the group begins the chat with."""
    label = said("👋 Join", language=language)
    rows = [row for one in village.administrator.sees(group=village.group) for row in one["keyboard"] or []]
    address = next(button["url"] for row in rows for button in row if button["text"] == label)
    return f"/start {address.rpartition('=')[2]}"


async def a_volunteers_morning(village: Village, language: str) -> str:
    """The round, a visit with a note, a number written down for a neighbour, a notice, and an answer to it."""
    names, liu = NAMES[language], Scribe(village.volunteer)
    for player in (village.volunteer, village.treated):
        await village.database.run(people.change_person, player.person_id, language=language)
        await player.sends("/start")

    async def taps(label: str) -> None:
        await liu.taps(said(label, language=language))

    liu.ignores_what_stands_there()
    await liu.sends("/help")
    await liu.sends("/round")
    await liu.taps(village.treated.name)
    await taps("✅ Visited")
    await liu.sends(names["note"])
    await liu.sends("/person")
    await liu.taps(village.treated.name)
    await taps("✏️ Log for them")
    await liu.sends("146/88 72")
    await liu.passes(minutes=2)
    await taps("🙋 Back to me")
    await liu.sends("/notice")
    await liu.sends(names["notice"])
    await taps("👁 See it as they will")
    await taps("📤 Send it now")
    await liu.passes(minutes=1)
    assert names["notice"] in village.treated.reads()
    await village.treated.taps(said("✅ Received", language=language))
    await liu.passes(minutes=1)
    await taps("🔄 Look again")
    return liu.transcript


async def a_doctors_alert(village: Village, language: str) -> str:
    """A dangerous number reaches the doctor, who takes it, looks at the card and calls."""
    sun = Scribe(village.doctor)
    for player in (village.doctor, village.treated):
        await village.database.run(people.change_person, player.person_id, language=language)
        await player.sends("/start")

    async def taps(label: str) -> None:
        await sun.taps(said(label, language=language))

    sun.ignores_what_stands_there()
    await village.treated.sends("186/114")
    await sun.passes(minutes=1)
    sun.looks()
    await village.treated.taps(said("✅ None of these", language=language))
    await sun.passes(minutes=1)
    await taps("✋ I take care of it")
    await sun.sends("/alerts")
    await sun.sends("/person")
    await sun.taps(village.treated.name)
    await sun.taps(f"📈 {said('Blood pressure', language=language)}")
    await sun.sends("/round")
    await sun.taps(village.treated.name)
    await taps("📞 Called")
    return sun.transcript


SCENES = (
    (an_administrators_first_hour, True),
    (a_volunteers_morning, False),
    (a_doctors_alert, False),
)


@pytest.fixture
async def place(database: Database, empty: bool) -> AsyncIterator[Village]:
    async with lived_in(database, empty=empty) as running:
        yield running


@once_is_enough
@pytest.mark.parametrize("language", [language.value for language in Language])
@pytest.mark.parametrize(("scene", "empty"), SCENES, ids=[scene.__name__ for scene, _ in SCENES])
async def test_a_days_work_goes_word_for_word_as_it_was_accepted(
    place: Village, scene: Scene, language: str, request: pytest.FixtureRequest
) -> None:
    written = await scene(place, language)
    accepted = TRANSCRIPTS / language / f"{scene.__name__}.txt"
    if request.config.getoption("--update"):
        accepted.write_text(written, encoding="utf-8")
    assert accepted.is_file(), "run pytest --update and read what it wrote"
    assert written == accepted.read_text(encoding="utf-8"), "accept it with pytest --update"
