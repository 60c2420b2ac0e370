"""Which village a group is: bound by an administrator, and kept when the group moves."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from storage import areas
from tests.cast import Village
from tests.conversations.looking import every_row, said


async def group_of(village: Village, telegram_id: int) -> Any:
    def find(session: Session) -> tuple[int | None, bool, str] | None:
        found = areas.find_group(session, telegram_id)
        return None if found is None else (found.area_id, found.may_delete, found.bot_status)

    return await village.database.read(find)


async def test_an_administrator_binds_a_group_and_nobody_else(village: Village) -> None:
    members = [village.administrator.telegram_id, village.resident.telegram_id]
    group = int(village.control.add_chat("supergroup", "新群", members, bot="administrator")["id"])
    await village.telegram.settled()
    assert await group_of(village, group) == (None, True, "administrator")
    await village.resident.sends("/bind", group=group)
    refused = village.resident.last(group=group)
    assert refused["keyboard"] is None
    assert refused["ephemeral_to"] == village.resident.telegram_id
    assert village.administrator.name not in refused["text"]
    forged = await village.resident.taps_on(refused, data=f"bindto:2:{village.village_id}")
    assert forged["answer"] == said("I cannot do that for you here.")
    assert (await group_of(village, group))[0] is None
    await village.administrator.sends("/bind", group=group)
    await village.administrator.taps("清溪村", group=group)
    assert (await group_of(village, group))[0] == village.village_id
    await village.passes(minutes=1)
    welcome = village.resident.last(group=group)
    assert "清溪村" in welcome["text"]
    assert welcome["keyboard"][0][0]["url"].endswith("start=v-qingxi")
    audit = (await village.database.read(every_row))["audit_entry"]
    assert [(row["what"], row["actor_id"]) for row in audit if row["why"] == "qingxi"][-1] == (
        "group_bound",
        village.administrator.person_id,
    )


async def test_a_group_that_becomes_a_supergroup_stays_the_same_village(village: Village) -> None:
    members = [village.administrator.telegram_id, village.resident.telegram_id]
    small = int(village.control.add_chat("group", "小群", members, bot="administrator")["id"])
    await village.administrator.sends("/bind", group=small)
    await village.administrator.taps("清溪村", group=small)
    large = int(village.control.migrate(small)["id"])
    await village.telegram.settled()
    assert await group_of(village, small) is None
    assert (await group_of(village, large))[0] == village.village_id
    await village.resident.sends("128/82", group=large)
    assert "⭐" in village.resident.reads(group=large)


async def test_a_supergroup_met_before_the_news_of_the_move_keeps_the_village_too(village: Village) -> None:
    number = -1009990000001
    chat = {"id": village.group, "type": "group", "title": "清溪村健康群"}
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    new = {"id": number, "type": "supergroup", "title": "清溪村健康群"}
    bot = {"id": village.control.bot().id, "is_bot": True, "first_name": "HealthGrid"}
    date = int((village.now + timedelta(seconds=1)).timestamp())
    member = {"user": bot, "status": "member"}
    await village.hears(
        "my_chat_member",
        {
            "chat": new,
            "from": hidden,
            "date": date,
            "old_chat_member": {"user": bot, "status": "left"},
            "new_chat_member": member,
        },
    )
    moved = {"message_id": 99, "date": date, "chat": chat, "from": hidden, "sender_chat": chat}
    await village.hears("message", moved | {"migrate_to_chat_id": number})
    assert await group_of(village, number) == (village.village_id, False, "member")
    assert await group_of(village, village.group) is None
    await village.hears("message", moved | {"migrate_to_chat_id": number, "message_id": 100})
    assert (await group_of(village, number))[0] == village.village_id
