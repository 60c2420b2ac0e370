"""Somebody with a telephone becomes a resident: few taps, three consents, nothing kept of children."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from bot.wording import page
from domain.people import ConsentScope, Sex, Tag
from storage import areas
from tests.cast import Player, Village
from tests.conversations.looking import said, tables_that_name
from tests.conversations.records import about_words, known, measured, rows, step, tags

YES, NO = "✅", said("No, thank you")
SKIP, NONE, DONE = said("Skip"), said("None of these"), said("Done")


async def answer_consents(newcomer: Player, health: str = YES, sharing: str = YES, abroad: str = YES) -> None:
    for button in (health, sharing, abroad):
        await newcomer.taps(button)


async def join_by_poster(newcomer: Player, **consents: str) -> None:
    """The shortest way in: every question that may be skipped is."""
    await newcomer.sends("/start v-qingxi")
    await newcomer.taps("中文")
    await answer_consents(newcomer, **consents)
    await newcomer.taps(SKIP)
    await newcomer.taps(SKIP)
    if consents.get("health") != NO:  # conditions are health data
        await newcomer.taps(NONE)


async def test_a_villager_joins_from_a_poster_and_logs_at_once(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    await li.taps("中文")
    await answer_consents(li)
    await li.taps(said("{decade}s", decade=1950))
    await li.taps("1956")
    await li.taps(said("Man"))
    await li.taps(said("Diabetes"))
    await li.taps(said("Living alone"))
    await li.taps(DONE)
    assert "李大爷" in li.reads()
    assert "清溪村" in li.reads()
    assert "128/82" in li.reads()

    person = await known(li)
    assert person is not None
    assert (person.language, person.timezone) == ("zh_CN", "Asia/Shanghai")
    assert (person.birth_year, person.sex) == (1956, Sex.MALE)
    assert person.area_id == village.village_id
    assert await tags(li) == {Tag.DIABETES, Tag.LIVES_ALONE}

    await li.sends("128/82")
    assert [kept.reading.values for kept in await measured(li)] == [{"systolic": 128, "diastolic": 82}]


async def test_each_consent_is_kept_with_its_text_its_version_and_its_time(village: Village) -> None:
    li = village.newcomer("李大爷")
    await join_by_poster(li, sharing=NO)
    person = await known(li)
    assert person is not None
    lines = [line for line in (await rows(li))["consent"] if line["person_id"] == person.id]
    assert {line["scope"]: line["given"] for line in lines} == {
        "health": True,
        "sharing": False,
        "abroad": True,
    }
    for line in lines:
        text = page("zh_CN", line["scope"])
        assert (line["version"], line["text_hash"]) == (text.version, text.hash)
        assert (line["at"], line["channel"]) == (village.now, "telegram")


@about_words
async def test_every_consent_has_a_message_and_buttons_of_its_own(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    await li.taps("中文")
    for number, scope in enumerate(ConsentScope, 1):
        assert page("zh_CN", scope.value).title in li.reads()
        assert f"{number}" in li.reads()
        assert len(li.buttons()) == 2
        await li.taps(YES)


@about_words
async def test_whoever_skips_everything_joins_with_nothing_about_them(village: Village) -> None:
    li = village.newcomer("李大爷")
    await join_by_poster(li)
    person = await known(li)
    assert person is not None
    assert (person.birth_year, person.sex, await tags(li)) == (None, None, set())


@about_words
async def test_in_a_county_of_many_villages_its_name_is_typed(village: Village) -> None:
    await village.database.run(add_villages, 40)
    li = village.newcomer("李大爷")
    await li.sends("/start")
    await li.taps("中文")
    await answer_consents(li)
    for button in (SKIP, SKIP, NONE):
        await li.taps(button)
    assert li.buttons() == ["跳过"]
    await village.database.run(end_village, "第7村", village.now)
    await li.sends("第7村")
    assert "没找到" in li.reads()
    await li.sends("没有这样的村")
    assert "没找到" in li.reads()
    await li.sends("清溪")
    assert li.buttons() == ["清溪村 · 青山县", "跳过"]
    await li.taps("清溪村")
    person = await known(li)
    assert person is not None
    assert person.area_id == village.village_id


def end_village(session: Session, name: str, at: datetime) -> None:
    ended = next(one for one in areas.list_areas(session, "village") if one.name == name)
    areas.change_area(session, ended.id or 0, ended_at=at)


def add_villages(session: Session, count: int) -> None:
    for number in range(count):
        areas.add_area(
            session,
            parent_id=1,
            level="village",
            name=f"第{number}村",
            code=f"n{number}",
            timezone="Asia/Shanghai",
        )


@about_words
async def test_without_a_poster_the_village_is_asked_and_may_be_left_out(village: Village) -> None:
    li, he = village.newcomer("李大爷"), village.newcomer("何大妈")
    for newcomer in (li, he):
        await newcomer.sends("/start")
        await newcomer.taps("中文")
        await answer_consents(newcomer)
        for button in (SKIP, SKIP, NONE):
            await newcomer.taps(button)
        assert {"清溪村", "白石村"} <= set(newcomer.buttons())
    await li.taps("白石村")
    await he.taps(SKIP)
    in_village, nowhere = await known(li), await known(he)
    assert in_village is not None
    assert nowhere is not None
    assert in_village.area_id not in (None, village.village_id)
    assert (nowhere.area_id, nowhere.timezone) == (None, "Asia/Shanghai")


@pytest.mark.parametrize("refused", ["health", "abroad"])
async def test_without_consent_nothing_is_kept_and_the_rest_can_be_used(
    village: Village, refused: str
) -> None:
    li = village.newcomer("李大爷")
    await join_by_poster(li, **{refused: NO})
    for text in ("128/82", "82/128", "空腹血糖", "走路30分钟", "185/112"):
        await li.sends(text)
        assert "⭐" not in li.reads()
        assert await step(li) is None  # what is asked about would be remembered
    found = await rows(li)
    assert [name for name in ("reading", "exercise", "alert", "ledger_entry") if found[name]] == []
    for command in ("/help", "/points", "/settings", "/privacy", "/mydata"):
        assert any(one["from"]["is_bot"] for one in await li.sends(command)), command


@about_words
async def test_without_sharing_a_danger_is_kept_and_the_person_told_that_nobody_else_knows(
    village: Village,
) -> None:
    li = village.newcomer("李大爷")
    await join_by_poster(li, sharing=NO)
    await li.sends("185/112")
    await li.taps(said("None of these"))
    assert (
        said("Nobody else is told, because you did not agree to share. Please tell someone yourself.")
        in li.reads()
    )
    assert len(await measured(li)) == 1


@pytest.mark.parametrize("year", ["2013", "2009"])  # thirteen, and seventeen
async def test_nothing_is_kept_of_somebody_under_eighteen(village: Village, year: str) -> None:
    child = village.newcomer("小明同学")
    await child.sends("/start v-qingxi")
    await child.taps("中文")
    await answer_consents(child)
    await child.sends(year)
    assert "18" in child.reads()
    assert "120" in child.reads()
    assert child.buttons() == []
    assert tables_that_name(await rows(child), child.telegram_id, child.name) == set()


@about_words
async def test_an_impossible_year_is_asked_again(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    await li.taps("中文")
    await answer_consents(li)
    for text in ("1856", "2031", "abc"):
        await li.sends(text)
        assert await step(li) == "joining"
        assert await known(li) is None
    await li.sends("我是1956年的")
    await li.taps(SKIP)
    await li.taps(NONE)
    person = await known(li)
    assert person is not None
    assert person.birth_year == 1956


async def test_an_unfinished_joining_goes_on_where_it_stopped_after_a_restart(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    await li.taps("中文")
    await li.taps(YES)
    sharing = page("zh_CN", "sharing").title
    assert sharing in li.reads()
    async with village.bot_is_away(days=3):
        pass
    await li.sends("在吗")
    assert sharing in li.reads()
    await li.sends("/start")
    assert sharing in li.reads()
    for button in (NO, YES, SKIP, SKIP, NONE):
        await li.taps(button)
    person = await known(li)
    assert person is not None
    assert (person.consents_health, person.consents_sharing, person.consents_abroad) == (True, False, True)
    assert person.area_id == village.village_id  # the poster is remembered, too


@about_words
async def test_a_reading_before_joining_begins_the_joining_and_is_not_kept(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("128/82")
    assert {"中文", "English"} == set(li.buttons())
    found = await rows(li)
    assert found["reading"] == []
    assert "128" not in str(found["conversation"])


@about_words
async def test_a_danger_before_and_while_joining_is_answered_and_nothing_put_below_it(
    village: Village,
) -> None:
    li = village.newcomer("李大爷")
    for begun in (False, True):
        for text, first in (("192/118", "🟠"), ("低压118", "🟠"), ("血糖2.6", "🔴"), ("我胸口疼", "🔴")):
            await li.sends(text)
            assert li.reads().startswith(first), (begun, text)
            assert li.reads().endswith("/start")
            assert li.buttons() == []
        found = await rows(li)
        assert found["reading"] == []
        assert "192" not in str(found["conversation"])
        if not begun:
            await li.sends("/start")
            await li.taps("中文")
            await answer_consents(li)
    await li.sends("1950")
    assert said("Man") in li.buttons()  # the question waited


async def test_whoever_has_joined_joins_only_once(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    first = li.last()
    await li.taps("中文")
    await answer_consents(li)
    for button in (SKIP, SKIP, NONE):
        await li.taps(button)
    before = await known(li)
    tapped = await li.taps_on(first, data="joinlanguage:en")  # an old button
    assert tapped["answer"] == said("This one is done already.")
    await li.sends("/start v-baishi")
    assert "李大爷" in li.reads()
    assert await known(li) == before


@about_words
async def test_a_newcomer_is_spoken_to_in_the_language_chosen(village: Village) -> None:
    john = village.newcomer("John", language_code="fr")
    await john.sends("/start v-nowhere")
    await john.taps("English")
    assert page("en", "health").title in john.reads()
    for button in (YES, YES, YES, "Skip", "Skip", "None of these"):
        await john.taps(button)
    person = await known(john)
    assert person is not None
    assert (person.language, person.area_id) == ("en", None)
    assert "Welcome, John" in john.reads()


@about_words
async def test_while_joining_a_right_is_answered_and_the_question_stays_open(village: Village) -> None:
    li = village.newcomer("李大爷")
    await li.sends("/start v-qingxi")
    await li.taps("中文")
    question = page("zh_CN", "health").title
    for command in ("/privacy", "/mydata", "/whosaw", "/help"):
        await li.sends(command)
        assert question not in li.reads(), command
        assert "/start" in li.reads(), command
        assert await step(li) == "joining"
    await li.sends("/start")
    assert question in li.reads()
    await li.sends("/forget")
    assert said("Done. I have forgotten you. Be well.") in li.reads()
    assert tables_that_name(await rows(li), li.telegram_id) <= {"handled_update"}
    await li.sends("/start")
    assert {"中文", "English"} == set(li.buttons())
