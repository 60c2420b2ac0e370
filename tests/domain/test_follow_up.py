"""When somebody in treatment is seen again, by the national rules (clinical facts 2.2)."""

from datetime import date, timedelta

import pytest

from domain.follow_up import Found, Mode, Outcome, Visit, face_to_face, next_prompt, plan

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("found", "before", "outcome", "days", "refer"),
    [
        (Found(danger=True, controlled=False), None, Outcome.URGENT_REFERRAL, 14, True),
        (Found(danger=False, controlled=True), None, Outcome.CONTROLLED, 90, False),
        (Found(danger=False, controlled=False), None, Outcome.UNCONTROLLED, 14, False),
        (Found(danger=False, controlled=False), Outcome.CONTROLLED, Outcome.UNCONTROLLED, 14, False),
        (Found(danger=False, controlled=False), Outcome.UNCONTROLLED, Outcome.UNCONTROLLED, 14, True),
        (Found(False, True, adverse_reaction=True), None, Outcome.ADVERSE_REACTION, 14, False),
        (Found(False, True, adverse_reaction=True), Outcome.UNCONTROLLED, Outcome.ADVERSE_REACTION, 14, True),
        (Found(False, True, new_complication=True), None, Outcome.COMPLICATION, 14, True),
    ],
)
def test_a_visit_says_when_the_next_one_is(
    found: Found, before: Outcome | None, outcome: Outcome, days: int, refer: bool
) -> None:
    planned = plan(found, on=TODAY, before=before)
    assert (planned.outcome, planned.next_by - TODAY, planned.refer) == (outcome, timedelta(days=days), refer)


def test_only_what_happens_face_to_face_counts_for_the_four_visits() -> None:
    visits = [Visit(TODAY, mode, Outcome.CONTROLLED) for mode in Mode]
    assert face_to_face(visits, year=2026) == 2
    assert face_to_face(visits, year=2025) == 0


def test_what_the_bot_says_is_never_a_visit() -> None:
    assert not Mode.BOT.is_face_to_face


def test_the_next_prompt_is_always_later_than_today() -> None:
    every = timedelta(days=90)
    assert next_prompt(TODAY, TODAY, every) == TODAY + every
    assert next_prompt(TODAY, TODAY + timedelta(days=89), every) == TODAY + every
    assert next_prompt(TODAY, TODAY + every, every) == TODAY + 2 * every
