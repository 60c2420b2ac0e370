"""A dangerous reading: what to do comes first, praise and points never, and the team's alert is written."""

from datetime import timedelta

from bot.words import vocabulary
from domain.triage import Reason, Symptom
from tests.cast import Player, Village
from tests.conversations.looking import answers, balanced, said
from tests.conversations.records import about_words, alerts, ledger, measured, values

CALL_120 = said("🔴 <b>Please call 120 now.</b>")
NOBODY = said("Nobody else is told, because you did not agree to share. Please tell someone yourself.")
NONE = said("None of these")
YES = said("✅ Yes, that is right")
PRAISE = (said("Good that you feel well."), "🎉", "🟢", "👏")


def means(reason: Reason) -> str:
    return said(vocabulary.MEANINGS[reason])


def assert_nothing_but_advice(told: str) -> None:
    """Neither praise nor points, and the light of danger first."""
    assert told[0] in "🔴🟠", told
    assert "⭐" not in told
    assert said("points") not in told
    assert not any(praise in told.split("\n")[0] for praise in PRAISE), told


async def latest(player: Player) -> dict[str, object]:
    return (await alerts(player))[-1]


DANGERS = (
    ("185/112", "🟠"),
    ("180/80", "🟠"),
    ("150/110", "🟠"),
    ("128/82 心率135", "🟠"),
    ("空腹血糖17.2", "🟠"),
    ("空腹血糖3.5", "🟠"),
    ("心率135", "🟠"),
    ("体温39.5", "🟠"),
    ("78/50", "🔴"),
    ("空腹血糖2.6", "🔴"),
    ("血氧88", "🔴"),
)


@about_words
async def test_a_danger_is_answered_with_advice_before_anything_else(village: Village) -> None:
    for text, light in DANGERS:
        await village.resident.sends(text)
        if YES in village.resident.buttons():
            await village.resident.taps(YES)
        told, kept = village.resident.reads(), (await measured(village.resident))[0]
        assert told[0] == light, text
        assert_nothing_but_advice(told)
        assert told.index(light) < told.index(said(vocabulary.VITALS[kept.reading.vital]))
        alert = await latest(village.resident)
        assert alert["level"] == {"🔴": "red", "🟠": "orange"}[light]
        assert (alert["reading_id"], alert["closed_at"]) == (kept.id, None)
        await village.passes(days=2)
    assert len(await alerts(village.resident)) == len(DANGERS)
    assert await ledger(village.resident) == []


@about_words
async def test_the_lesser_levels_say_what_to_do_and_raise_no_alert(village: Village) -> None:
    for text, light, reason in (
        ("165/102", "🟡", Reason.BP_HIGH),
        ("138/86", "🟡", Reason.BP_ABOVE_LINE),
        ("86/58", "🔵", Reason.BP_LOW),
        ("128/82", "🟢", None),
        ("饭后两小时血糖12", "🟡", Reason.GLUCOSE_ABOVE_LINE),
    ):
        await village.resident.sends(text)
        told = village.resident.reads()
        assert told.startswith(light), text
        assert reason is None or means(reason) in told
        assert CALL_120 not in told
        await village.passes(hours=1)
    assert await alerts(village.resident) == []


async def test_a_danger_asks_what_is_felt_and_a_symptom_makes_it_red(village: Village) -> None:
    await village.treated.sends("185/112")
    assert said("Do you have any of these right now?") in village.treated.reads()
    buttons = village.treated.buttons()
    assert buttons[0] == said(vocabulary.SYMPTOMS[Symptom.CHEST_PAIN])  # the most dangerous first
    assert NONE in buttons[-1]
    opened = await latest(village.treated)
    assert (opened["level"], opened["symptoms"], opened["opened_at"]) == ("orange", None, village.now)
    assert opened["escalate_at"] == village.now + timedelta(minutes=10)

    await village.passes(minutes=2)
    question = village.treated.last()
    await village.treated.taps(buttons[0])
    assert village.treated.last()["message_id"] == question["message_id"]
    assert village.treated.reads().startswith(CALL_120)
    assert_nothing_but_advice(village.treated.reads())
    answered = await latest(village.treated)
    assert answered["id"] == opened["id"]
    assert (answered["level"], answered["symptoms"]) == ("red", "chest_pain")
    assert answered["escalate_at"] is None
    assert answered["closed_at"] is None
    assert await balanced(village)


async def test_none_of_these_stays_orange_and_says_what_to_do(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.treated.taps(NONE)
    told = village.treated.reads()
    assert_nothing_but_advice(told)
    assert CALL_120 not in told
    assert "120" in told  # if it begins
    alert = await latest(village.treated)
    assert (alert["level"], alert["symptoms"], alert["escalate_at"]) == ("orange", "", None)


@about_words
async def test_every_symptom_of_a_high_pressure_makes_it_red(village: Village) -> None:
    await village.treated.sends("185/112")
    labels = village.treated.buttons()[:-1]
    assert len(labels) >= 7
    for label in labels:
        await village.passes(hours=1)
        await village.treated.sends("185/112")
        await village.treated.taps(label)
        assert village.treated.reads().startswith(CALL_120), label


@about_words
async def test_a_symptom_with_a_low_pressure_is_orange_and_fainting_red(village: Village) -> None:
    for symptom, light, level in ((Symptom.DIZZINESS, "🟠", "orange"), (Symptom.FAINTING, "🔴", "red")):
        await village.resident.sends("86/58")
        await village.resident.taps(said(vocabulary.SYMPTOMS[symptom]))
        assert village.resident.reads().startswith(light)
        assert_nothing_but_advice(village.resident.reads())
        assert (await latest(village.resident))["level"] == level
        await village.passes(hours=2)


@about_words
async def test_what_was_felt_yesterday_is_not_felt_today(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.treated.taps(said(vocabulary.SYMPTOMS[Symptom.HEADACHE]))
    await village.passes(days=1)
    await village.treated.sends("86/58")
    await village.treated.taps(NONE)
    assert "🔴" not in village.treated.reads()
    assert said("Good that you feel well.") in village.treated.reads()


@about_words
async def test_an_ordinary_number_seconds_later_or_of_before_closes_no_alert(village: Village) -> None:
    await village.resident.sends("185/112")
    await village.resident.taps(NONE)
    await village.passes(seconds=20)
    await village.resident.sends("128/82")
    await village.passes(minutes=3)
    await village.resident.sends("早上7点126/80")
    assert (await latest(village.resident))["closed_at"] is None
    await village.resident.sends("127/81")
    assert (await latest(village.resident))["closed_why"] == "came_down"


async def test_a_pressure_that_came_down_closes_the_alert(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.treated.taps(NONE)
    await village.passes(minutes=5)
    await village.treated.sends("150/92")
    assert village.treated.reads()[0] in "🟡"
    alert = await latest(village.treated)
    assert (alert["closed_at"], alert["closed_why"]) == (village.now, "came_down")
    assert len(await alerts(village.treated)) == 1


async def test_a_pressure_that_stays_up_is_one_alert_that_stays_open(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.treated.taps(NONE)
    await village.passes(minutes=5)
    await village.treated.sends("190/115")
    assert_nothing_but_advice(village.treated.reads())
    await village.passes(minutes=5)
    await village.treated.sends("78/50")
    await village.treated.taps(YES)
    [alert] = await alerts(village.treated)
    assert (alert["level"], alert["closed_at"]) == ("red", None)


async def test_without_an_answer_the_alert_waits_for_the_team_though_it_came_down(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.passes(minutes=5)
    await village.treated.sends("128/82")
    [alert] = await alerts(village.treated)
    assert alert["closed_at"] is None
    assert alert["escalate_at"] == village.now + timedelta(minutes=5)


async def test_a_danger_taken_back_closes_an_orange_alert_and_never_a_red_one(village: Village) -> None:
    await village.treated.sends("185/112")
    await village.treated.sends("/undo")
    alert = await latest(village.treated)
    assert (alert["closed_at"], alert["closed_why"]) == (village.now, "reading_undone")

    await village.resident.sends("185/112")
    await village.resident.taps(said(vocabulary.SYMPTOMS[Symptom.CHEST_PAIN]))
    await village.resident.sends("/undo")
    assert await measured(village.resident) == []
    alert = await latest(village.resident)
    assert (alert["level"], alert["closed_at"]) == ("red", None)


@about_words
async def test_a_dangerous_number_that_is_asked_about_gets_its_advice_at_once(village: Village) -> None:
    asked = {
        "225/120": "225/120",
        "78/50": "78/50",
        "血糖2.6": "2.6",
        "112/185": "185/112",
        "23:30 185/112": "",
    }
    for text, number in asked.items():
        [told] = answers(await village.resident.sends(text))  # one message: the advice and the question
        assert_nothing_but_advice(told)
        assert told[0] == ("🔴" if text in ("78/50", "血糖2.6") else "🟠")
        assert number in told.split("\n")[-1]  # the question
        assert len(village.resident.buttons()) >= 2
        await village.resident.sends("/menu")
    assert await measured(village.resident) == []
    assert await alerts(village.resident) == []


@about_words
async def test_a_harmless_number_that_is_asked_about_alarms_nobody(village: Village) -> None:
    for text in ("82/128", "血糖6.1", "体重140公斤", "走路200分钟", "135/15"):
        await village.resident.sends(text)
        assert "🔴" not in village.resident.reads(), text
        assert "🟠" not in village.resident.reads(), text
        await village.resident.sends("/menu")


@about_words
async def test_a_low_sugar_is_urgent_from_the_first_question_to_the_last(village: Village) -> None:
    await village.resident.sends("血糖2.6")
    assert village.resident.reads().startswith(CALL_120)
    await village.resident.taps(said("before breakfast"))
    assert village.resident.reads().startswith(CALL_120)  # "is it 2.6?"
    await village.resident.taps(YES)
    assert village.resident.reads().startswith(CALL_120)
    assert await values(village.resident, "glucose") == [{"mmol_per_l": 2.6}]
    assert (await latest(village.resident))["level"] == "red"


@about_words
async def test_the_danger_comes_first_however_the_message_was_written(village: Village) -> None:
    [first] = answers(await village.resident.sends("体重65公斤，走路30分钟，185/112"))
    assert_nothing_but_advice(first)
    assert "185/112" in first
    assert "65" in first
    first, *_ = answers(await village.treated.sends("体重65公斤，225/120"))
    assert_nothing_but_advice(first)
    assert "225/120" in first


@about_words
async def test_the_same_danger_sent_twice_is_advised_twice_and_kept_once(village: Village) -> None:
    await village.resident.sends("185/112")
    await village.resident.sends("185/112")
    assert_nothing_but_advice(village.resident.reads())
    assert NONE in village.resident.buttons()[-1]
    assert len(await measured(village.resident)) == 1
    assert len(await alerts(village.resident)) == 1


@about_words
async def test_a_question_about_another_number_survives_the_answer_about_symptoms(village: Village) -> None:
    await village.resident.sends("185/112，体重140公斤")
    await village.resident.taps(NONE)
    await village.resident.taps(YES)
    assert await values(village.resident, "weight") == [{"kg": 140}]


async def test_nothing_is_earned_by_whatever_is_logged_while_an_alert_is_open(village: Village) -> None:
    await village.resident.sends("185/112")
    for text in ("体重65公斤", "快走30分钟"):
        await village.resident.sends(text)
        assert "⭐" not in village.resident.reads(), text
    await village.resident.sends("/points")
    assert said("<b>Still to earn today</b>") not in village.resident.reads()
    assert said("You have earned all there is today. Well done.") not in village.resident.reads()
    assert await ledger(village.resident) == []
    await village.passes(days=1)
    await village.resident.sends("体重65公斤")
    assert "⭐" in village.resident.reads()
    assert await balanced(village)


@about_words
async def test_somebody_who_never_consented_is_told_when_to_call_and_nothing_is_written(
    village: Village,
) -> None:
    for text in ("185/112", "225/120", "血糖2.6"):
        await village.never_consented.sends(text)
        # What to do comes before why it is not kept.
        assert village.never_consented.reads()[0] in "🟠🔴", text
        assert "120" in village.never_consented.reads()
        assert "⭐" not in village.never_consented.reads()
        assert village.never_consented.buttons() == [said("🔒 Privacy")]
    assert await alerts(village.never_consented) == []


@about_words
async def test_somebody_who_does_not_share_is_told_that_nobody_else_knows(village: Village) -> None:
    await village.resident.sends("/privacy")
    await village.resident.taps(said("Sharing with my doctor team"))
    await village.resident.sends("78/50")
    await village.resident.taps(YES)
    assert village.resident.reads().startswith(CALL_120)
    assert NOBODY in village.resident.reads()
    await village.treated.sends("78/50")
    await village.treated.taps(YES)
    assert NOBODY not in village.treated.reads()


@about_words
async def test_nobody_else_in_the_village_sees_a_danger(village: Village) -> None:
    await village.treated.sends("78/50")
    await village.treated.taps(YES)
    for key, somebody in village.players.items():
        if key != "treated":
            assert somebody.sees() == [], key
    assert not any("78" in str(message) for message in village.administrator.sees(group=village.group))


@about_words
async def test_a_danger_in_english_reads_the_same(village: Village) -> None:
    await village.english.sends("185/112")
    assert village.english.reads().startswith("🟠 This is very high.")
    await village.english.taps("Chest or back pain")
    assert village.english.reads().startswith("🔴 Please call 120 now.")


@about_words
async def test_a_lone_upper_number_of_danger_gets_its_advice_before_the_other_is_asked(
    village: Village,
) -> None:
    await village.resident.sends("高压200")
    first, *_ = village.resident.reads().splitlines()
    assert "🟠" in first
    assert any("7_" in label for label in village.resident.buttons())


@about_words
async def test_a_clinic_reading_that_was_asked_about_is_still_one_of_the_clinic(village: Village) -> None:
    await village.resident.sends("在卫生院量的 88/136")
    await village.resident.taps("✅")
    assert "🟢" in village.resident.reads()  # 136 is above the line at home, below the one of the clinic


@about_words
async def test_a_cry_beside_an_ordinary_number_is_answered_first_and_the_number_is_not_praised(
    village: Village,
) -> None:
    received = answers(await village.resident.sends("胸口疼，血压128/82"))
    assert "120" in received[0]
    assert all("⭐" not in one and "🟢" not in one for one in received)
    assert "128/82" in received[-1]
    assert await values(village.resident, "blood_pressure") == [{"systolic": 128, "diastolic": 82}]
    assert await alerts(village.resident) == []  # words are not yet an answer
    await village.resident.taps(said(vocabulary.SYMPTOMS[Symptom.CHEST_PAIN]))
    assert village.resident.reads().startswith(CALL_120)
    assert (await latest(village.resident))["level"] == "red"
    received = answers(await village.english.sends("chest pain after I walked 30 minutes"))
    assert "120" in received[0]
    assert all("⭐" not in one for one in received)


@about_words
async def test_beside_a_danger_nothing_else_of_the_message_is_praised_or_paid_aloud(village: Village) -> None:
    for text in (
        "128/82 130/84 188/112",
        "走路30分钟，高压190 低压100",
        "走路30分钟，低压115",
        "血压128/82 血糖2.9",
    ):
        received = answers(await village.treated.sends(text))
        assert received[0][0] in "🟠🔴", text
        assert all("⭐" not in one and "🟢" not in one for one in received), text
        assert len(received) == 1  # what else was kept does not push the advice out of sight
        assert any(one in received[0] for one in ("128/82", "30分钟")), text
        await village.treated.sends("/menu")
        await village.passes(days=2)


@about_words
async def test_somebody_elses_danger_is_answered_though_it_is_not_kept(village: Village) -> None:
    for text in ("我妈血压190/115", "我血压128/82，我妈190/115", "her sugar is 2.5"):
        first, *_ = answers(await village.resident.sends(text))
        assert_nothing_but_advice(first)
        assert first[0] in "🟠🔴", text
    assert await values(village.resident, "glucose") == []
    assert await alerts(village.resident) == []


@about_words
async def test_a_message_changed_into_a_danger_or_passed_on_is_answered_with_what_to_do(
    village: Village,
) -> None:
    user = {"id": village.resident.telegram_id, "is_bot": False, "first_name": "张桂兰"}
    moment = int(village.now.timestamp())
    chat = {"id": village.resident.telegram_id, "type": "private"}
    await village.resident.sends("128/82")
    edited = {"message_id": 1, "date": moment, "edit_date": moment, "chat": chat, "from": user}
    await village.hears("edited_message", {**edited, "text": "188/112"})
    assert village.resident.reads()[0] == "🟠"
    await village.resident.sends("188/112", forwarded_from=village.treated.telegram_id)
    assert village.resident.reads()[0] == "🟠"
    assert await alerts(village.resident) == []
