"""A resident sends what they measured: one message, no command, and sees at once what it means."""

from actions.note_reachable import note_reachable
from tests.cast import Village
from tests.conversations.looking import answers, balanced, said
from tests.conversations.records import about_words, balance, exercise, known, measured, moved, step, values


async def test_a_typed_blood_pressure_is_kept_and_answered(village: Village) -> None:
    heard = await village.resident.sends("128/82")
    assert len(answers(heard)) == 1  # two messages a log, at most
    told = village.resident.reads()
    assert told.startswith("🟢")
    assert "128/82" in told
    assert "135/85" in told
    assert told.index("+2") > told.index("135/85")
    [kept] = await measured(village.resident)
    assert kept.reading.values == {"systolic": 128, "diastolic": 82}
    assert (kept.taken_at, kept.logged_at, kept.provenance) == (village.now, village.now, "self")
    assert await balance(village.resident) == 2
    assert await balanced(village)
    for somebody in (village.doctor, village.volunteer, village.administrator):
        assert somebody.sees() == []
    assert not any("128" in str(message) for message in village.administrator.sees(group=village.group))


SAID = (
    ("血压一百二十八/八十二 心率72", "blood_pressure", {"systolic": 128, "diastolic": 82, "pulse": 72}),
    ("１２６／８０", "blood_pressure", {"systolic": 126, "diastolic": 80}),
    ("高压124低压78", "blood_pressure", {"systolic": 124, "diastolic": 78}),
    ("空腹血糖6.1", "glucose", {"mmol_per_l": 6.1}),
    ("体重130斤", "weight", {"kg": 65}),
    ("腰围2尺6", "waist", {"cm": 86.7}),
    ("今天走了6000步", "steps", {"steps": 6000}),
    ("体温36.6", "temperature", {"celsius": 36.6}),
    ("血氧97", "spo2", {"percent": 97}),
    ("心率72", "pulse", {"pulse": 72}),
)


@about_words
async def test_every_vital_sign_is_kept_as_it_is_said(village: Village) -> None:
    for text, vital, expected in SAID:
        await village.resident.sends(text)
        assert (await values(village.resident, vital))[0] == expected, text
        assert village.resident.reads().startswith("🟢"), text
        await village.passes(minutes=2)
    assert len(await measured(village.resident)) == len(SAID)


async def test_several_in_one_message_are_all_kept_and_answered_together(village: Village) -> None:
    heard = await village.resident.sends("昨晚8点 125/78，今天早上 130/84，体重65公斤，快走30分钟")
    [told] = answers(heard)
    assert [told.count(sign) for sign in ("125/78", "130/84", "⚖️", "🚶")] == [1, 1, 1, 1]
    assert told.index("125/78") < told.index("130/84") < told.index("⚖️")
    evening, morning = sorted(
        await measured(village.resident, "blood_pressure"), key=lambda one: one.taken_at
    )
    assert (evening.reading["systolic"], evening.taken_at.hour) == (
        125,
        12,
    )  # eight in the evening in the village
    assert (morning.reading["systolic"], morning.local_date.day) == (130, 22)
    assert evening.local_date.day == 21
    assert await values(village.resident, "weight") == [{"kg": 65}]
    assert await exercise(village.resident) == [("walk_brisk", 30)]


async def test_the_same_numbers_of_two_days_are_two_readings(village: Village) -> None:
    await village.resident.sends("昨晚8点 128/82，今天早上 128/82")
    assert len(await measured(village.resident)) == 2


async def test_the_same_message_twice_is_kept_once_and_two_minutes_later_is_another(village: Village) -> None:
    await village.resident.sends("128/82")
    await village.resident.sends("128/82")
    assert said("I have this one already, kept once.") in village.resident.reads()
    assert "⭐" not in village.resident.reads()
    assert len(await measured(village.resident)) == 1
    await village.passes(minutes=2)
    await village.resident.sends("128/82")
    assert len(await measured(village.resident)) == 2
    assert await balance(village.resident) == 2


@about_words
async def test_a_number_is_compared_with_the_persons_own_weeks(village: Village) -> None:
    for text in ("120/80", "122/80", "124/80"):
        await village.resident.sends(text)
        await village.passes(days=1)
    await village.resident.sends("132/80")
    assert "122" in village.resident.reads()  # their own mean
    assert "10" in village.resident.reads()  # and how far off it is
    await village.treated.sends("132/80")
    assert "122" not in village.treated.reads()  # nobody else's


@about_words
async def test_what_holds_no_reading_is_never_taken_for_one(village: Village) -> None:
    for text in ("早上好", "我明天去医院", "今年65岁", "下午3点开会", "网格员来过了", "???", "谢谢你"):
        [told] = answers(await village.resident.sends(text))
        assert "128/82" in told, text  # something to copy
    assert await measured(village.resident) == []
    assert await moved(village.resident) == []


@about_words
async def test_exercise_is_kept_with_the_week_it_fills(village: Village) -> None:
    await village.resident.sends("打太极30分钟")
    assert "30" in village.resident.reads()
    assert "150" in village.resident.reads()
    assert "●●○○○○○○○○" in village.resident.reads()
    await village.resident.sends("打篮球一小时")  # hard: twice
    assert "●●●●●●●●●●" in village.resident.reads()
    assert await exercise(village.resident) == [("basketball", 60), ("tai_chi", 30)]
    assert (await known(village.resident)).last_log_on == village.now.date()
    assert (await known(village.treated)).last_log_on is None


@about_words
async def test_somebody_eleven_zones_away_has_their_own_day(village: Village) -> None:
    mary = village.english
    await mary.sends("128/82")
    [kept] = await measured(mary)
    assert kept.taken_at == village.now
    there = await known(mary)
    assert there is not None
    assert kept.local_date == there.last_log_on
    assert kept.local_date.day == 21  # nine on Sunday morning here is Saturday evening there
    assert "Nov 21 20:00" in mary.reads()
    await mary.sends("yesterday morning 131/84")
    assert (await measured(mary))[-1].local_date.day == 20


@about_words
async def test_somebody_who_never_consented_is_told_so_and_nothing_is_kept(village: Village) -> None:
    for text in ("128/82", "82/128", "血糖 6.1", "走路30分钟"):
        await village.never_consented.sends(text)
        assert village.never_consented.reads().startswith(
            said("You have not agreed that I keep health data, so I have not kept this.")
        ), text
        assert "120" in village.never_consented.reads()
        assert await step(village.never_consented) is None
    assert await measured(village.never_consented) == []
    assert await moved(village.never_consented) == []
    assert await known(village.never_consented) is not None


async def test_somebody_who_blocked_the_bot_loses_no_reading(village: Village) -> None:
    village.control.set_membership(village.resident.telegram_id, "blocked")
    village.control.set_membership(village.resident.telegram_id, "unblocked")
    await village.telegram.settled()
    await village.resident.sends("128/82")
    assert len(await measured(village.resident)) == 1
    assert "128/82" in village.resident.reads()


@about_words
async def test_somebody_who_writes_can_be_written_to_again_whatever_was_noted(village: Village) -> None:
    gone = (village.resident.telegram_id, village.treated.telegram_id)
    for telegram_id in gone:  # the change by which they came back was missed
        await village.database.run(note_reachable, telegram_id, why_not="blocked", now=village.now)
    await village.resident.sends("128/82")
    await village.treated.sends("128/82", group=village.group)
    noted = [await known(player) for player in (village.resident, village.treated)]
    assert [person.unreachable_why for person in noted if person is not None] == [None, "blocked"]
