"""Logging for somebody else: always visible, over after a quarter of an hour, and never for the wrong person."""

from datetime import timedelta
from typing import Any

from actions.join import ConsentGiven, keep_consent
from domain.people import ConsentScope
from storage import families, people, points
from storage.database import Session
from tests.cast import Player, Village
from tests.conversations.looking import balanced, every_row, kept, once_is_enough, pressures

GRANDMOTHER = "王奶奶"


def add_grandmother(
    session: Session,
    village: Village,
    *,
    helper: int | None = None,
    may_see: bool = True,
    shares: bool = True,
) -> int:
    """Somebody of the village without Telegram, and who of the family looks after her."""
    added = people.add_person(
        session,
        name=GRANDMOTHER,
        language="zh_CN",
        timezone="Asia/Shanghai",
        area_id=village.village_id,
        birth_year=1946,
        phone="13800001234",
        joined_at=village.now,
    )
    points.open_account(session, added)
    for scope in ConsentScope:
        given = shares or scope is not ConsentScope.SHARING
        consent = ConsentGiven(scope, given, "1", "x")
        keep_consent(session, added, consent, now=village.now, recorded_by=village.volunteer.person_id)
    if helper is not None:
        families.add_link(
            session, added, helper, may_see=may_see, told_of_alerts=True, channel="paper", since=village.now
        )
    return added


async def rows(village: Village, table: str) -> list[dict[str, Any]]:
    found = (await village.database.read(every_row))[table]
    return sorted((dict(row) for row in found), key=lambda row: int(row["id"]))


async def of(village: Village, person: int) -> list[tuple[int, int]]:
    return await village.database.read(pressures, person)


async def chooses(player: Player, name: str) -> None:
    """By `/for`, wherever the name stands."""
    await player.sends("/for")
    if any(name in label for label in player.buttons()):
        await player.taps(name)
        return
    await player.taps("我管的人")
    await player.sends(name[:2])
    await player.taps(name)


async def test_a_volunteer_logs_for_a_neighbour_and_every_answer_says_so(village: Village) -> None:
    her = await village.database.run(add_grandmother, village)
    volunteer = village.volunteer
    await chooses(volunteer, GRANDMOTHER)
    assert volunteer.reads().startswith("👤 替 王奶奶 记录，还有 15 分钟")
    await village.passes(minutes=3)
    await volunteer.sends("142/86 78")
    told = volunteer.reads()
    assert told.startswith("👤 替 王奶奶 记录，还有 12 分钟")
    assert "王奶奶 得 2 分" in told
    assert "也得 1 分" in told
    assert "📈" not in "".join(volunteer.buttons())  # what she measured before is not for a neighbour
    assert await of(village, her) == [(142, 86)]
    assert await kept(volunteer) == []
    (reading,) = await rows(village, "reading")
    assert (reading["provenance"], reading["logged_by"]) == ("volunteer", volunteer.person_id)
    held = {row["account"]: row["points"] for row in (await village.database.read(every_row))["balance"]}
    assert (held[her], held[volunteer.person_id]) == (2, 1)

    await volunteer.sends("/history")
    assert "142" not in volunteer.reads()
    await volunteer.sends("/undo")
    assert "王奶奶" in volunteer.reads()
    assert await of(village, her) == []
    held = {row["account"]: row["points"] for row in (await village.database.read(every_row))["balance"]}
    assert (held[her], held[volunteer.person_id]) == (0, 0)
    assert await balanced(village)

    await volunteer.taps("回到我自己")
    await volunteer.sends("128/82")
    assert await kept(volunteer) == [(128, 82)]
    assert "👤" not in volunteer.reads()


async def test_after_it_is_over_nothing_is_anybodys_without_asking(village: Village) -> None:
    resident = village.resident
    her = await village.database.run(add_grandmother, village, helper=resident.person_id)
    await chooses(resident, GRANDMOTHER)
    await resident.taps("血压")
    keypad = resident.last()
    await village.passes(minutes=16)
    button = keypad["keyboard"][0][0]["callback_data"]
    assert button.endswith(f"~{her}")
    await resident.taps_on(keypad, data=f"bp:142:86~{her}")  # an old button of hers keeps nothing
    assert "时间到了" in resident.reads()
    assert await of(village, her) == await kept(resident) == []

    await resident.sends("188/112")
    asked = resident.last()
    assert "180" in asked["text"] or "很高" in asked["text"]  # what to do comes before whose it is
    assert "是谁的" in asked["text"]
    assert await of(village, her) == await kept(resident) == []
    await resident.sends("78公斤")  # nothing of the first is lost
    await resident.taps(GRANDMOTHER)
    assert await of(village, her) == [(188, 112)]
    assert await kept(resident) == []
    assert any("王奶奶 现在有下面的情况吗" in (one["text"] or "") for one in resident.sees())
    await resident.taps_on(asked, label="🙋 我自己的")  # answered already
    assert await kept(resident) == []

    await village.passes(minutes=20)
    await resident.sends("126/80")
    await resident.taps("我自己的")
    await resident.sends("127/81")  # and now nothing is asked any more
    assert await kept(resident) == [(126, 80), (127, 81)]
    assert await of(village, her) == [(188, 112)]
    alerts = await rows(village, "alert")
    assert {row["person_id"] for row in alerts} == {her}


async def test_danger_is_told_to_the_helper_and_alarms_the_team(village: Village) -> None:
    her = await village.database.run(add_grandmother, village)
    await village.doctor.sends("/menu")
    await chooses(village.volunteer, GRANDMOTHER)
    await village.volunteer.sends("188/112")
    assert "请告诉 王奶奶" in village.volunteer.reads()
    assert "王奶奶 现在有下面的情况吗" in village.volunteer.reads()
    assert not any("得 2 分" in (one["text"] or "") for one in village.volunteer.sees())
    await village.passes(minutes=20)  # the answer counts whenever it comes
    await village.volunteer.taps("嘴歪话不清")
    assert "请马上替 王奶奶 打 120" in village.volunteer.reads()
    (alert,) = await rows(village, "alert")
    assert (alert["person_id"], alert["level"], alert["symptoms"]) == (her, "red", "neuro")
    await village.passes(minutes=1)
    told = next(one["text"] for one in village.doctor.sees() if GRANDMOTHER in (one["text"] or ""))
    assert "📞 13800001234" in told  # she has no Telegram: that is how she is reached
    assert "由 刘志远 代记" in told


async def test_family_sees_what_was_agreed_and_a_look_is_written_down(village: Village) -> None:
    resident = village.resident
    her = await village.database.run(add_grandmother, village, helper=resident.person_id, shares=False)
    await chooses(resident, GRANDMOTHER)
    await resident.sends("142/86")
    await resident.sends("/history")
    assert "142/86" in resident.reads()
    assert "家人代记" in resident.reads()
    line = next(label for label in resident.buttons() if label.startswith("✏️"))
    await resident.taps(line)
    await resident.taps("改正" if any("改正" in one for one in resident.buttons()) else "✏️")
    await resident.sends("143/87")
    assert await of(village, her) == [(143, 87)]
    looks = [row["what"] for row in (await village.database.read(every_row))["audit_entry"]]
    assert looks.count("viewed_readings") == 1
    # She shares nothing with the team: the volunteer logs nothing for her.
    await village.volunteer.sends("/for")
    await village.volunteer.taps_on(village.volunteer.last(), data=f"for:{her}")
    await village.volunteer.sends("150/90")
    assert await of(village, her) == [(143, 87)]
    # The link is cut: the next message belongs to nobody by itself.
    (link,) = await village.database.read(families.list_links, her)
    await village.database.run(families.end_link, link.id, by=her, at=village.now)
    await resident.sends("150/90")
    assert await of(village, her) == [(143, 87)]
    assert "是谁的" in resident.reads()
    assert not any(GRANDMOTHER in label for label in resident.buttons())


@once_is_enough
async def test_a_stranger_a_foreign_volunteer_and_a_group_get_nothing(village: Village) -> None:
    her = await village.database.run(add_grandmother, village)
    for player in (village.volunteer_elsewhere, village.treated, village.administrator):
        await player.sends("/menu")
        await player.taps_on(player.last(), data=f"for:{her}")
        await player.sends("151/91")
    assert await of(village, her) == []
    assert len((await village.database.read(every_row))["for_whom"]) == 0

    await village.volunteer.sends("/menu")
    who = village.never_consented.person_id
    await village.volunteer.taps_on(village.volunteer.last(), data=f"for:{who}")
    assert "没有同意" in village.volunteer.reads()
    assert len((await village.database.read(every_row))["for_whom"]) == 0

    await village.database.run(
        lambda session: families.add_link(
            session,
            her,
            village.resident.person_id or 0,
            may_see=True,
            told_of_alerts=True,
            channel="paper",
            since=village.now,
        )
    )
    await chooses(village.resident, GRANDMOTHER)
    await village.resident.sends("血压 152/92", group=village.group)
    assert await of(village, her) == await kept(village.resident) == []
    assert all(GRANDMOTHER not in (one["text"] or "") for one in village.treated.sees(group=village.group))
    await village.resident.taps(GRANDMOTHER)
    assert await of(village, her) == [(152, 92)]


@once_is_enough
async def test_a_question_belongs_to_whom_it_was_asked_for(village: Village) -> None:
    resident = village.resident
    her = await village.database.run(add_grandmother, village, helper=resident.person_id)
    await chooses(resident, GRANDMOTHER)
    await resident.sends("82/142")
    assert "142/82" in resident.reads()
    await resident.taps("对")
    assert await of(village, her) == [(142, 82)]
    await resident.sends("血糖 6.5")
    question = resident.last()
    await resident.taps_on(question, data=question["keyboard"][0][0]["callback_data"].partition("~")[0])
    assert [row["vital"] for row in await rows(village, "reading")] == ["blood_pressure"]  # not one's own
    await village.passes(minutes=16)
    await resident.taps_on(question, data=question["keyboard"][0][0]["callback_data"])
    assert "时间到了" in resident.reads()
    await resident.taps("接着替")
    await resident.taps_on(question, data=question["keyboard"][0][0]["callback_data"])
    assert {(row["vital"], row["person_id"]) for row in await rows(village, "reading")} == {
        ("blood_pressure", her),
        ("glucose", her),
    }


@once_is_enough
async def test_an_update_that_comes_again_keeps_nothing_twice_nor_for_another(village: Village) -> None:
    resident = village.resident
    her = await village.database.run(add_grandmother, village, helper=resident.person_id)
    await chooses(resident, GRANDMOTHER)
    await resident.sends("142/86")
    update = village.received[-1]
    await resident.taps("回到我自己")
    async with village.another_bot() as handle:
        await handle(update)
    assert await of(village, her) == [(142, 86)]
    assert await kept(resident) == []
    assert "替 王奶奶 记录" in resident.reads()


def test_a_quarter_of_an_hour_stands_in_content() -> None:
    from bot.for_whom import length

    assert length() == timedelta(minutes=15)


@once_is_enough
async def test_for_who_was_said_to_be_gone_nothing_is_logged_before_they_are_brought_back(
    village: Village,
) -> None:
    liu, zhang, doctor = village.volunteer, village.resident, village.doctor
    grandmother = await village.database.run(add_grandmother, village, helper=zhang.person_id)
    for outcome, standing in (("搬走了", "搬走了"), ("已过世", "已过世")):
        await chooses(zhang, GRANDMOTHER)
        await liu.sends("/person")
        await liu.taps(GRANDMOTHER)
        await liu.taps(outcome)
        assert await rows_for_whom(village) == []  # who logged for them just now does so no more
        await chooses(liu, GRANDMOTHER)
        assert standing in liu.reads()
        assert "请告诉医生团队" in liu.reads()
        assert "重新照看" not in str(liu.buttons())
        await liu.taps_on(liu.last(), data=f"forback:{grandmother}")
        await chooses(zhang, GRANDMOTHER)
        await zhang.sends("128/82")
        assert await of(village, grandmother) == []
        await chooses(zhang, GRANDMOTHER)
        await zhang.taps("重新照看")
        assert zhang.reads() == "↩️ 又开始照看王奶奶了。"
        await zhang.taps("帮他记一笔")
        assert "替 王奶奶 记录，还有 15 分钟" in zhang.reads()
    await doctor.sends("/person")
    await doctor.taps(GRANDMOTHER)
    await doctor.taps("不愿意")
    await chooses(doctor, GRANDMOTHER)
    await doctor.taps("重新照看")
    assert (await rows(village, "person"))[grandmother - 1]["standing"] == "active"


async def rows_for_whom(village: Village) -> list[object]:
    return list((await village.database.read(every_row))["for_whom"])


@once_is_enough
async def test_a_number_of_hers_while_one_logs_for_her_is_asked_about_and_kept_for_her(
    village: Village,
) -> None:
    her = await village.database.run(add_grandmother, village)
    await chooses(village.volunteer, GRANDMOTHER)
    for text, kept_so_far in (("她血压142/86", [(142, 86)]), ("我妈190/115", [(142, 86), (190, 115)])):
        await village.volunteer.sends(text)
        assert "王奶奶" in village.volunteer.reads()
        assert ("🟠" in village.volunteer.reads()) is (text == "我妈190/115")
        assert len(await of(village, her)) == len(kept_so_far) - 1
        await village.volunteer.taps("✅")
        assert await of(village, her) == kept_so_far
        await village.passes(minutes=2)
    assert await kept(village.volunteer) == []
