"""The lesson of the week as a village lives it: read in the group, its quiz answered, more of it in the private chat."""

from typing import Any

from bot.wording import lesson, words_in
from domain.lessons import lesson_of
from storage.lesson_plan import lesson_plan
from tests.cast import Player, Village
from tests.conversations.looking import once_is_enough, said
from tests.conversations.records import ledger

TO_TUESDAY = {"days": 2, "minutes": 1}  # from Sunday, nine o'clock
NAME = lesson_of(2026, 48, lesson_plan())
LESSON = lesson("zh_CN", NAME)


def in_group(village: Village, words: str, *, viewer: Player | None = None) -> list[dict[str, Any]]:
    seen = (viewer or village.resident).sees(group=village.group)
    return [one for one in seen if words in (one["text"] or "") and not one["deleted"]]


def quizzes(village: Village) -> list[dict[str, Any]]:
    return [one for one in village.resident.sees(group=village.group) if one.get("poll")]


async def votes(village: Village, player: Player, *options: int) -> None:
    (quiz,) = quizzes(village)
    village.control.vote(player.telegram_id, village.group, quiz["message_id"], options)
    await village.telegram.settled()


async def test_the_lesson_comes_with_its_quiz_and_a_right_answer_earns_three_points(village: Village) -> None:
    await village.resident.sends("/start")
    await village.passes(**TO_TUESDAY)
    (post,) = in_group(village, LESSON.title)
    assert LESSON.text.splitlines()[0] in post["text"]
    assert LESSON.source in post["text"]
    (quiz,) = quizzes(village)
    assert quiz["poll"]["question"] == LESSON.quiz.question
    before = len(village.resident.sees(group=village.group))
    await votes(village, village.resident, LESSON.quiz.right)
    assert await ledger(village.resident) == [3]
    assert said("✅ That is right. ⭐ +{points}", points=3) in village.resident.reads()
    assert len(village.resident.sees(group=village.group)) == before  # nothing is said in the group
    await village.passes(days=1)
    assert len(quizzes(village)) == 1


@once_is_enough
async def test_who_never_consented_or_joined_earns_and_hears_nothing(village: Village) -> None:
    stranger = village.newcomer("过路人")
    village.control.set_membership(stranger.telegram_id, "member", village.group)
    await village.passes(**TO_TUESDAY)
    for player in (village.never_consented, stranger):
        await votes(village, player, LESSON.quiz.right)
        assert player.sees() == []
    assert await ledger(village.never_consented) == []


@once_is_enough
async def test_a_wrong_answer_earns_nothing_and_in_quiet_hours_a_right_one_is_not_spoken_of(
    village: Village,
) -> None:
    for player in (village.resident, village.treated):
        await player.sends("/start")
    await village.passes(**TO_TUESDAY)
    before = len(village.treated.sees())
    await votes(village, village.treated, (LESSON.quiz.right + 1) % 3)
    assert await ledger(village.treated) == []
    assert len(village.treated.sees()) == before
    await village.passes(hours=14)  # eleven at night
    before = len(village.resident.sees())
    await votes(village, village.resident, LESSON.quiz.right)
    assert len(await ledger(village.resident)) == 1
    assert len(village.resident.sees()) == before


async def test_the_button_leads_to_more_in_the_private_chat_and_reading_earns_once_a_week(
    village: Village,
) -> None:
    await village.passes(**TO_TUESDAY)
    (post,) = in_group(village, LESSON.title)
    opened = await village.resident.taps_on(post, label=said("📖 Read more"))
    address = opened["url"]
    assert address == f"https://t.me/healthgrid_bot?start=lesson-{NAME}"
    await village.resident.sends(f"/start {address.partition('start=')[2]}")
    assert LESSON.more.splitlines()[-1] in village.resident.reads()
    assert said("⭐ +{points} for reading", points=1) in village.resident.reads()
    await village.resident.sends("/lessons")
    await village.resident.taps(lesson("zh_CN", lesson_of(2026, 47, lesson_plan())).title)
    assert await ledger(village.resident) == [1]


@once_is_enough
async def test_lessons_can_be_leafed_through_and_a_bad_link_leads_to_all(village: Village) -> None:
    await village.resident.sends("/start lesson-there-is-none")
    assert said("📖 <b>Lessons</b>").replace("<b>", "").replace("</b>", "") in village.resident.reads()
    first = village.resident.buttons()
    await village.resident.taps(said("Older ➡️"))
    assert not set(first[:6]) & set(village.resident.buttons()[:6])
    await village.resident.taps(said("⬅️ Newer"))
    assert village.resident.buttons() == first


@once_is_enough
async def test_only_an_administrator_ends_the_lessons_and_one_tap_is_enough(village: Village) -> None:
    await village.passes(**TO_TUESDAY)
    end = said("🔕 Not in this group")
    refused = await village.resident.taps(end, group=village.group)
    assert refused["answer"] == said("Only an administrator can change what I post here.")
    await village.administrator.taps(end, group=village.group)
    assert words_in("zh_CN")("the weekly lesson") in village.administrator.reads(group=village.group)
    assert in_group(village, said("🔔 Post it again"), viewer=village.resident) == []
    await village.passes(days=7)
    assert len(quizzes(village)) == 1
    await village.administrator.taps(said("🔔 Post it again"), group=village.group)
    await village.passes(days=7)
    assert len(quizzes(village)) == 2


async def test_a_nickname_puts_one_on_the_board_and_one_tap_takes_one_off(village: Village) -> None:
    await village.resident.sends("/board")
    await village.resident.taps(said("🏅 Put me on it"))
    await village.resident.sends("13800138000")
    assert "号码" in village.resident.reads()
    await village.resident.sends("桂花")
    assert "桂花" in village.resident.reads()
    await village.resident.taps(said("🚪 Take me off"))
    await village.resident.sends("/start board")
    assert said("🏅 You are not on the village's board.") in village.resident.reads()


@once_is_enough
async def test_a_reading_sent_while_a_nickname_is_awaited_is_a_reading(village: Village) -> None:
    await village.resident.sends("/board")
    await village.resident.taps(said("🏅 Put me on it"))
    await village.resident.sends("128/82")
    assert "128/82" in village.resident.reads()
