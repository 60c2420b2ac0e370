"""Every action of the grid beside the table of deeds: each role, in its own area, beside it, elsewhere; and a stranger.

An action is one line of RIGHTS. Whoever may not is refused, and so is whoever may about what is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from actions.add_person import NewPerson, add_person
from actions.care_for import NotTheirs
from actions.change_paper_consent import change_paper_consent
from actions.choose_subject import choose_subject
from actions.find_duplicates import find_duplicates
from actions.give_claim_code import give_claim_code
from actions.join import ConsentGiven
from actions.log_measurements import NewReading, log_measurements
from actions.look_for_people import look_for_people
from actions.merge_persons import keep_apart, merge_persons
from actions.not_allowed import NotAllowed
from actions.offer_family import ask_to_be_looked_after
from actions.record_visit import bring_back, record_visit
from actions.see_round import see_round
from actions.view_person import view_chart, view_person
from domain.authority import MAY, Deed
from domain.people import ConsentScope, Role
from domain.round import Met
from domain.vital_sign import Reading
from storage import areas, people, points
from storage.database import Database
from tests.actions.rights_of_places import OF_PLACES, OF_WHAT_IS_MADE
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STAFF = tuple(role for role in Role if role.is_staff)
NOWHERE = 999_999
# Where a role is held, and whether that covers the village that is asked about.
HELD = {"county": True, "village": True, "sibling": False, "foreign": False}


@dataclass(frozen=True)
class Town:
    """A village, somebody who lives there and shares everything, and another of the same name."""

    village: int
    resident: int
    namesake: int


Ask = Callable[[Session, int, Town], object]


def _bring_back(session: Session, who: int, town: Town) -> object:
    people.change_person(session, town.resident, standing="moved", standing_since=NOW)
    return bring_back(session, who, town.resident, now=NOW)


def _log_for(session: Session, who: int, town: Town) -> object:
    points.open_account(session, who)
    reading = Reading("blood_pressure", {"systolic": 142, "diastolic": 86})
    try:
        return log_measurements(session, who, (NewReading(reading, NOW),), subject_id=town.resident, now=NOW)
    except NotTheirs:
        return NotAllowed()


RIGHTS: tuple[tuple[str, Deed, Ask], ...] = (
    (
        "look_for_people",
        Deed.SEE_PERSON,
        lambda session, who, town: look_for_people(session, who, town.village, now=NOW),
    ),
    (
        "view_person",
        Deed.SEE_PERSON,
        lambda session, who, town: view_person(session, who, town.resident, now=NOW),
    ),
    ("see_round", Deed.SEE_ROUND, lambda session, who, town: see_round(session, who, town.village, now=NOW)),
    (
        "record_visit",
        Deed.RECORD_VISIT,
        lambda session, who, town: record_visit(session, who, town.resident, Met.VISITED, now=NOW),
    ),
    (
        "find_duplicates",
        Deed.MERGE_PERSONS,
        lambda session, who, town: find_duplicates(session, who, town.village, now=NOW),
    ),
    (
        "merge_persons",
        Deed.MERGE_PERSONS,
        lambda session, who, town: merge_persons(session, who, town.resident, town.namesake, now=NOW),
    ),
    (
        "keep_apart",
        Deed.MERGE_PERSONS,
        lambda session, who, town: keep_apart(session, who, town.resident, town.namesake, now=NOW),
    ),
    (
        "choose_subject",
        Deed.LOG_FOR,
        lambda session, who, town: choose_subject(session, who, town.resident, now=NOW),
    ),
    ("log_measurements", Deed.LOG_FOR, lambda session, who, town: _log_for(session, who, town)),
    (
        "add_person",
        Deed.ADD_PERSON,
        lambda session, who, town: add_person(
            session, who, NewPerson("李大爷", town.village, "zh_CN", ()), now=NOW
        ),
    ),
    (
        "ask_to_be_looked_after",
        Deed.ADD_PERSON,
        lambda session, who, town: ask_to_be_looked_after(
            session, who, subject_id=town.resident, may_see=True, told_of_alerts=True, now=NOW
        ),
    ),
    (
        "change_paper_consent",
        Deed.ADD_PERSON,
        lambda session, who, town: change_paper_consent(
            session, who, town.resident, ConsentGiven(ConsentScope.HEALTH, False, "1", "x"), now=NOW
        ),
    ),
    (
        "give_claim_code",
        Deed.GIVE_CLAIM_CODE,
        lambda session, who, town: give_claim_code(session, who, town.resident, now=NOW),
    ),
    ("bring_back", Deed.BRING_BACK, lambda session, who, town: _bring_back(session, who, town)),
    (
        "view_chart",
        Deed.SEE_VALUES,
        lambda session, who, town: view_chart(session, who, town.resident, now=NOW),
    ),
)


OF_A_TOWN = (*RIGHTS, *OF_PLACES)
EVERYTHING = (*OF_A_TOWN, *OF_WHAT_IS_MADE)
# Asked of the whole service rather than of a place, or part of another answer: tested beside what they are about.
ASKED_ELSEWHERE = {
    *(Deed.SEND_NOTICE, Deed.SEND_URGENT_NOTICE),
    *(Deed.CHANGE_RULES, Deed.CHANGE_LESSONS, Deed.SEE_SERVICE, Deed.READ_AUDIT),
    *(Deed.SEE_FIGURES, Deed.SEE_SENSITIVE_TAGS, Deed.READ_VISIT_NOTE, Deed.TAKE_ALERT, Deed.APPROVE),
}


def settle(session: Session) -> tuple[Town, dict[str, int]]:
    """The town, and the places roles are held in by name."""
    grown: dict[str, int] = {}
    for name, level, above in (
        ("county", "county", None),
        ("township", "township", "county"),
        ("village", "village", "township"),
        ("sibling", "village", "township"),
        ("foreign", "county", None),
    ):
        parent = grown[above] if above else None
        grown[name] = areas.add_area(
            session, parent_id=parent, level=level, name=name, code=name, timezone="Asia/Shanghai"
        )
    resident, namesake = add_people(session, 2)
    for one in (resident, namesake):
        people.change_person(session, one, area_id=grown["village"], name="王秀英", birth_year=1958)
        points.open_account(session, one)
        for scope in ConsentScope:
            people.add_consent(
                session, one, scope, given=True, version="1", text_hash="x", channel="paper", at=NOW
            )
    return Town(grown["village"], resident, namesake), {name: grown[name] for name in HELD}


def try_out(session: Session, ask: Ask, who: int, town: Town) -> object:
    """What came of it, undone again."""
    with session.begin_nested() as savepoint:
        outcome = ask(session, who, town)
        savepoint.rollback()
    return outcome


@pytest.mark.parametrize(("what", "deed", "ask"), EVERYTHING, ids=[what for what, _, _ in EVERYTHING])
async def test_whoever_may_do_it_can_and_nobody_else(
    sqlite_url: str, what: str, deed: Deed, ask: Ask
) -> None:
    def all_of_them(session: Session) -> list[str]:
        town, places = settle(session)
        stranger, *workers = add_people(session, 1 + len(STAFF) * len(HELD))
        wrong = []
        if try_out(session, ask, stranger, town) != NotAllowed():
            wrong.append("a stranger may")
        held = [(role, place) for role in STAFF for place in HELD]
        for worker, (role, place) in zip(workers, held, strict=True):
            areas.add_membership(session, worker, places[place], role, NOW.date())
            may = HELD[place] and role in MAY[deed]
            if (try_out(session, ask, worker, town) != NotAllowed()) is not may:
                wrong.append(f"{role} of {place}: {may}")
        return wrong

    database = Database(sqlite_url)  # many rights on one database; what they ask is asked of both elsewhere
    assert await database.run(all_of_them) == []
    await database.close()


@pytest.mark.parametrize(("what", "deed", "ask"), OF_A_TOWN, ids=[what for what, _, _ in OF_A_TOWN])
async def test_what_is_not_there_is_refused_in_the_same_words(
    sqlite_url: str, what: str, deed: Deed, ask: Ask
) -> None:
    def of_nothing(session: Session) -> list[object]:
        town, places = settle(session)
        gone = replace(town, village=NOWHERE, resident=NOWHERE, namesake=NOWHERE)
        outcomes: list[object] = []
        for role in sorted(MAY[deed]):
            (worker,) = add_people(session, 1)
            areas.add_membership(session, worker, places["county"], role, NOW.date())
            outcomes.append(try_out(session, ask, worker, gone))
        return outcomes

    database = Database(sqlite_url)
    assert set(await database.run(of_nothing)) == {NotAllowed()}
    await database.close()


def test_every_deed_is_tried() -> None:
    assert {deed for _, deed, _ in EVERYTHING} | ASKED_ELSEWHERE == set(Deed)
