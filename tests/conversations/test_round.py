"""A volunteer's morning: who is overdue and why, what came of looking in by one tap, and what each of them stops."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from domain.people import Role
from storage import areas, people, whole_person
from storage.database import Database
from tests.cast import Player, Village, lived_in
from tests.conversations.looking import every_row, once_is_enough
from tests.conversations.records import id_of


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """On both databases: what a screen reads must not lock a row, and only one of them says so."""
    async with lived_in(database) as running:
        yield running


async def stop_at(worker: Player, who: Player) -> None:
    await worker.sends("/round")
    await worker.taps(who.name)


async def held_of(village: Village, player: Player) -> dict[str, object]:
    """Everything kept about somebody, but who looked and who visited."""
    held = await village.database.run(whole_person.everything_of, id_of(player))
    return {part: values for part, values in held.items() if part not in ("who_looked", "visits")}


async def column(village: Village, table: str, name: str, **where: object) -> list[object]:
    rows = (await village.database.read(every_row))[table]
    return [row[name] for row in rows if all(row[key] == value for key, value in where.items())]


async def test_the_morning_of_a_volunteer(village: Village) -> None:
    liu, doctor, treated, resident = village.volunteer, village.doctor, village.treated, village.resident
    await treated.sends("185/112")
    await village.passes(minutes=20)
    await liu.sends("/round")
    first = liu.reads().split("\n\n")[1]
    assert first == "1. 王秀英\n🔔 请今天去看看，告诉医生"
    assert "185" not in liu.reads()
    assert "张桂兰\n✏️ 还从没记过" in liu.reads()
    assert "赵大山" not in liu.reads()  # agreed to nothing about health
    await doctor.sends("/round")
    assert "1. 王秀英\n🔔 有危险数字没处理，11月22日起" in doctor.reads()

    await stop_at(liu, treated)
    await liu.taps("不在家")
    assert "明天" in liu.reads()
    await liu.taps("接着走访")
    assert "王秀英" not in liu.reads()
    await village.passes(days=1)
    await stop_at(liu, treated)
    assert "不在家，刘志远" in liu.reads()
    await liu.taps("看过了")
    await liu.taps_on(liu.last(), data=f"visit:{treated.person_id}:visited:0")  # an impatient thumb
    assert len(await column(village, "visit", "id", met="visited")) == 1
    await liu.sends("药快吃完了，请医生去一趟")
    assert "已记在王秀英名下" in liu.reads()
    await liu.sends("/round")
    assert "王秀英" not in liu.reads()

    await doctor.sends("/person")
    await doctor.taps("王秀英")
    assert "看望过，刘志远\n📝 药快吃完了" in doctor.reads()
    other = await another_volunteer(village)
    await other.sends("/person")
    await other.taps("王秀英")
    assert "看望过，刘志远" in other.reads()
    assert "药快吃完了" not in other.reads()
    assert "吃完" not in (await every_raw_note(village))
    await resident.sends("/whosaw")
    assert "刘志远 在走访名单上看到了您的名字" in resident.reads()
    await treated.sends("/whosaw")
    assert "刘志远 写了一条走访备注" in treated.reads()


async def another_volunteer(village: Village) -> Player:
    await village.database.run(
        areas.add_membership, id_of(village.english), village.village_id, Role.VOLUNTEER, village.now.date()
    )
    await village.database.run(people.change_person, id_of(village.english), language="zh_CN")
    return village.english


async def every_raw_note(village: Village) -> str:
    """As it lies in the database."""
    from sqlalchemy import text  # the one place that looks below the seal

    return str(
        await village.database.read(lambda session: session.execute(text("select note from visit")).all())
    )


@pytest.mark.parametrize("outcome", ["搬走了", "已过世"])
async def test_who_is_gone_is_on_no_round_and_hears_nothing_and_all_of_it_is_undone(
    village: Village, outcome: str
) -> None:
    liu, treated = village.volunteer, village.treated
    await treated.sends("/reminders")
    await treated.sends("185/112")
    await village.passes(minutes=20)
    before, due = (
        await held_of(village, treated),
        await column(village, "due", "push", receiver=name(treated)),
    )
    assert due
    await stop_at(liu, treated)
    await liu.taps(outcome)
    heard = len(treated.sees())
    await liu.sends("/round")
    assert "王秀英" not in liu.reads()
    alerts = await column(village, "alert", "closed_why", person_id=treated.person_id)
    assert alerts == (["died"] if outcome == "已过世" else [None])
    await village.passes(minutes=5)
    visit = (await column(village, "visit", "id"))[-1]
    await village.doctor.taps_on(await _any_message(village.doctor), data=f"visundo:{visit}:0")
    assert await column(village, "visit", "undone_at") == [None]  # another's is another's
    await liu.taps_on(liu.last(), data=f"visundo:{visit}:0")
    assert await held_of(village, treated) == before
    assert set(await column(village, "due", "push", receiver=name(treated))) >= set(due)

    await stop_at(liu, treated)
    await liu.taps(outcome)
    await village.passes(days=9)  # two times a word when one is away
    assert len(treated.sees()) == heard
    assert not [
        row
        for row in await column(village, "outbox", "state", person_id=treated.person_id)
        if row == "queued"
    ]
    await liu.taps_on(liu.last(), data=f"visundo:{visit + 1}:0")
    await liu.sends("/person")
    await liu.taps("王秀英")
    assert "恢复走访" not in str(liu.buttons())  # a neighbour had ten minutes
    await village.doctor.sends("/person")
    await village.doctor.taps("王秀英")
    await village.doctor.taps("恢复走访")
    assert await column(village, "person", "standing", id=treated.person_id) == ["active"]
    assert set(await column(village, "alert", "closed_at", person_id=treated.person_id)) == {None}
    await treated.sends("128/82")
    heard = len(treated.sees())
    await village.passes(hours=2)  # enrolled anew
    await village.passes(days=4)
    assert len(treated.sees()) > heard


def name(player: Player) -> str:
    return f"person:{player.person_id}"


async def test_a_doctors_follow_up_moves_what_is_due_and_a_neighbours_visit_does_not(
    village: Village,
) -> None:
    treated = village.treated
    await village.passes(hours=2)  # enrolled in the visits of every three months
    await treated.sends("185/112")
    await village.passes(days=1)
    quarterly = await column(village, "due", "due_at", receiver=name(treated), push="follow_up_quarterly")
    for worker, moves in ((village.volunteer, False), (village.doctor, True)):
        await worker.sends("/person")
        await worker.taps("王秀英")
        await worker.taps("看过了")
        now = await column(village, "due", "due_at", receiver=name(treated), push="follow_up_quarterly")
        two_weeks = await column(village, "due", "push", receiver=name(treated), push="follow_up_two_weeks")
        assert (now != quarterly, two_weeks == []) == (moves, moves)
    assert now == [village.now.replace(hour=1, minute=0, second=0) + timedelta(days=90)]
    await village.doctor.taps("撤回")
    assert (
        await column(village, "due", "due_at", receiver=name(treated), push="follow_up_quarterly")
        == quarterly
    )
    assert await column(village, "due", "push", receiver=name(treated), push="follow_up_two_weeks")


@once_is_enough
async def test_who_logs_by_themselves_is_looked_after_again_and_whoever_noted_it_looks_again(
    village: Village,
) -> None:
    treated, doctor = village.treated, village.doctor
    await doctor.sends("/help")
    await treated.sends("185/112")
    await village.passes(minutes=20)
    for times, (outcome, noted) in enumerate((("不愿意", "不愿意"), ("已过世", "过世")), 1):
        await doctor.sends("/person")
        await doctor.taps("王秀英")
        await doctor.taps(outcome)
        await village.passes(hours=1)
        await treated.sends("128/82")
        assert await column(village, "person", "standing", id=treated.person_id) == ["active"]
        assert set(await column(village, "alert", "closed_why", person_id=treated.person_id)) == {None}
        await village.passes(minutes=1)
        assert f"🔎 王秀英刚刚自己记了一条。11月22日登记的是：{noted}。" in doctor.reads()
        assert "128" not in doctor.reads()
        await doctor.taps("看资料")
        assert "王秀英" in doctor.reads()
        assert len(await column(village, "audit_entry", "id", what="came_back")) == times
    await village.passes(days=3)  # reminders, follow-ups and what is weekly come as before
    assert await column(village, "outbox", "id", person_id=treated.person_id, state="sent")


@once_is_enough
async def test_whoever_has_no_round_here_sees_and_changes_nothing(village: Village) -> None:
    treated, here = village.treated, village.village_id
    await treated.sends("185/112")
    await stop_at(village.volunteer, treated)
    await village.volunteer.taps("看过了")
    visits = (await village.database.read(every_row))["visit"]
    for stranger in (village.volunteer_elsewhere, village.resident, village.administrator):
        await stranger.sends("/round")
        await stranger.sends("/help")
        for data in (
            f"round:{here}:0", f"stop:{treated.person_id}:{here}", f"visit:{treated.person_id}:died:0", "visundo:1:0",
            f"visback:{treated.person_id}", "round:9999:0", "visit:9999:died:0", "round:1:-1", "visit:1:gone:0",
        ):  # fmt: skip
            if stranger is not village.administrator or not data.startswith("stop"):
                await stranger.taps_on(stranger.last(), data=data)
                assert "王秀英" not in stranger.reads()
    await village.database.run(
        areas.add_membership, id_of(village.resident), here, Role.VOLUNTEER, village.now.date()
    )
    await village.resident.sends("/round", group=village.group)
    for member in (village.resident, village.treated):
        assert not any("王秀英" in (one["text"] or "") for one in member.sees(group=village.group))
    assert (await village.database.read(every_row))["visit"] == visits
    await village.volunteer.taps("撤回")
    await village.volunteer.sends("他晕倒了，快打120")  # no note, whatever was asked
    assert "120" in village.volunteer.reads()


async def _any_message(player: Player) -> dict[str, object]:
    await player.sends("/help")
    return player.last()
