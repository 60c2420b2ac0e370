"""Whatever the bot has just asked, a danger or a cry for help is answered as one, and becomes nobody's name."""

from collections.abc import Awaitable, Callable

import pytest

from tests.cast import Player, Village
from tests.conversations.looking import Rows, answers, every_row, once_is_enough
from tests.conversations.records import alerts
from tests.conversations.test_for_whom import GRANDMOTHER, add_grandmother, chooses
from tests.conversations.test_round_sheet import add_neighbours

DANGERS = ("78/50", "血糖3.2", "高压200", "血氧85", "胸口疼", "我妈190/115")


async def asked_for_a_nickname(village: Village) -> Player:
    await village.resident.sends("/board")
    await village.resident.taps("我要上榜")
    return village.resident


async def asked_for_the_name_of_a_village(village: Village) -> Player:
    await village.administrator.sends("/areas")
    for label in ("青山县", "添加下级", "村"):
        await village.administrator.taps(label)
    return village.administrator


async def asked_how_many_live_there(village: Village) -> Player:
    await village.administrator.sends("/areas")
    for label in ("青山县", "清溪村", "建档人数"):
        await village.administrator.taps(label)
    return village.administrator


async def asked_for_the_name_of_a_neighbour(village: Village) -> Player:
    await village.volunteer.sends("/add")
    return village.volunteer


QUESTIONS = (
    asked_for_a_nickname,
    asked_for_the_name_of_a_village,
    asked_how_many_live_there,
    asked_for_the_name_of_a_neighbour,
)

NAMED = ("area", "person", "area_population")


def names(rows: Rows, table: str) -> list[tuple[object, ...]]:
    """What a table calls things."""
    return [(row.get("name"), row.get("nickname"), row.get("filed")) for row in rows[table]]


@once_is_enough
@pytest.mark.parametrize("asked", QUESTIONS)
async def test_a_danger_is_no_answer_to_another_question(
    village: Village, asked: Callable[[Village], Awaitable[Player]]
) -> None:
    before = await village.database.read(every_row)
    for text in DANGERS:
        player = await asked(village)
        first, *_ = answers(await player.sends(text))
        assert first[0] in "🟠🔴", text
        await player.sends("/menu")
    after = await village.database.read(every_row)
    assert [names(after, table) for table in NAMED] == [names(before, table) for table in NAMED]


@once_is_enough
async def test_a_danger_in_a_note_on_a_visit_is_answered_for_whom_it_is_about(village: Village) -> None:
    await village.volunteer.sends("/round")
    for label in (village.treated.name, "看过了"):
        await village.volunteer.taps(label)
    first, last = answers(await village.volunteer.sends("量了血压190/115，头不疼，让她去卫生院"))
    assert first[0] == "🟠"
    assert village.treated.name in first
    assert last.startswith("📝")
    assert await alerts(village.treated) == []  # words in a note are not yet a reading


@once_is_enough
async def test_a_danger_in_an_answer_to_a_notice_is_passed_on_and_answered(village: Village) -> None:
    await village.everybody_opens_their_chat()
    await village.volunteer.sends("/notice")
    await village.volunteer.sends(
        "胸口疼、说话不清的，别等我，马上打120。"
    )  # what others shall read is theirs to write
    for label in ("看看效果", "现在就发"):
        await village.volunteer.taps(label)
    await village.passes(seconds=11)
    await village.resident.taps("回复")
    [told] = answers(await village.resident.sends("我今天早上起来量的血压是190/115，要不要紧？"))
    assert told[0] == "🟠"
    assert "刘志远" in told


@once_is_enough
async def test_a_danger_behind_a_command_is_not_hidden_by_it(village: Village) -> None:
    stranger = village.newcomer("过路人")
    for text in ("/help 188/112", "/points 胸口疼", "/mydata 血糖2.5"):
        for player in (village.resident, stranger):
            first, *_ = answers(await player.sends(text))
            assert first[0] in "🟠🔴", text


@once_is_enough
async def test_the_gravest_of_several_dangers_is_said_first(village: Village) -> None:
    for player in (village.newcomer("过路人"), village.never_consented):
        first, *_ = answers(await player.sends("血压190/115，血糖 空腹2.5"))
        assert first[0] == "🔴"
    first, *_ = answers(await village.treated.sends("血压190/115，血氧 88"))
    assert first[0] == "🔴"


@once_is_enough
async def test_the_dangers_of_a_sheet_are_all_said_before_anything_of_it_is_asked(village: Village) -> None:
    await village.database.run(add_neighbours, village)
    told = answers(
        await village.volunteer.sends(
            "王奶奶 142/86\n李大爷 血糖 2.5 空腹\n张老三 190/115\n王秀英 128/82 胸口疼\n何苗 190/111"
        )
    )
    listed = next(number for number, text in enumerate(told) if text.startswith("📋"))
    before = "".join(told[:listed])
    assert all(text[0] in "🟠🔴" for text in told[:listed])
    assert all(name in before for name in ("李大爷", "张老三", "王秀英", "何苗"))


@once_is_enough
async def test_whose_a_danger_is_may_be_open_and_what_to_do_is_not(village: Village) -> None:
    await village.database.run(add_grandmother, village)
    await chooses(village.volunteer, GRANDMOTHER)
    await village.passes(minutes=20)
    for text in ("188/112", "78/50", "胸口疼 128/82"):
        told = answers(await village.volunteer.sends(text))
        assert told[-1].startswith("🟠" if text == "188/112" else "🔴"), text
        assert "谁" in told[-1]
