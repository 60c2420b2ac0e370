"""`/audit`: who did or saw what, for those answerable and nobody else. `/health`: what waits, what went wrong."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.words import audit_words
from domain.outbox import Kind
from domain.people import Role
from storage import areas, beats, outbox, people
from storage.database import Database
from storage.due import Queue
from storage.tables import AuditEntry, table
from tests.cast import Village, lived_in
from tests.conversations.looking import every_row, said

audit_entry = table(AuditEntry)


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    async with lived_in(database) as running:
        yield running


async def written(village: Village, what: str) -> list[dict[str, object]]:
    return [row for row in (await village.database.read(every_row))["audit_entry"] if row["what"] == what]


async def test_the_log_is_read_filtered_and_proved_and_reading_it_is_in_it(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/areas")
    await boss.taps("青山县")
    await boss.taps("清溪村")
    await boss.taps("改名")
    await boss.sends("清溪新村")
    await village.resident.sends("/mydata")
    await boss.sends("/audit")
    assert "周主任：" in boss.reads()
    assert "· 清溪新村" in boss.reads()
    assert "张桂兰" not in boss.reads()  # a resident is a number
    assert f"№{village.resident.person_id}" in boss.reads()
    await boss.taps("按做了什么看")
    await boss.taps("绑定")
    entries = [line for line in boss.reads().splitlines() if line[:1].isdigit()]
    assert len(entries) == 1
    await boss.taps("显示全部")
    await boss.taps("👤 周主任")
    assert "№" not in "".join(line for line in boss.reads().splitlines() if line[:1].isdigit())
    await boss.taps("1天")
    assert "• 1天" in boss.buttons()
    assert len(await written(village, "audit_read")) == 5
    proved = await boss.taps("核验")
    assert (
        "和当初写下的一样" in proved["answer"]["text"]
        if isinstance(proved["answer"], dict)
        else proved["answer"]
    )
    number = (await written(village, "area_renamed"))[0]["number"]

    def tamper(session: Session) -> None:
        session.execute(update(audit_entry).where(audit_entry.c.number == number).values(why="other"))

    await village.database.run(tamper)
    assert f"第{number}条" in str(await boss.taps("核验"))


async def test_the_log_of_one_village_is_not_that_of_another_and_a_resident_reads_none(
    village: Village,
) -> None:
    def appoint(session: Session) -> None:
        there = areas.find_area_by_code(session, "baishi")
        assert there is not None
        person = village.treated.person_id
        assert person is not None
        areas.add_membership(session, person, there.id, Role.AUDITOR, village.now.date())

    await village.database.run(appoint)
    auditor = village.treated
    await auditor.sends("/audit")
    assert "没有符合的记录" in auditor.reads()
    assert "清溪" not in auditor.reads()
    for who in ("resident", "volunteer", "doctor"):
        player = village.players[who]
        for command in ("/audit", "/health"):
            await player.sends(command)
            assert player.reads() == said("I cannot do that for you here.")
        for data in (
            "audit:-:0:0:0",
            "auditwhat:0:0:0",
            "auditprove",
            "health",
            "audit:x:0:0:0",
            "audit:-:0:5:0",
        ):
            await player.taps_on(player.last(), data=data)
        assert player.reads() == said("I cannot do that for you here.")
    assert {row["actor_id"] for row in await written(village, "audit_read")} == {auditor.person_id}
    assert await written(village, "audit_proved") == []


async def test_the_health_of_the_service_says_what_to_do(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/health")
    assert "时钟0秒前走过" in boss.reads()
    assert "没有超时未做的事" in boss.reads()
    assert "最近7天的消息都送达了" in boss.reads()
    assert "MB，版本 0" in boss.reads()
    # A doctor who never opened the chat cannot be told of an alert.
    await village.resident.sends("185/112")
    await village.passes(minutes=2)
    await boss.taps("再看一下")
    assert "没有送达" in boss.reads()
    assert "当面告知" in boss.reads()
    assert "张桂兰" not in boss.reads()
    # Nothing says what is due any more.
    await village.database.run(beats.note_beat, beats.CLOCK, village.now - timedelta(hours=3))
    await boss.taps("再看一下")
    assert "⚠️ 时钟从11月22日 06:02起停了" in boss.reads()


def test_what_speaks_to_the_person_it_is_about_has_words_for_others_too() -> None:
    to_them = {
        what for what, said_ in audit_words.DEEDS.items() if {"you", "your", "yours"} & set(said_.split())
    }
    assert to_them <= set(audit_words.NEUTRAL)


async def test_a_place_of_any_name_is_read_in_the_log_in_the_figures_and_in_a_copy(village: Village) -> None:
    boss, name = village.administrator, "<b>新坪&"
    await boss.sends("/areas")
    for label in ("青山县", "清溪村", "改名"):
        await boss.taps(label)
    await boss.sends(name)
    await boss.sends("/audit")
    assert f"· {name}" in boss.reads()
    await boss.sends("/stats")
    assert not [call for call in village.control.list_calls() if "parse" in str(call["outcome"])]
    await village.database.run(
        people.change_person, village.resident.person_id, name="2026-11-22T is my name"
    )
    await village.resident.sends("/mydata")
    assert "浏览器" in village.resident.reads()  # what looks like a moment need not be one


async def test_whatever_waits_to_be_said_the_service_says_how_it_is(village: Village) -> None:
    await village.everybody_opens_their_chat()
    for kind in Kind:
        item = Queue(f"waiting {kind}", village.resident.telegram_id, village.resident.person_id)
        await village.database.run(
            outbox.add_outbox, push="reminder", kind=kind, items=[item], now=village.now
        )
    await village.administrator.sends("/health")
    assert "村里通知" in village.administrator.reads()
