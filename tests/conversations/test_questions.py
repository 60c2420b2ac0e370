"""The bot asks instead of guessing, and one tap or one word answers."""

from tests.cast import Village
from tests.conversations.looking import answers, balanced, said
from tests.conversations.records import about_words, balance, exercise, measured, step, values

YES, NO = said("✅ Yes, that is right"), said("✏️ No, I will send it again")
FASTING, AFTER_2H = said("before breakfast"), said("2 hours after a meal")


async def test_reversed_numbers_are_asked_about_and_one_tap_keeps_them(village: Village) -> None:
    await village.resident.sends("82/128")
    assert "⭐" not in village.resident.reads()
    assert await measured(village.resident) == []
    question = village.resident.last()
    await village.resident.taps("✅")
    answer = village.resident.last()
    assert answer["message_id"] == question["message_id"]  # in place of the question
    assert "128/82" in village.resident.reads()
    assert "⭐" in village.resident.reads()
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]
    assert await step(village.resident) is None


@about_words
async def test_yes_in_words_is_as_good_as_a_tap(village: Village) -> None:
    for number, word in enumerate(("是", "对的", "没错。", "yes", "OK"), 1):
        await village.resident.sends("82/128")
        await village.resident.sends(word)
        assert len(await values(village.resident, "blood_pressure")) == number, word
        await village.passes(minutes=2)


@about_words
async def test_no_keeps_nothing_and_says_how_to_send_it_again(village: Village) -> None:
    for word in ("不是", "不对", "no", NO):
        await village.resident.sends("82/128")
        await (village.resident.taps(NO) if word == NO else village.resident.sends(word))
        assert "128/82" in village.resident.reads(), word  # the example
    assert await measured(village.resident) == []
    await village.resident.sends("126/82")
    assert await values(village.resident, "blood_pressure") == [{"systolic": 126, "diastolic": 82}]


@about_words
async def test_an_unusual_number_is_kept_once_it_is_confirmed(village: Village) -> None:
    unusual: dict[str, dict[str, float]] = {
        "225/95": {"systolic": 225, "diastolic": 95},
        "体重140公斤": {"kg": 140},
        "体温40.5": {"celsius": 40.5},
        "今天走了50000步": {"steps": 50000},
    }
    for text, expected in unusual.items():
        await village.resident.sends(text)
        assert village.resident.buttons() == [YES, NO], text
        assert expected not in [kept.reading.values for kept in await measured(village.resident)]
        await village.resident.taps(YES)
        assert expected in [kept.reading.values for kept in await measured(village.resident)]


@about_words
async def test_a_weight_far_from_the_last_is_asked_about(village: Village) -> None:
    await village.resident.sends("体重65公斤")
    await village.passes(days=2)
    await village.resident.sends("体重56公斤")
    assert village.resident.buttons() == [YES, NO]
    assert len(await measured(village.resident)) == 1
    await village.resident.taps(YES)
    assert await values(village.resident, "weight") == [{"kg": 56}, {"kg": 65}]


@about_words
async def test_what_cannot_be_is_refused_with_an_example_and_not_waited_with(village: Village) -> None:
    for text in ("血压 400/300", "体重700公斤", "空腹血糖0.2", "血氧30", "走路700分钟"):
        await village.resident.sends(text)
        assert village.resident.buttons() == [], text
        assert "⭐" not in village.resident.reads()
        assert await step(village.resident) is None
        await village.resident.sends("是")
    assert await measured(village.resident) == []
    assert await exercise(village.resident) == []


async def test_a_lone_number_is_completed_by_another_or_by_taps(village: Village) -> None:
    await village.resident.sends("128")
    assert "128" in village.resident.reads()
    await village.resident.sends("82")
    await village.passes(hours=5)
    await village.resident.sends("高压130")
    for digit in ("8_", "84"):
        await village.resident.taps(digit)
    assert await values(village.resident, "blood_pressure") == [
        {"systolic": 130, "diastolic": 84},
        {"systolic": 128, "diastolic": 82},
    ]
    assert await step(village.resident) is None


async def test_blood_sugar_asks_for_the_meal_and_takes_a_tap_or_a_word(village: Village) -> None:
    await village.resident.sends("血糖7.8")
    assert len(village.resident.buttons()) == 4
    await village.resident.taps(AFTER_2H)
    await village.passes(hours=3)
    await village.resident.sends("血糖6.2")
    await village.resident.sends("空腹")
    kept = await measured(village.resident, "glucose")
    assert [(one.reading["mmol_per_l"], one.reading.meal) for one in kept] == [
        (6.2, "fasting"),
        (7.8, "after_2h"),
    ]


async def test_an_hour_still_to_come_is_asked_about(village: Village) -> None:
    await village.resident.sends("23:30 128/80")
    assert await measured(village.resident) == []
    just_now, never = village.resident.buttons()
    await village.resident.taps(never)
    assert await measured(village.resident) == []
    await village.resident.sends("23:30 128/80")
    await village.resident.taps(just_now)
    [kept] = await measured(village.resident)
    assert kept.taken_at == village.now


@about_words
async def test_what_is_older_than_thirty_days_is_not_kept(village: Village) -> None:
    await village.resident.sends("10月1日 128/82")
    assert said("That is more than 30 days ago, too long for me to keep.") in village.resident.reads()
    await village.resident.sends("10月25日 128/82")
    [kept] = await measured(village.resident)
    assert kept.local_date.day == 25
    assert await balance(village.resident) == 0  # and what is older than a day earns nothing


async def test_more_than_three_hours_of_exercise_is_confirmed(village: Village) -> None:
    await village.resident.sends("走路200分钟")
    assert await exercise(village.resident) == []
    await village.resident.taps(YES)
    assert await exercise(village.resident) == [("walk_moderate", 200)]


async def test_several_questions_come_one_after_another_and_what_is_clear_is_kept(village: Village) -> None:
    heard = await village.resident.sends("体重140公斤，血糖7.8，走路30分钟，血氧30")
    assert len(answers(heard)) == 3  # the walk, what cannot be, and one question
    assert await exercise(village.resident) == [("walk_moderate", 30)]
    assert await measured(village.resident) == []
    first = village.resident.buttons()
    for button in (YES, AFTER_2H) if first == [YES, NO] else (AFTER_2H, YES):
        await village.resident.taps(button)
    assert await values(village.resident, "weight") == [{"kg": 140}]
    assert await values(village.resident, "glucose") == [{"mmol_per_l": 7.8}]
    assert await step(village.resident) is None
    assert await balanced(village)


async def test_a_no_to_one_question_goes_on_to_the_next(village: Village) -> None:
    await village.resident.sends("体重140公斤，82/128")
    await village.resident.taps(NO)
    await village.resident.taps(YES)
    assert len(await measured(village.resident)) == 1


async def test_a_question_left_open_is_asked_again_after_something_else(village: Village) -> None:
    await village.resident.sends("血糖7.8")
    old = village.resident.last()
    heard = await village.resident.sends("体重65公斤")
    assert len(answers(heard)) == 2
    tapped = await village.resident.taps_on(old, label=AFTER_2H)
    assert tapped["answer"] == said("This one is done already.")  # only the newest buttons answer
    assert await measured(village.resident, "glucose") == []
    await village.resident.taps(AFTER_2H)
    assert len(await measured(village.resident, "glucose")) == 1


async def test_the_same_thing_sent_anew_is_the_answer(village: Village) -> None:
    await village.resident.sends("82/128")
    old = village.resident.last()
    await village.resident.sends("128/82")
    assert await step(village.resident) is None
    await village.resident.taps_on(old, label=YES)
    assert len(await measured(village.resident)) == 1
    assert await balance(village.resident) == 2


@about_words
async def test_the_menu_leaves_a_question_behind(village: Village) -> None:
    await village.resident.sends("82/128")
    await village.resident.sends("/menu")
    assert await step(village.resident) is None
    await village.resident.sends("是")
    assert await measured(village.resident) == []


@about_words
async def test_a_question_in_english_is_answered_in_english(village: Village) -> None:
    await village.english.sends("82/128")
    assert village.english.reads() == "The two numbers look swapped. Is it 128/82?"
    await village.english.sends("yes")
    assert village.english.reads().startswith("🟢 🩺 Blood pressure 128/82")


@about_words
async def test_minutes_without_a_unit_are_asked_about_and_one_tap_keeps_them(village: Village) -> None:
    await village.resident.sends("快走40")
    assert "40" in village.resident.reads()
    assert await exercise(village.resident) == []
    await village.resident.taps(YES)
    assert await exercise(village.resident) == [("walk_brisk", 40)]
