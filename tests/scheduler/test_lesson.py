"""The weekly lesson: every bound group once a week at its own hour, the right one, and a quiz that pays once."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from actions.answer_quiz import NotCounted, QuizAnswered, answer_quiz
from actions.change_group_posts import change_group_posts
from actions.queue_due_pushes import queue_due_pushes
from bot.push import Sent
from bot.scheduler.pushes.weekly_lesson import PUSH
from bot.wording import lesson, lesson_texts
from domain.lessons import lesson_of
from domain.people import Language
from storage import areas, lesson_changes, people
from storage.database import Database
from storage.due import add_due, next_due_at
from storage.lesson_plan import lesson_plan
from storage.quizzes import list_answers
from storage.whole_person import everything_of
from tests.scheduler.places import NOON, enrol, passes_until, posted, residents_of, says, settle

SHANGHAI = ZoneInfo("Asia/Shanghai")
TUESDAY_NINE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


async def test_a_town_without_groups_gets_no_lesson(database: Database) -> None:
    await passes_until(database, PUSH, NOON, NOON + timedelta(weeks=8))
    assert await posted(database, PUSH) == []


async def test_every_bound_group_gets_it_at_nine_on_tuesday_in_the_village(database: Database) -> None:
    groups = await database.run(settle, villages=40)
    await passes_until(database, PUSH, NOON, TUESDAY_NINE)
    rows = await posted(database, PUSH)
    assert sorted(row.group_id for row in rows) == sorted(groups)
    assert {row.not_before for row in rows} == {TUESDAY_NINE}
    assert {row.row.reference for row in rows} == {202648}
    assert {row.expires_at.astimezone(SHANGHAI).isoformat() for row in rows} == {"2026-11-30T00:00:00+08:00"}


async def test_a_year_brings_every_lesson_once_and_those_of_a_day_in_its_week(database: Database) -> None:
    await database.run(settle)
    start = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    await passes_until(database, PUSH, start, datetime(2027, 12, 31, 16, 0, tzinfo=UTC))
    rows = await posted(database, PUSH)
    in_year = [row for row in rows if row.row.reference // 100 == 2027]
    assert [row.row.reference % 100 for row in in_year] == list(range(1, 53))
    names = [lesson_of(*divmod(row.row.reference, 100), lesson_plan()) for row in in_year]
    assert len(set(names)) == 52
    for anchor, name in (((5, 17), "20-know-your-bp"), ((10, 8), "41-control-bp"), ((11, 14), "46-diabetes")):
        week = date(2027, *anchor).isocalendar().week
        assert names[week - 1] == name
    told = [await says(database, PUSH, row) for row in rows]
    titles = [message.text.splitlines()[0] for message in told if message is not None]
    assert len(titles) == len(rows)


async def test_a_year_of_53_weeks_has_a_lesson_in_each(database: Database) -> None:
    await database.run(settle)
    start = datetime(2025, 12, 28, tzinfo=UTC)
    await passes_until(database, PUSH, start, datetime(2027, 1, 3, 16, 0, tzinfo=UTC))
    in_year = [row for row in await posted(database, PUSH) if row.row.reference // 100 == 2026]
    assert [row.row.reference % 100 for row in in_year] == list(range(1, 54))


async def test_the_same_week_is_posted_once_whatever_is_due(database: Database) -> None:
    (group,) = await database.run(settle)
    await passes_until(database, PUSH, NOON, TUESDAY_NINE)
    later = TUESDAY_NINE + timedelta(days=2)
    await database.run(add_due, PUSH.name, f"group:{group}", due_at=later)
    await database.run(queue_due_pushes, PUSH, now=later)
    assert len(await posted(database, PUSH)) == 1


async def test_missed_and_still_that_week_it_comes_by_daylight(database: Database) -> None:
    await database.run(settle)
    await enrol(database, PUSH, NOON)
    friday_night = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)  # two o'clock on Saturday morning there
    await database.run(queue_due_pushes, PUSH, now=friday_night)
    (row,) = await posted(database, PUSH)
    assert row.not_before.astimezone(SHANGHAI).isoformat() == "2026-11-28T07:00:00+08:00"


async def test_missed_for_weeks_only_this_weeks_comes(database: Database) -> None:
    await database.run(settle)
    await enrol(database, PUSH, NOON)
    back = datetime(2026, 12, 17, 4, 0, tzinfo=UTC)
    while (await database.run(queue_due_pushes, PUSH, now=back)).due:
        pass
    assert [row.row.reference for row in await posted(database, PUSH)] == [202651]
    assert await database.read(next_due_at, [PUSH.name]) == datetime(2026, 12, 22, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("back_after", "expected"), [(timedelta(days=3), [202648]), (timedelta(days=8), [202649])]
)
async def test_a_group_without_the_bot_gets_it_if_the_bot_is_back_that_week(
    database: Database, back_after: timedelta, expected: list[int]
) -> None:
    await database.run(settle)
    await enrol(database, PUSH, NOON)
    await database.run(areas.change_group, -100, bot_status="left")
    await passes_until(database, PUSH, NOON, TUESDAY_NINE + back_after)
    assert await posted(database, PUSH) == []
    await database.run(areas.change_group, -100, bot_status="member")
    back = TUESDAY_NINE + back_after
    await passes_until(database, PUSH, back, back + timedelta(hours=20))
    assert [row.row.reference for row in await posted(database, PUSH)] == expected


async def test_only_an_administrator_ends_it_and_begins_it_again(database: Database) -> None:
    await database.run(settle, people_each=1)
    administrator, resident = await database.read(residents_of)
    refused = await database.run(change_group_posts, resident, -100, PUSH.name, wanted=False, now=NOON)
    assert getattr(refused, "refused", False)
    assert await enrol(database, PUSH, NOON) == 1
    for wanted, again in ((False, 0), (True, 1)):
        await database.run(change_group_posts, administrator, -100, PUSH.name, wanted=wanted, now=NOON)
        assert await enrol(database, PUSH, NOON) == again


@pytest.mark.parametrize("language", list(Language))
async def test_every_lesson_says_its_title_text_source_more_and_quiz(
    database: Database, language: Language
) -> None:
    await database.run(settle)
    await passes_until(database, PUSH, NOON, NOON + timedelta(weeks=52))
    for row in await posted(database, PUSH):
        message = await says(database, PUSH, row, language=language)
        assert message is not None
        assert message.quiz is not None
        name = lesson_of(*divmod(row.row.reference, 100), lesson_plan())
        told = lesson(language, name)
        assert told.title in message.text
        assert told.source in message.text
        assert message.buttons[0][0].start == f"lesson-{name}"
        assert message.quiz.right == told.quiz.right
        assert len(message.quiz.explanation) <= 200


async def test_the_first_right_answer_pays_once_and_strangers_earn_nothing(database: Database) -> None:
    await database.run(settle, people_each=2)
    await passes_until(database, PUSH, NOON, TUESDAY_NINE)
    (row,) = await posted(database, PUSH)
    assert PUSH.sent is not None
    message = await says(database, PUSH, row)
    assert message is not None
    name, moved = lesson_of(2026, 48, lesson_plan()), lesson_of(2026, 49, lesson_plan())
    right = lesson("zh_CN", name).quiz.right
    # While it was on its way its text was replaced, with another right answer, and another lesson chosen for the week.
    places = count()
    written = re.sub(
        r"- \[.\]",
        lambda _: "- [x]" if next(places) == (right + 1) % 3 else "- [ ]",
        lesson_texts("zh_CN")[name],
    )
    await database.run(lesson_changes.put_text, name, "zh_CN", written, by=1, now=NOON)
    await database.run(lesson_changes.put_week, 202648, moved, by=1, now=NOON)
    await database.run(PUSH.sent, row.row, Sent(5, "poll", 6, message.quiz), TUESDAY_NINE)
    _, one, other = await database.read(residents_of)

    async def answer(telegram_id: int, options: tuple[int, ...], poll: str = "poll") -> object:
        return await database.run(answer_quiz, poll, telegram_id, options, now=TUESDAY_NINE)

    paid = await answer(1001, (right,))
    assert isinstance(paid, QuizAnswered)
    assert (paid.person_id, paid.right, paid.paid.points) == (one, True, 3)
    assert isinstance(await answer(1001, (right,)), NotCounted)
    wrong = await answer(1002, ((right + 1) % 3,))
    assert isinstance(wrong, QuizAnswered)
    assert (wrong.person_id, wrong.paid.points) == (other, 0)
    assert isinstance(await answer(1002, (right,)), NotCounted)  # the first answer is the one that counts
    answers = [answer.right for answer in await database.read(list_answers, one)]
    assert answers == [True]  # and their copy of everything holds it
    assert len((await database.run(everything_of, one))["quizzes"]) == 1  # type: ignore[arg-type]
    for nobody in (await answer(77, (right,)), await answer(1000, ()), await answer(1000, (right,), "other")):
        assert isinstance(nobody, NotCounted)
    await database.run(people.change_person, one - 1, consents_health=False)
    assert isinstance(await answer(1000, (right,)), NotCounted)
