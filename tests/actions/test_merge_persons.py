"""Two entries become one and two again: nothing is lost, nothing is counted twice, and afterwards all is as it was."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from actions.change_consent import change_consent
from actions.fix_log import fix_reading
from actions.forget_me import forget_me
from actions.join import ConsentGiven, Newcomer, join
from actions.log_measurements import NewExercise, NewReading, log_measurements
from actions.log_reading import ReadingLogged
from actions.merge_persons import (
    BothOnTelegram,
    HoldsARole,
    MergeUndone,
    PersonsMerged,
    keep_apart,
    merge_persons,
    undo_merge,
)
from actions.not_allowed import NotAllowed
from actions.pause_streak import pause_streak
from actions.record_visit import record_visit
from actions.set_reminder import set_reminder
from actions.undo_log import undo_log
from domain.people import ConsentScope, Role, Sex, Tag
from domain.round import Met
from domain.streak import PauseReason
from domain.vital_sign import Reading
from domain.wall_time import EVERY_DAY
from storage import areas, duplicates, merges, people, points, readings, whole_person
from storage.database import Database
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
_accounts = count(1)


def settle(session: Session) -> tuple[int, int]:
    """A village and its doctor."""
    village = areas.add_area(
        session,
        parent_id=None,
        level="village",
        name="清溪村",
        code=f"v{next(_accounts)}",
        timezone="Asia/Shanghai",
    )
    (doctor,) = add_people(session, 1)
    areas.add_membership(session, doctor, village, Role.VILLAGE_DOCTOR, NOW.date())
    return village, doctor


def add_entry(session: Session, village: int, *, telegram: bool, name: str = "王秀英") -> int:
    agreed = tuple(ConsentGiven(scope, True, "1", "x") for scope in ConsentScope)
    newcomer = Newcomer(next(_accounts), name, "zh_CN", agreed, 1958 if telegram else None, Sex.FEMALE)
    person = join(session, newcomer, timezone="Asia/Shanghai", now=NOW - timedelta(days=30)).person_id
    values = (
        {"area_id": village}
        if telegram
        else {"area_id": village, "telegram_id": None, "phone": "13800000000"}
    )
    people.change_person(session, person, **values)
    return person


Live = Callable[[Session, int, int, datetime], object]
LIVES: dict[str, Live] = {
    "reads": lambda session, person, doctor, at: log_measurements(
        session, person, (NewReading(Reading("blood_pressure", {"systolic": 128, "diastolic": 82}), at),), now=at
    ),
    "is in danger": lambda session, person, doctor, at: log_measurements(
        session, person, (NewReading(Reading("blood_pressure", {"systolic": 188, "diastolic": 112}), at),), now=at
    ),
    "moves": lambda session, person, doctor, at: log_measurements(
        session, person, (NewExercise("walk_brisk", 30, at),), now=at
    ),
    "undoes": lambda session, person, doctor, at: undo_log(session, person, now=at),
    "is tagged": lambda session, person, doctor, at: people.set_tags(session, person, {Tag.HYPERTENSION}),
    "is tagged anew": lambda session, person, doctor, at: people.set_tags(session, person, {Tag.DIABETES}),
    "takes sharing back": lambda session, person, doctor, at: change_consent(
        session, person, ConsentGiven(ConsentScope.SHARING, False, "1", "x"), now=at
    ),
    "pauses": lambda session, person, doctor, at: pause_streak(session, person, PauseReason.ILL, now=at),
    "is visited": lambda session, person, doctor, at: record_visit(session, doctor, person, Met.VISITED, now=at),
    "wants a reminder": lambda session, person, doctor, at: set_reminder(
        session, person, about="medicine", words="饭后", clocks=(time(7),), weekdays=EVERY_DAY, now=at
    ),
}  # fmt: skip
HISTORIES = st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(LIVES))), max_size=12)


def held(session: Session, person: int) -> dict[str, object]:
    """Everything kept about somebody but who looked; of the points what moved between the two is left out."""
    everything = whole_person.everything_of(session, person)
    own = [one for one in everything["points"] if one["act"] != "merged"]  # type: ignore[attr-defined, index]
    return {name: value for name, value in everything.items() if name != "who_looked"} | {"points": own}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_whatever_two_entries_lived_through_they_are_one_and_then_as_they_were(
    database: Database, history: list[tuple[bool, str]]
) -> None:
    def live(session: Session) -> None:
        village, doctor = settle(session)
        kept, gone = add_entry(session, village, telegram=True), add_entry(session, village, telegram=False)
        for step, (first, what) in enumerate(history):
            LIVES[what](
                session, kept if first else gone, doctor, NOW - timedelta(days=9) + step * timedelta(hours=5)
            )
        before = held(session, kept), held(session, gone)
        merged = merge_persons(session, doctor, gone, kept, now=NOW)
        assert isinstance(merged, PersonsMerged)
        assert merged.kept_id == kept
        one, nothing = held(session, kept), held(session, gone)
        for part in ("readings", "exercise", "alerts", "reminders", "consents", "pauses", "visits"):
            ids = [{str(row) if part == "pauses" else row["id"] for row in of[part]} for of in before]  # type: ignore[attr-defined]
            assert {str(row) if part == "pauses" else row["id"] for row in one[part]} == ids[0] | ids[1]  # type: ignore[attr-defined]
            assert nothing[part] == []
        assert one["points_balance"] == before[0]["points_balance"] + before[1]["points_balance"]  # type: ignore[operator]
        assert nothing["points_balance"] == 0
        assert points.wrong_balances(session) == []
        assert isinstance(
            undo_merge(session, doctor, merged.merge_id, now=NOW + timedelta(days=400)), MergeUndone
        )
        assert (held(session, kept), held(session, gone)) == before
        assert points.wrong_balances(session) == []

    database.run_now(live)


async def test_the_newest_answer_to_a_question_is_the_one_that_holds(database: Database) -> None:
    def ask(session: Session) -> list[tuple[bool, bool]]:
        village, doctor = settle(session)
        kept, gone = add_entry(session, village, telegram=True), add_entry(session, village, telegram=False)
        change_consent(session, gone, ConsentGiven(ConsentScope.SHARING, False, "1", "x"), now=NOW)
        merged = merge_persons(session, doctor, kept, gone, now=NOW)
        assert isinstance(merged, PersonsMerged)
        shares = [people.get_person(session, kept).consents_sharing]
        change_consent(session, kept, ConsentGiven(ConsentScope.HEALTH, False, "1", "x"), now=NOW)
        undo_merge(session, doctor, merged.merge_id, now=NOW)
        person = people.get_person(session, kept)
        return [(shares[0], False), (person.consents_sharing, person.consents_health)]

    assert await database.run(ask) == [(False, False), (True, False)]


async def test_what_was_logged_since_stays_and_what_was_put_right_goes_back_with_its_first(
    database: Database,
) -> None:
    def ask(session: Session) -> tuple[int, int]:
        village, doctor = settle(session)
        kept, gone = add_entry(session, village, telegram=True), add_entry(session, village, telegram=False)
        LIVES["reads"](session, gone, doctor, NOW - timedelta(days=1))
        merged = merge_persons(session, doctor, kept, gone, now=NOW)
        assert isinstance(merged, PersonsMerged)
        LIVES["moves"](session, kept, doctor, NOW)
        (first,) = readings.list_readings(session, kept)
        right = Reading("blood_pressure", {"systolic": 129, "diastolic": 83})
        assert isinstance(fix_reading(session, kept, first.id, right, now=NOW), ReadingLogged)
        undo_merge(session, doctor, merged.merge_id, now=NOW)
        assert [one.reading["systolic"] for one in readings.list_readings(session, gone)] == [129]
        assert points.wrong_balances(session) == []
        return merges.count_logs(session, kept), merges.count_logs(session, gone)

    assert await database.run(ask) == (1, 1)


async def test_two_who_tap_at_once_merge_once_and_part_once(database: Database) -> None:
    def prepare(session: Session) -> tuple[int, int, int]:
        village, doctor = settle(session)
        return doctor, add_entry(session, village, telegram=True), add_entry(session, village, telegram=False)

    doctor, kept, gone = await database.run(prepare)
    both = await asyncio.gather(
        *(database.run(merge_persons, doctor, *pair, now=NOW) for pair in ((kept, gone), (gone, kept)))
    )
    merged = [one for one in both if isinstance(one, PersonsMerged)]
    assert len(merged) == 1
    parted = await asyncio.gather(
        *(database.run(undo_merge, doctor, merged[0].merge_id, now=NOW) for _ in range(2))
    )
    assert sorted(type(one).__name__ for one in parted) == ["MergeUndone", "NotAllowed"]


async def test_what_may_not_be_one_is_refused(database: Database) -> None:
    def ask(session: Session) -> list[object]:
        village, doctor = settle(session)
        one, other = (add_entry(session, village, telegram=True) for _ in range(2))
        worker = add_entry(session, village, telegram=False)
        areas.add_membership(session, worker, village, Role.NURSE, NOW.date())
        stranger = add_entry(session, village, telegram=False, name="李建国")
        pairs = duplicates.list_pairs(session, village)
        keep_apart(session, doctor, other, one, now=NOW)
        keep_apart(session, doctor, one, other, now=NOW)
        assert set(pairs) - set(duplicates.list_pairs(session, village)) == {(one, other)}
        tried = [(one, other), (one, worker), (one, stranger), (one, one)]
        return [merge_persons(session, doctor, *pair, now=NOW) for pair in tried]

    assert await database.run(ask) == [BothOnTelegram(), HoldsARole(), NotAllowed(), NotAllowed()]


async def test_whoever_is_forgotten_is_forgotten_in_both_entries(database: Database) -> None:
    def ask(session: Session) -> list[tuple[str, object]]:
        village, doctor = settle(session)
        kept, gone = add_entry(session, village, telegram=True), add_entry(session, village, telegram=False)
        LIVES["reads"](session, gone, doctor, NOW - timedelta(days=1))
        merged = merge_persons(session, doctor, kept, gone, now=NOW)
        assert isinstance(merged, PersonsMerged)
        forget_me(session, kept, now=NOW)
        assert merges.find_merge(session, merged.merge_id) is None
        assert merges.count_logs(session, kept) + merges.count_logs(session, gone) == 0
        return [tuple(merges.values_of(session, one, ("name", "phone")).values()) for one in (kept, gone)]  # type: ignore[misc]

    assert await database.run(ask) == [("", None), ("", None)]


def test_of_every_table_about_a_person_it_is_said_what_becomes_of_it() -> None:
    """A new one: into MOVED, MOVED_IF_NEW or STAYS of storage/merges.py."""
    about = {name for name, rows in SQLModel.metadata.tables.items() if "person_id" in rows.c}
    moved = {rows.name for rows, _ in (*merges.MOVED, *merges.MOVED_IF_NEW)}
    assert about == moved | {rows.name for rows in merges.STAYS}
