"""A dangerous reading reaches the doctor team, again and wider until somebody takes it, and nobody who may not know."""

import pytest
from sqlalchemy import select

from domain.people import Role
from domain.vital_sign import Level
from storage import areas, people
from storage.database import Session
from storage.tables import AuditEntry, table
from tests.cast import Player, Village
from tests.conversations.looking import once_is_enough, said
from tests.conversations.records import alerts

DANGER = "185/112"
DOCTOR_TAKES = "我来处理"


TEAM = ("doctor", "volunteer", "volunteer_elsewhere", "administrator", "english")


@pytest.fixture
async def village(village: Village) -> Village:
    """The village, whose team has opened its chat with the bot: a bot cannot write first."""
    for key in TEAM:
        await village.players[key].sends("/start")
    return village


def unprompted(player: Player) -> list[str]:
    """What somebody was told of alerts: every one carries its code."""
    texts = [one["text"] or "" for one in player.sees() if one["from"]["is_bot"]]
    return [text for text in texts if "A-" in text]


def everything(player: Player) -> list[str]:
    return [one["text"] or "" for one in player.sees() if one["from"]["is_bot"]]


async def give_role(village: Village, player: Player, role: Role, area_code: str) -> None:
    def given(session: Session) -> None:
        area = areas.find_area_by_code(session, area_code)
        assert area is not None
        assert player.person_id is not None
        areas.add_membership(session, player.person_id, area.id, role, village.now.date())

    await village.database.run(given)


def stop_sharing(session: Session, person_id: int) -> None:
    people.change_person(session, person_id, consents_sharing=False)


async def withdraw_sharing(village: Village, player: Player) -> None:
    assert player.person_id is not None
    await village.database.run(stop_sharing, player.person_id)


async def audited(village: Village, what: str) -> list[tuple[int | None, int | None]]:
    entry = table(AuditEntry)

    def found(session: Session) -> list[tuple[int | None, int | None]]:
        rows = session.execute(
            select(entry.c.actor_id, entry.c.subject_id).where(entry.c.what == what).order_by(entry.c.id)
        )
        return [(actor, subject) for actor, subject in rows]

    return await village.database.read(found)


async def test_the_village_doctor_is_told_at_once_with_name_and_number(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    [told] = unprompted(village.doctor)
    assert "张桂兰" in told
    assert "185/112" in told
    assert "清溪村" in told
    assert any(DOCTOR_TAKES in label for label in village.doctor.buttons())


async def test_nobody_else_hears_of_it_while_the_doctor_has_time(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(minutes=4)
    others = (village.volunteer, village.volunteer_elsewhere, village.administrator, village.english)
    assert [unprompted(one) for one in others] == [[], [], [], []]
    assert not any("185" in (one["text"] or "") for one in village.resident.sees(group=village.group))


async def test_the_first_who_taps_takes_it_and_the_resident_is_told_by_role(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    await village.doctor.taps(DOCTOR_TAKES)
    assert "张桂兰" in village.doctor.reads()
    await village.passes(seconds=5)
    told = village.resident.reads()
    assert "乡村医生" in told or "村医" in told
    assert "孙医生" not in told
    [alert] = await alerts(village.resident)
    assert (alert["acknowledged_by"], alert["acknowledged_at"] is not None) == (
        village.doctor.person_id,
        True,
    )
    assert await audited(village, "alert_sent") == [(village.doctor.person_id, village.resident.person_id)]
    assert await audited(village, "alert_acknowledged") == [
        (village.doctor.person_id, village.resident.person_id)
    ]


async def test_what_the_team_did_stands_in_who_saw_my_data(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    await village.doctor.taps(DOCTOR_TAKES)
    await village.resident.sends("/whosaw")
    assert said("was told of a dangerous number of yours") in village.resident.reads()
    assert said("answered an alert about you") in village.resident.reads()


async def test_a_taken_alert_is_never_repeated(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    await village.doctor.taps(DOCTOR_TAKES)
    before = len(unprompted(village.doctor))
    await village.passes(days=3)
    assert len(unprompted(village.doctor)) == before
    assert not any("A-" in text for text in unprompted(village.volunteer))


async def test_somebody_who_taps_second_sees_who_was_first(village: Village) -> None:
    await give_role(village, village.english, Role.NURSE, "qingxi")
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    assert "185/112" in village.english.reads()
    await village.doctor.taps(DOCTOR_TAKES)
    await village.english.taps("I take care")
    assert "孙医生" in village.english.reads()
    [alert] = await alerts(village.resident)
    assert alert["acknowledged_by"] == village.doctor.person_id


async def test_once_it_is_taken_every_message_of_it_says_so_and_makes_no_new_sound(village: Village) -> None:
    await give_role(village, village.english, Role.NURSE, "qingxi")
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.passes(seconds=5)
    await village.passes(minutes=6)
    team = (village.doctor, village.english, village.volunteer)
    before = [len(everything(one)) for one in team]
    await village.doctor.taps(DOCTOR_TAKES)
    await village.passes(seconds=5)
    assert [len(everything(one)) for one in team] == before
    assert not any(one.buttons() for one in team)
    assert all("孙医生" in text for text in everything(village.english) if "185/112" in text)
    assert "请现在就给本人打电话" in village.doctor.reads()
    told = village.volunteer.reads()
    assert "您不用再打电话了" in told
    assert not any(secret in told for secret in ("张桂兰", "185", "孙医生"))


async def test_nobody_takes_it_so_it_is_repeated_and_widened(village: Village) -> None:
    await give_role(village, village.english, Role.SPECIALIST, "qingshan")
    await village.resident.sends("185/112")
    await village.passes(seconds=5)
    await village.resident.taps("胸口")  # chest pain: red
    await village.passes(seconds=5)
    assert unprompted(village.english) == []
    first = len(unprompted(village.doctor))
    await village.passes(minutes=6)
    assert len(unprompted(village.doctor)) == first + 1
    assert "185/112" in village.english.reads()
    await village.passes(minutes=5)
    assert len(unprompted(village.doctor)) == first + 2
    assert len(unprompted(village.english)) == 2


async def test_a_volunteer_is_told_a_code_and_to_call_the_doctor_nothing_more(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.passes(seconds=5)
    await village.passes(minutes=6)
    told = village.volunteer.reads()
    [alert] = await alerts(village.resident)
    assert f"A-{alert['id']}" in told
    assert "张桂兰" not in told
    assert "185" not in told
    assert "112" not in told
    assert village.volunteer.buttons() == []
    assert unprompted(village.volunteer_elsewhere) == []
    assert sorted(await audited(village, "alert_code_sent")) == [
        (village.volunteer.person_id, village.resident.person_id),
        (village.administrator.person_id, village.resident.person_id),
    ]


async def test_who_is_not_clinical_cannot_take_it_even_with_a_forged_button(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.passes(seconds=5)
    await village.passes(minutes=6)
    [alert] = await alerts(village.resident)
    for somebody in (village.volunteer, village.volunteer_elsewhere, village.treated):
        await somebody.sends("/menu")
        await somebody.taps_on(somebody.last(), data=f"takealert:{alert['id']}")
        assert "张桂兰" not in somebody.reads()
    [alert] = await alerts(village.resident)
    assert alert["acknowledged_at"] is None


async def test_without_consent_to_sharing_nobody_is_told(village: Village) -> None:
    await withdraw_sharing(village, village.resident)
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.passes(hours=1)
    assert unprompted(village.doctor) == unprompted(village.volunteer) == []


async def test_consent_withdrawn_later_ends_the_calling(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.passes(seconds=5)
    before = len(unprompted(village.doctor))
    await withdraw_sharing(village, village.resident)
    await village.passes(hours=1)
    assert len(unprompted(village.doctor)) == before


async def test_in_the_night_the_doctor_is_told_and_that_is_audited(village: Village) -> None:
    await village.passes(hours=14)  # eleven at night in the village
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    assert "185/112" in village.doctor.reads()
    assert (None, village.doctor.person_id) in await audited(village, "quiet_hours_broken")


async def test_a_number_that_came_down_calls_nobody_any_more(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("都没有")
    await village.passes(minutes=3)
    await village.resident.sends("150/88")
    [alert] = await alerts(village.resident)
    assert alert["closed_why"] == "came_down"
    before = len(unprompted(village.doctor))
    await village.passes(days=3)
    assert len(unprompted(village.doctor)) == before


async def test_what_became_graver_is_told_again_although_it_was_taken(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    await village.doctor.taps(DOCTOR_TAKES)
    await village.resident.taps("胸口")
    await village.passes(seconds=5)
    [alert] = await alerts(village.resident)
    assert (alert["level"], alert["acknowledged_at"]) == (Level.RED.value, None)
    assert any(DOCTOR_TAKES in label for label in village.doctor.buttons())
    assert said("Chest or back pain") in village.doctor.reads()


async def test_an_unanswered_question_is_asked_again_and_the_team_asked_to_telephone(
    village: Village,
) -> None:
    await village.resident.sends(DANGER)
    await village.passes(seconds=5)
    await village.passes(minutes=11)
    assert any(label.endswith("都没有") for label in village.resident.buttons())
    assert said("⚠️ Asked about danger signs, and no answer for ten minutes.") in village.doctor.reads()
    await village.resident.taps("都没有")
    before = len(unprompted(village.doctor))
    await village.passes(minutes=30)
    assert len(unprompted(village.doctor)) == before + 1  # the answer, and then the two hours of ORANGE
    assert said("Danger signs: none, they say.") in village.doctor.reads()


async def test_an_answered_question_is_not_asked_again(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("都没有")
    asked = everything(village.resident)
    await village.passes(minutes=4)
    assert everything(village.resident) == asked


async def test_orange_waits_two_hours_before_it_is_told_wider(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("都没有")
    await village.passes(seconds=5)
    await village.passes(hours=1, minutes=59)
    assert unprompted(village.volunteer) == []
    await village.passes(minutes=2)
    assert "A-" in village.volunteer.reads()


async def test_a_bot_that_was_away_tells_the_team_on_its_return(village: Village) -> None:
    await village.resident.sends(DANGER)
    async with village.bot_is_away(hours=5):
        pass
    await village.doctor.sends("/menu")  # once it answers, it is back
    await village.passes(seconds=5)
    assert "185/112" in village.doctor.reads()


@once_is_enough
async def test_an_erased_person_is_called_about_no_more(village: Village) -> None:
    await village.resident.sends(DANGER)
    await village.resident.taps("胸口")
    await village.resident.sends("/forget")
    await village.resident.taps("🗑")
    before = len(unprompted(village.doctor))
    await village.passes(hours=2)
    assert len(unprompted(village.doctor)) == before


@once_is_enough
async def test_a_doctor_in_danger_does_not_take_care_of_themselves(village: Village) -> None:
    await village.doctor.sends(DANGER)
    await village.passes(minutes=1)
    assert not any(DOCTOR_TAKES in label for label in village.doctor.buttons())
    assert "A-" in village.volunteer.reads()  # nobody clinical is there: helpers are told at once
