"""Groups that ask to be a village, and /groups: who sees, who changes, what Telegram lets the bot do. On both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from actions.bind_group import note_group
from sandbox.show import RIGHTS
from storage import areas, groups
from storage.database import Session
from tests.cast import Player, Village
from tests.conversations.looking import every_row, said


async def opened(village: Village, *people: Player, bot: str = "administrator") -> int:
    """A group that the first of these people opens with the bot in it; its number at Telegram."""
    members = [player.telegram_id for player in people]
    group = int(village.control.add_chat("supergroup", "新坪乡亲", members, bot=bot)["id"])
    await village.telegram.settled()
    await village.passes(minutes=1)
    return group


async def row_of(village: Village, telegram_id: int) -> groups.Group:
    found = await village.database.read(groups.find_group_of_chat, telegram_id)
    assert found is not None
    return found


async def rights(village: Village, group: int, by: Player, **changed: bool) -> None:
    """Telegram says what the bot may do in the group by now."""
    bot = {"id": village.control.bot().id, "is_bot": True, "first_name": "HealthGrid"}
    member = {"user": bot, "status": "administrator", "can_be_edited": False, **RIGHTS, **changed}
    await village.hears(
        "my_chat_member",
        {
            "chat": {"id": group, "type": "supergroup", "title": "新坪乡亲"},
            "from": {"id": by.telegram_id, "is_bot": False, "first_name": by.name},
            "date": int((village.now + timedelta(seconds=1)).timestamp()),
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": member,
        },
    )
    await village.passes(minutes=1)


async def test_whoever_runs_a_group_asks_and_one_of_ours_confirms(village: Village) -> None:
    asker, boss = village.resident, village.administrator
    await boss.sends("/start")
    await asker.sends("/start")
    group = await opened(village, asker, village.treated)
    assert "/bind" in asker.reads(group=group)
    await village.treated.sends("/bind", group=group)  # a member, and nobody who runs it
    assert village.treated.reads(group=group) == said("I cannot do that for you here.")
    await asker.sends("/bind", group=group)
    await asker.taps("清溪村", group=group)
    assert "清溪村的管理员" in asker.reads(group=group)
    await asker.sends("/bind", group=group)  # asked again, nobody is asked twice
    await asker.taps("清溪村", group=group)
    assert (await row_of(village, group)).area_id is None
    await village.passes(minutes=1)
    aloud = [one["text"] for one in village.treated.sees(group=group) if one["from"]["is_bot"]]
    assert sum("在这之前我先不说话" in text for text in aloud) == 1
    questions = [one for one in boss.sees() if "新坪乡亲" in (one["text"] or "")]
    assert len(questions) == 1
    assert asker.name in questions[0]["text"]
    for stranger in (asker, village.volunteer, village.doctor, village.volunteer_elsewhere):
        await stranger.sends("/help")
        await stranger.taps_on(stranger.last(), data="bindok:1:1")
        await stranger.taps_on(stranger.last(), data="grask:1")
    assert (await row_of(village, group)).area_id is None
    await boss.taps("就是这个村")
    bound = await row_of(village, group)
    assert (bound.area_id, bound.bound_by) == (village.village_id, asker.person_id)
    await village.passes(minutes=1)
    welcome = village.treated.last(group=group)
    assert "清溪村" in welcome["text"]
    assert welcome["keyboard"][0][0]["url"].endswith("start=v-qingxi")
    assert "现在是清溪村的群了" in asker.reads()
    answer = await boss.taps_on(questions[0], data="bindok:1:0")
    assert answer["answer"] == said("This button does not work any more. Please try /menu")
    assert (await row_of(village, group)).area_id == village.village_id


async def test_a_group_that_is_not_the_village_stays_unbound_and_may_ask_again(village: Village) -> None:
    asker, boss = village.resident, village.administrator
    await boss.sends("/start")
    await asker.sends("/start")
    group = await opened(village, asker)
    await asker.sends("/bind", group=group)
    await asker.taps("白石村", group=group)
    await village.passes(minutes=1)
    await boss.sends("/groups")
    await boss.taps("新坪乡亲 → 白石村")
    await boss.taps("不是")
    await village.passes(minutes=1)
    assert "没有得到确认" in asker.reads()
    await asker.sends("/bind", group=group)
    await asker.taps("清溪村", group=group)
    await village.passes(days=8)  # nobody answered in a week
    await boss.taps_on(boss.last(), data="bindok:2:1")
    assert (await row_of(village, group)).area_id is None


async def test_whoever_bound_it_hears_what_is_missing_and_when_it_is_there(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/start")
    group = await opened(village, boss, village.treated, bot="member")
    assert "群管理员" in boss.reads()  # it came in, and this is who brought it
    await boss.sends("/bind", group=group)
    await boss.taps("清溪村", group=group)
    assert "添加管理员" in boss.reads(group=group)
    await rights(village, group, boss, can_delete_messages=False, can_pin_messages=False)
    assert "打开“删除消息”" in boss.reads()
    assert "打开“置顶消息”" in boss.reads()
    await boss.sends("/groups")
    assert "⚠️ 清溪村 · 新坪乡亲" in boss.buttons()
    await rights(village, group, boss)
    assert boss.reads() == said("✅ “{group}”: now I may do everything I need there.", group="新坪乡亲")
    before = len(boss.sees())
    await rights(village, group, boss)  # nothing changed, nothing is said
    assert len(boss.sees()) == before
    bot = village.control.bot().id
    village.control.set_membership(bot, "kicked", group)
    await village.passes(minutes=1)
    await boss.sends("/groups")
    await boss.taps("❌ 清溪村 · 新坪乡亲")
    assert "已经不在这个群" in boss.reads()
    village.control.set_membership(bot, "administrator", group)
    await village.passes(minutes=1)
    assert "清溪村" in village.treated.reads(group=group)  # it is greeted again, as the village it is


async def test_a_lesson_is_moved_posts_are_ended_and_a_group_unbound_and_taken_back(village: Village) -> None:
    boss, group = village.administrator, village.group
    await boss.sends("/groups")
    await boss.taps("清溪村健康群")
    assert "周二 9:00" in boss.reads()
    await boss.taps("星期几")
    await boss.taps("周日")
    await boss.taps("几点")
    await boss.taps("15:00")
    assert "周日 15:00" in boss.reads()
    due = {row["push"]: row["due_at"] for row in (await village.database.read(every_row))["due"]}
    assert due["weekly_lesson"].astimezone(ZoneInfo("Asia/Shanghai")).strftime("%a %H") == "Sun 15"
    await boss.taps("每周小课")
    assert "15:00" not in boss.reads()
    await boss.taps("每周小课")
    await boss.taps("不再是")
    assert (await row_of(village, group)).area_id is None
    assert not [
        row for row in (await village.database.read(every_row))["due"] if row["receiver"] == "group:1"
    ]
    await boss.taps("撤回")
    assert (await row_of(village, group)).area_id == village.village_id
    await boss.taps("不再是")
    unbound = boss.last()
    await village.passes(minutes=11)
    await boss.taps_on(unbound, data="grback:1")
    assert (await row_of(village, group)).area_id is None
    audit = (await village.database.read(every_row))["audit_entry"]
    assert {"group_unbound", "group_bound", "group_lesson_set"} <= {row["what"] for row in audit}


async def test_a_group_that_asked_keeps_its_question_when_it_becomes_a_supergroup(village: Village) -> None:
    await village.administrator.sends("/start")
    members = [village.resident.telegram_id]
    small = int(village.control.add_chat("group", "小群", members, bot="administrator")["id"])
    await village.telegram.settled()
    await village.resident.sends("/bind", group=small)
    await village.resident.taps("清溪村", group=small)
    large = int(village.control.migrate(small)["id"])
    await village.passes(minutes=1)
    await village.administrator.taps("就是这个村")
    assert (await row_of(village, large)).area_id == village.village_id


@pytest.mark.parametrize("who", ["resident", "volunteer", "doctor", "volunteer_elsewhere"])
async def test_whoever_does_not_look_after_groups_sees_and_changes_none(village: Village, who: str) -> None:
    stranger = village.players[who]
    await stranger.sends("/groups")
    assert stranger.reads() == said("I cannot do that for you here.")
    before = (await village.database.read(every_row))["village_group"]
    for data in (
        f"grarea:{village.village_id}:0", f"grlist:{village.village_id}:0:0", "grlist:0:0:0", "grp:1", "grlook:1", "grday:1",
        "grhour:1", "grset:1:6:15", "grpost:1:weekly_lesson:0", "grunb:1", "grback:1", "grask:1", "bindok:1:1",
        f"bindto:1:{village.village_id}", "grp:99", "grset:1:9:3",
    ):  # fmt: skip
        await stranger.taps_on(stranger.last(), data=data)
        assert "清溪村健康群" not in stranger.reads()
    assert (await village.database.read(every_row))["village_group"] == before


async def test_many_groups_are_walked_to_by_place(village: Village) -> None:
    def settle(session: Session) -> None:
        county = areas.find_area_by_code(session, "qingshan")
        assert county is not None
        for number in range(20):
            town = areas.add_area(
                session, parent_id=county.id, level="township", name=f"乡{number:02}", code=f"t{number}",
                timezone="Asia/Shanghai",
            )  # fmt: skip
            note_group(
                session, -500 - number, title=f"群{number:02}", bot_status="administrator",
                may_delete=number != 3, now=village.now,
            )  # fmt: skip
            areas.change_group(session, -500 - number, area_id=town)

    await village.database.run(settle)
    boss = village.administrator
    await boss.sends("/groups")
    assert "21" in boss.reads()
    await boss.taps("缺点什么")
    assert [label for label in boss.buttons() if "群" in label] == ["⚠️ 乡03 · 群03"]
    await boss.taps("‹ 返回")
    await boss.taps("›")
    await boss.taps("›")
    await boss.taps("乡17 (1)")
    await boss.taps("群17")
    assert "乡17" in boss.reads()
    await boss.sends("/groups")
    await boss.taps("一个个看")
    await boss.taps("›")
    assert sum("群" in label for label in boss.buttons()) == 8
