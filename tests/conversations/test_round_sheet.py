"""A paper sheet of a round in one message: nothing lost, nothing twice, dangers first, what is unclear asked one by one."""

from sqlalchemy.orm import Session

from actions.join import ConsentGiven, keep_consent
from domain.people import ConsentScope
from storage import people, points
from tests.cast import Village
from tests.conversations.looking import balanced, every_row, kept, once_is_enough, pressures


def add_neighbours(session: Session, village: Village) -> dict[str, int]:
    """Four of the village without Telegram, two of them of one name."""
    added: dict[str, int] = {}
    for key, name, year in (
        ("grandmother", "王奶奶", 1946),
        ("uncle", "李大爷", 1950),
        ("elder", "张老三", 1940),
        ("younger", "张老三", 1962),
    ):
        added[key] = people.add_person(
            session,
            name=name,
            language="zh_CN",
            timezone="Asia/Shanghai",
            area_id=village.village_id,
            birth_year=year,
            joined_at=village.now,
        )
        points.open_account(session, added[key])
        for scope in ConsentScope:
            keep_consent(session, added[key], ConsentGiven(scope, True, "1", "x"), now=village.now)
    return added


async def test_a_sheet_is_kept_at_once_and_what_is_unclear_is_asked_one_by_one(village: Village) -> None:
    who = await village.database.run(add_neighbours, village)

    async def of(key: str) -> list[tuple[int, int]]:
        return await village.database.read(pressures, who[key])

    volunteer = village.volunteer
    told = await volunteer.sends(
        "1. 王奶奶 142/86 78\n2. 李大爷，血糖 6.5 空腹\n3、张老三 １３５／８５\n王秀英 188/112\n王婆婆 150/90\n李大爷 82/138"
    )
    texts = [one["text"] or "" for one in told if one["from"]["is_bot"]]
    assert "王秀英" in texts[0]  # danger first, in full, with the question
    assert "王秀英 现在有下面的情况吗" in texts[0]
    assert "142/86" in texts[1]
    assert "6.5" in texts[1]
    assert await of("grandmother") == [(142, 86)]
    assert await kept(village.treated) == [(188, 112)]
    assert await of("elder") == await of("younger") == await kept(volunteer) == []

    assert "张老三" in volunteer.reads()
    assert "1940" in "".join(volunteer.buttons())
    await volunteer.taps("1962")
    assert await of("younger") == [(135, 85)]
    assert "王婆婆" in volunteer.reads()
    assert any("王奶奶" in label for label in volunteer.buttons())
    old = volunteer.last()
    await volunteer.taps("不记这一行")
    assert (await volunteer.taps_on(old, data=old["keyboard"][0][0]["callback_data"]))["alert"]  # left out
    assert await of("grandmother") == [(142, 86)]
    assert "138/82" in volunteer.reads()
    await volunteer.taps("对")
    assert await of("uncle") == [(138, 82)]
    assert "记了 5 个，没记 1 个" in volunteer.reads()
    rows = (await village.database.read(every_row))["reading"]
    assert {row["provenance"] for row in rows} == {"volunteer"}
    assert await balanced(village)
    # The doctor hears of the danger; a question of a line is answered by typing, too.
    await volunteer.sends("王奶奶 很好 1\n李大爷 131/80")
    assert "王奶奶" in volunteer.reads()
    await volunteer.sends("133/81")
    assert await of("grandmother") == [(142, 86), (133, 81)]


@once_is_enough
async def test_a_line_that_waits_is_not_given_up_unsaid(village: Village) -> None:
    who = await village.database.run(add_neighbours, village)
    volunteer = village.volunteer
    await volunteer.sends("王奶奶 142/86\n王婆婆 150/90")
    asked = volunteer.last()
    await volunteer.sends("体重65公斤")  # one's own in between: the line goes on waiting
    await volunteer.taps_on(asked, label="王奶奶 1946 年生")
    assert await village.database.read(pressures, who["grandmother"]) == [(142, 86), (150, 90)]
    await volunteer.sends("王奶奶 138/84\n王婆婆 151/91")
    told = await volunteer.sends("/menu")
    assert any("王婆婆 151/91" in (one["text"] or "") for one in told)


@once_is_enough
async def test_a_sheet_that_comes_again_keeps_nothing_twice(village: Village) -> None:
    who = await village.database.run(add_neighbours, village)
    await village.volunteer.sends("王奶奶 142/86\n李大爷 131/80\n张老三 128/82")
    update = village.received[-1]
    await village.volunteer.taps("1940")
    before = await village.database.read(every_row)
    async with village.another_bot() as handle:
        await handle(update)
    assert await village.database.read(every_row) == before
    assert "1940" in "".join(village.volunteer.buttons())
    assert await village.database.read(pressures, who["elder"]) == [(128, 82)]


@once_is_enough
async def test_names_mean_nothing_to_who_may_not_log_for_them(village: Village) -> None:
    await village.database.run(add_neighbours, village)
    for player in (village.volunteer_elsewhere, village.treated, village.administrator):
        await player.sends("王奶奶 142/86\n李大爷 131/80")
        await player.taps_on(player.last(), data="shwho:1:1")
    rows = (await village.database.read(every_row))["reading"]
    assert {row["person_id"] for row in rows} <= {
        village.volunteer_elsewhere.person_id,
        village.treated.person_id,
        village.administrator.person_id,
    }
