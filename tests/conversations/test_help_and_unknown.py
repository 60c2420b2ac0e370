"""Help for whoever asks, and a helpful line, once, for whatever the bot cannot use."""

from bot.conversations import COMMANDS
from tests.cast import Player, Village
from tests.conversations.looking import answers, every_row, once_is_enough, said

ONE_SCREEN = 900  # characters that a small telephone shows without scrolling, in ordinary type
pytestmark = once_is_enough
EXAMPLE = "128/82"


async def test_help_depends_on_who_asks_and_fits_one_screen(village: Village) -> None:
    told = {}
    stranger = village.newcomer("新来的")
    for name, player in (
        ("stranger", stranger),
        ("resident", village.resident),
        ("english", village.english),
        ("administrator", village.administrator),
    ):
        received = answers(await player.sends("/help"))
        assert len(received) == 1
        assert len(received[0]) <= ONE_SCREEN
        told[name] = received[0]
    assert "/start" in told["stranger"]
    assert "/history" not in told["stranger"]
    assert EXAMPLE in told["resident"]
    assert "120" in told["resident"]
    assert "/bind" in told["administrator"]
    assert "/bind" not in told["resident"]
    assert EXAMPLE not in told["administrator"]
    await village.administrator.taps("我自己的健康")
    assert EXAMPLE in village.administrator.reads()
    assert told["english"] != told["resident"]
    assert (await village.database.read(every_row))["conversation"] == []


UNUSABLE = (
    *("你好", "asdf", "😀", "？", "今天天气真好", "/nonsense", "/weather@another_bot", "/", "//", "65.5"),
    "a" * 4096,
)


async def test_what_cannot_be_used_is_answered_once_and_helpfully(village: Village) -> None:
    for text in UNUSABLE:
        received = answers(await village.resident.sends(text))
        assert len(received) == 1, text
        assert EXAMPLE in received[0], text
        assert village.resident.last()["keyboard"]
    rows = await village.database.read(every_row)
    assert rows["reading"] == rows["exercise"] == []


async def test_a_command_that_does_not_exist_is_told_so_and_takes_no_reading_away(village: Village) -> None:
    for slip in ("/histroy", "/weather@another_bot", "/"):
        await village.resident.sends(slip)
        assert said("I do not know that command. This is what I can do.") in village.resident.reads(), slip
        assert "/history" in village.resident.reads()
    await village.resident.sends("/血压 128/82")
    assert "⭐" in village.resident.reads()
    await village.resident.sends("/救命 胸口疼")
    assert "120" in village.resident.reads().split("\n")[0]


async def test_somebody_elses_numbers_are_said_to_be_somebody_elses(village: Village) -> None:
    others = said(
        "Those are somebody else's numbers, I think, so I have not kept them. Here I keep yours, for example:"
    )
    for text in ("我妈血压150/95", "mum's bp 150/95"):
        await village.resident.sends(text)
        assert others in village.resident.reads(), text
    for text in ("我妈今天很好", "明天8点去看我妈"):
        await village.resident.sends(text)
        assert others not in village.resident.reads(), text
    assert (await village.database.read(every_row))["reading"] == []


async def test_a_lone_number_is_asked_about_once(village: Village) -> None:
    assert len(answers(await village.resident.sends("128"))) == 1
    assert "128" in village.resident.reads()
    assert village.resident.last()["keyboard"]
    assert (await village.database.read(every_row))["reading"] == []


PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00"
    b"\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


async def test_what_has_no_words_gets_a_helpful_line(village: Village) -> None:
    for content in (
        {"photo": PIXEL},
        {"voice": b"OggS"},
        {"document": b"some file"},
        {"location": {"latitude": 26.6, "longitude": 118.2}},
        {"contact": {"phone_number": "13800138000", "first_name": "儿子"}},
    ):
        received = answers(await village.resident.sends("", **content))
        assert len(received) == 1
        assert received[0].startswith(
            said(
                "I can read words and numbers, but no pictures and no voice. Please write to me, for example:"
            )
        )
        assert EXAMPLE in received[0]
    chat = {"id": village.resident.telegram_id, "type": "private", "first_name": "张桂兰"}
    sticker = {"file_id": "x", "file_unique_id": "x", "type": "regular", "width": 1, "height": 1}
    before = len(village.resident.sees())
    await village.hears(
        "message",
        {
            "message_id": 900,
            "date": int(village.now.timestamp()),
            "chat": chat,
            "from": chat_user(village.resident),
            "sticker": sticker | {"is_animated": False, "is_video": False},
        },
    )
    received = answers(village.resident.sees()[before:])
    assert len(received) == 1
    assert EXAMPLE in received[0]
    # The words under a picture are read like any others.
    await village.resident.sends("", photo=PIXEL, caption="128/82")
    assert "⭐" in village.resident.reads()


def chat_user(player: Player) -> dict[str, object]:
    return {"id": player.telegram_id, "is_bot": False, "first_name": player.name, "language_code": "zh-hans"}


async def test_a_stranger_is_led_to_the_beginning_and_a_command_for_residents_does_nothing(
    village: Village,
) -> None:
    stranger = village.newcomer("新来的")
    for text in ("128/82", "/history", "/nonsense"):
        received = answers(await stranger.sends(text))
        assert len(received) >= 1
        assert stranger.last()["keyboard"]
    rows = await village.database.read(every_row)
    assert rows["reading"] == []
    assert not any(row["telegram_id"] == stranger.telegram_id for row in rows["person"])


async def test_an_edited_message_changes_nothing_and_shows_how_to_put_it_right(village: Village) -> None:
    await village.resident.sends("128/82")
    before = await village.database.read(every_row)
    written = village.resident.sees()[0]
    seen = len(village.resident.sees())
    edited = {
        "message_id": written["message_id"],
        "date": int(village.now.timestamp()),
        "edit_date": int(village.now.timestamp()),
        "chat": {"id": village.resident.telegram_id, "type": "private", "first_name": "张桂兰"},
        "from": chat_user(village.resident),
        "text": "138/82",
    }
    await village.hears("edited_message", edited)
    received = answers(village.resident.sees()[seen:])
    assert received == [said("I keep a message as it was first sent. To put a reading right:")]
    assert await village.database.read(every_row) == before
    await village.resident.taps("📈")
    assert "128/82" in village.resident.reads()


async def test_a_group_message_edited_into_a_reading_is_taken_away_too(village: Village) -> None:
    await village.resident.sends("大家早", group=village.group)
    written = village.resident.sees(group=village.group)[-1]
    edited = {
        "message_id": written["message_id"],
        "date": int(village.now.timestamp()),
        "edit_date": int(village.now.timestamp()),
        "chat": {"id": village.group, "type": "supergroup", "title": "清溪村健康群"},
        "from": chat_user(village.resident),
        "text": "血压128/82",
    }
    await village.hears("edited_message", edited)
    assert next(
        one for one in village.treated.sees(group=village.group) if one["number"] == written["number"]
    )["deleted"]
    assert "⭐" in village.resident.reads(group=village.group)


async def test_commands_are_listed_where_and_in_the_language_they_are_useful(village: Village) -> None:
    def listed(player: Player, chat: int | None = None) -> dict[str, str]:
        shown = village.control.list_commands(player.telegram_id, chat or player.telegram_id)
        return {one["command"]: one["description"] for one in shown}

    await village.resident.sends("/start")
    await village.english.sends("/start")
    own, english = listed(village.resident), listed(village.english)
    assert own.keys() == english.keys() >= {"menu", "history", "points", "privacy", "help"}
    assert own["menu"] == said("Log by tapping")
    assert english["menu"] == "Log by tapping"
    assert "bind" not in own
    group = listed(village.resident, village.group)
    assert group.keys() < own.keys()
    assert not group.keys() & {"mydata", "forget", "privacy", "whosaw"}


async def test_every_command_is_answered_while_a_question_stands_open(village: Village) -> None:
    for player in (village.resident, village.doctor, village.administrator):
        for command in sorted(COMMANDS.keys() - {"forget"}):
            await player.sends("82/128")  # asked about, and left open
            assert answers(await player.sends(f"/{command}")), command
