"""The village group: nothing of anybody's health stands there, and nobody is left without an answer."""

import pytest

from sandbox.errors import ControlError
from tests.cast import Player, Village
from tests.conversations.looking import answers, every_row, kept, once_is_enough, said

VALUES = ("128", "82")
PRIVATE_BUTTON = "💬"


def hears_values(player: Player, group: int, *values: str) -> list[str]:
    """Everything this person sees in the group that holds one of the values."""
    found = []
    for one in player.sees(group=group):
        text = one["text"] or one["caption"] or ""
        if not one["deleted"] and any(value in text for value in values or VALUES):
            found.append(text)
    return found


def nobody_else_sees(village: Village, *values: str) -> bool:
    others = (village.treated, village.never_consented, village.administrator)
    return not any(hears_values(one, village.group, *values) for one in others)


async def test_a_reading_typed_openly_is_taken_away_kept_and_answered_to_that_person_alone(
    village: Village,
) -> None:
    await village.resident.sends("今天血压128/82", group=village.group)
    typed = village.resident.telegram_id
    written = [one for one in village.resident.sees(group=village.group) if one["from"]["id"] == typed]
    assert [one["deleted"] for one in written] == [True]
    answer = village.resident.last(group=village.group)
    assert "128/82" in answer["text"]
    assert "⭐" in answer["text"]
    assert answer["ephemeral_to"] == village.resident.telegram_id
    assert nobody_else_sees(village)
    assert await kept(village.resident) == [(128, 82)]
    assert village.resident.sees() == []  # all in one place, nothing in the private chat


async def test_what_has_to_be_asked_is_asked_of_that_person_alone(village: Village) -> None:
    await village.resident.sends("82/128", group=village.group)
    assert nobody_else_sees(village)
    assert "128/82" in village.resident.reads(group=village.group)
    await village.resident.taps("✅", group=village.group)
    assert await kept(village.resident) == [(128, 82)]
    await village.treated.sends("血压225/118", group=village.group)
    assert await kept(village.treated) == []
    assert not hears_values(village.resident, village.group, "225")
    assert village.treated.last(group=village.group)["ephemeral_to"] == village.treated.telegram_id
    await village.treated.taps("✅", group=village.group)
    assert await kept(village.treated) == [(225, 118)]
    assert "⭐" not in village.treated.reads(group=village.group)
    assert not hears_values(village.resident, village.group, "225")
    await village.resident.sends("血糖6.1", group=village.group)
    assert nobody_else_sees(village, "6.1")


async def test_a_bot_that_may_not_delete_says_so_privately_and_echoes_nothing(village: Village) -> None:
    bot_id = village.control.bot().id
    village.control.set_membership(bot_id, "member", village.group)
    village.telegram.state.groups[village.group].privacy_mode = False
    await village.telegram.settled()
    await village.resident.sends("/start")
    before = len(village.resident.sees())
    await village.resident.sends("128/82", group=village.group)
    group_answers = answers(village.resident.sees(group=village.group))
    assert not any("128" in one for one in group_answers)
    private = answers(village.resident.sees()[before:])
    assert said(
        "I may not delete messages in the group, so everybody can see what you just wrote. Please delete it there."
    ) in "".join(private)
    assert "128/82" in private[0]  # what it means comes before what to do about the message
    assert await kept(village.resident) == [(128, 82)]
    assert len([one for one in village.treated.sees(group=village.group) if one["from"]["is_bot"]]) == len(
        group_answers
    )


@once_is_enough
async def test_in_privacy_mode_a_plain_member_bot_hears_commands_and_nothing_else(village: Village) -> None:
    members = [village.administrator.telegram_id, village.resident.telegram_id]
    quiet = int(village.control.add_chat("supergroup", "邻居", members, bot="member")["id"])
    await village.resident.sends("128/82", group=quiet)
    assert answers(village.resident.sees(group=quiet)) == []
    assert await kept(village.resident) == []
    await village.resident.sends("/points", group=quiet)
    assert "⭐" in village.resident.reads(group=quiet)
    assert not any(one["text"] == "/points" for one in village.administrator.sees(group=quiet))
    await village.resident.sends("/start")
    await village.resident.sends("@healthgrid_bot 128/82", group=quiet)
    assert not any("128" in one for one in answers(village.resident.sees(group=quiet)))
    assert await kept(village.resident) == [(128, 82)]


@once_is_enough
@pytest.mark.parametrize("who", ["never_consented", "stranger"])
async def test_without_consent_it_is_taken_away_and_not_kept(village: Village, who: str) -> None:
    if who == "stranger":
        player = village.newcomer("过路人")
        village.control.set_membership(player.telegram_id, "member", village.group)
    else:
        player = village.never_consented
    await player.sends("血压 128/82", group=village.group)
    assert not any(
        "128" in (one["text"] or "") for one in player.sees(group=village.group) if not one["deleted"]
    )
    assert player.last(group=village.group)["ephemeral_to"] == player.telegram_id
    assert said(
        "I took your message away, because everybody could read it. I have not kept it."
    ) in player.reads(group=village.group)
    assert hears_values(village.resident, village.group) == []
    rows = await village.database.read(every_row)
    assert rows["reading"] == []
    if who == "stranger":
        assert all(row["telegram_id"] != player.telegram_id for row in rows["person"] + rows["conversation"])


@once_is_enough
async def test_whose_reading_it_is_and_what_stands_before_it_makes_no_difference(village: Village) -> None:
    before = await village.database.read(every_row)
    for text in ("我妈血压188/112", "my mother's bp is 188/112", "188/112是我老伴的"):
        for somebody in (village.resident, village.never_consented):
            await somebody.sends(text, group=village.group)
            assert not hears_values(village.treated, village.group, "188", "112"), text
            assert somebody.reads(group=village.group)[0] in "🟠🔴", text
    for text in ("/weather@another_bot 188/112", "/血压 188/112", "/round 188/112"):
        await village.never_consented.sends(text, group=village.group)
        assert not hears_values(village.treated, village.group, "188", "112"), text
        assert village.never_consented.reads(group=village.group)[0] == "🟠", text
    after = await village.database.read(every_row)
    assert after["reading"] == before["reading"] == []


@once_is_enough
async def test_a_name_or_a_code_after_a_command_does_not_stay_in_the_group(village: Village) -> None:
    stranger = village.newcomer("过路人")
    village.control.set_membership(village.volunteer.telegram_id, "member", village.group)
    village.control.set_membership(stranger.telegram_id, "member", village.group)
    for somebody, text in ((village.volunteer, "/person 王秀英"), (stranger, "/claim 12345678")):
        await somebody.sends(text, group=village.group)
        assert somebody.last(group=village.group)["ephemeral_to"] == somebody.telegram_id
        standing = [one["text"] for one in village.resident.sees(group=village.group) if not one["deleted"]]
        assert text not in standing


TALK = (
    "我妈今年78岁，身体很好",
    "女儿12/3号回来",
    "孙子考了98分",
    "我老伴的电话 13800138000",
    "我爸走了3000步",
    "我妈说血压要低于140/90",
    "大家吃了吗",
    "走了6000步",
    "跳了30分钟广场舞",
    "明天9点开会，12/3号报名",
    "146",
    "电话 13800138000",
    "@healthgrid_bot 你好",
    "/weather@another_bot",
)


@once_is_enough
async def test_ordinary_talk_is_left_alone(village: Village) -> None:
    before = await village.database.read(every_row)
    for talk in TALK:
        await village.resident.sends(talk, group=village.group)
        written = village.resident.sees(group=village.group)[-1]
        assert written["text"] == talk
        assert not written["deleted"]
    await village.resident.sends("", group=village.group, voice=b"OggS")
    assert answers(village.resident.sees(group=village.group)) == []
    assert village.resident.sees() == []
    assert await village.database.read(every_row) == before


@once_is_enough
async def test_commands_in_the_group_are_seen_by_that_person_alone(village: Village) -> None:
    await village.resident.sends("128/82")
    for command in ("/menu", "/bp", "/exercise", "/weight", "/history", "/points", "/undo", "/help"):
        await village.resident.sends(command, group=village.group)
        assert village.resident.last(group=village.group)["ephemeral_to"] == village.resident.telegram_id
        seen = [one["text"] for one in village.treated.sees(group=village.group)]
        assert command not in seen
    assert nobody_else_sees(village)
    assert answers(village.treated.sees(group=village.group)) == []
    await village.treated.sends("/exercise", group=village.group)
    label = next(one for one in village.treated.buttons(group=village.group) if "30" in one)
    await village.treated.taps(label, group=village.group)
    assert "⭐" in village.treated.reads(group=village.group)
    assert not any("⭐" in one for one in answers(village.administrator.sees(group=village.group)))


@once_is_enough
async def test_a_reply_to_what_one_person_saw_reaches_the_bot_alone(village: Village) -> None:
    await village.resident.sends("/weight", group=village.group)
    asked = village.resident.last(group=village.group)
    await village.resident.sends(
        "65.5", group=village.group, reply_to_ephemeral=asked["ephemeral_message_id"]
    )
    assert "65.5" in village.resident.reads(group=village.group)
    assert "⭐" in village.resident.reads(group=village.group)
    assert nobody_else_sees(village, "65.5")


async def test_a_group_that_refuses_to_show_one_person_alone_leads_to_the_private_chat(
    village: Village,
) -> None:
    await village.resident.sends("/start")
    village.control.add_fault(400, "sendMessage", chat=village.group)
    await village.resident.sends("185/112", group=village.group)
    aloud = village.treated.last(group=village.group)
    assert PRIVATE_BUTTON in aloud["keyboard"][0][0]["text"]
    assert aloud["keyboard"][0][0]["url"].startswith("https://t.me/healthgrid_bot")
    assert village.resident.name not in aloud["text"]
    assert not hears_values(village.resident, village.group, "185", "112")
    # The danger is told all the same, where only they read it; and it is kept once.
    assert "185/112" in village.resident.reads()
    assert await kept(village.resident) == [(185, 112)]
    village.control.add_fault(400, "sendMessage", chat=village.group)
    await village.resident.sends("/history", group=village.group)
    assert "185/112" in village.resident.reads()
    assert not hears_values(village.treated, village.group, "185", "112")
    assert await kept(village.resident) == [(185, 112)]


@once_is_enough
async def test_who_did_not_consent_is_told_so_where_the_group_refuses_too(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    await village.never_consented.sends("/start")
    await village.never_consented.sends("/points", group=village.group)
    shown = village.never_consented.last(group=village.group)
    village.control.add_fault(400, "sendMessage", chat=village.group)
    await village.never_consented.taps_on(shown, data="kg:65.0")
    told = said("You have not agreed that I keep health data, so I have not kept this.")
    assert told in village.never_consented.reads()
    assert "an update failed" not in caplog.text


@once_is_enough
async def test_a_group_that_put_the_bot_out_does_not_make_a_person_unreachable(village: Village) -> None:
    village.control.add_fault(403, "sendMessage", chat=village.group)
    await village.resident.sends("128/82", group=village.group)
    rows = await village.database.read(every_row)
    person = next(row for row in rows["person"] if row["telegram_id"] == village.resident.telegram_id)
    assert person["unreachable_why"] is None
    assert await kept(village.resident) == [(128, 82)]


@once_is_enough
async def test_a_forwarded_reading_is_taken_away_and_not_kept(village: Village) -> None:
    treated = village.treated.telegram_id
    await village.resident.sends("128/82", group=village.group, forwarded_from=treated)
    assert nobody_else_sees(village)
    assert await kept(village.resident) == []
    assert await kept(village.treated) == []
    assert village.resident.last(group=village.group)["ephemeral_to"] == village.resident.telegram_id


@once_is_enough
async def test_somebody_else_cannot_tap_a_button_that_one_person_saw(village: Village) -> None:
    await village.resident.sends("82/128", group=village.group)
    asked = village.resident.last(group=village.group)
    data = asked["keyboard"][0][0]["callback_data"]
    with pytest.raises(ControlError):
        await village.treated.taps_on(asked, data=data)
    # Forged past the client: the token answers nobody's question but the resident's own.
    user = {"id": village.treated.telegram_id, "is_bot": False, "first_name": village.treated.name}
    message = {"message_id": 0, "date": 0, "chat": {"id": village.group, "type": "supergroup", "title": "x"}}
    await village.hears(
        "callback_query",
        {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": message},
    )
    assert await kept(village.treated) == []
    await village.resident.taps("✅", group=village.group)
    assert await kept(village.resident) == [(128, 82)]


@once_is_enough
async def test_what_was_typed_before_the_group_became_another_is_kept_and_answered(village: Village) -> None:
    await village.everybody_opens_their_chat()
    members = [village.administrator.telegram_id, village.resident.telegram_id, village.treated.telegram_id]
    before = int(village.control.add_chat("group", "邻居", members, bot="administrator")["id"])
    async with village.bot_is_away(minutes=1):
        village.control.send_message(village.resident.telegram_id, before, text="188/112")
        village.control.send_message(village.treated.telegram_id, before, text="/points")
        after = int(village.control.migrate(before)["id"])
    assert await kept(village.resident) == [(188, 112)]
    assert any(one["text"] and one["text"][0] == "🟠" for one in village.resident.sees())
    assert "⭐" in village.treated.reads()
    assert not hears_values(village.administrator, after, "188", "112")


@once_is_enough
async def test_where_the_bot_may_not_speak_at_all_everybody_is_answered_in_private(village: Village) -> None:
    await village.everybody_opens_their_chat()
    village.control.add_fault(400, "sendMessage", chat=village.group, times=2)
    await village.resident.sends("188/112", group=village.group)
    assert await kept(village.resident) == [(188, 112)]
    assert village.resident.reads()[0] == "🟠"


@once_is_enough
async def test_in_a_topic_it_is_answered_in_that_topic(village: Village) -> None:
    user = {"id": village.resident.telegram_id, "is_bot": False, "first_name": village.resident.name}
    chat = {"id": village.group, "type": "supergroup", "title": "清溪村健康群", "is_forum": True}
    topic = {"message_thread_id": 77, "is_topic_message": True}
    date = int(village.now.timestamp())
    written = village.control.send_message(village.resident.telegram_id, village.group, text="大家好")
    body = {"message_id": written["message_id"], "date": date, "chat": chat, "from": user, **topic}
    await village.hears("message", {**body, "text": "128/82"})
    sent = [call for call in village.control.list_calls() if call["method"] == "sendMessage"]
    assert sent[-1]["parameters"]["message_thread_id"] == 77
    assert await kept(village.resident) == [(128, 82)]
