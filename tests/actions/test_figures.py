"""The figures are counted from what was logged, kept when a month is over, and never changed after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.count_figures import count_figures
from actions.log_reading import log_reading
from actions.look_at_figure import FiguresTaken, PeopleSeen, look_at_people, take_figures
from actions.not_allowed import NotAllowed
from domain.figures import Count, Figure, Missing, Tally
from domain.people import Role, Tag
from domain.round import Met
from domain.vital_sign import Reading
from storage import areas, audit, content, figures, people, points, tallies, visits
from storage.database import Database
from storage.tables import AuditEntry, FigureSnapshot, Person, PersonTag, table
from tests.storage.keeping import add_people

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
AT = datetime(2026, 10, 20, 1, tzinfo=UTC)
FIRST = datetime(2026, 10, 31, 20, tzinfo=UTC)  # four in the morning of the first of November in the village
snapshot, person, audit_entry = table(FigureSnapshot), table(Person), table(AuditEntry)


def settle(session: Session, *, people_there: int = 6) -> dict[str, int]:
    """A county with two villages, a grid in the first, and people in treatment who live in it and agreed."""
    place = {"timezone": "Asia/Shanghai"}
    county = areas.add_area(session, parent_id=None, level="county", name="青山县", code="q", **place)
    village = areas.add_area(session, parent_id=county, level="village", name="清溪村", code="x", **place)
    areas.add_area(session, parent_id=county, level="village", name="白石村", code="b", **place)
    grid = areas.add_area(session, parent_id=village, level="grid", name="一格", code="g", **place)
    ids = add_people(session, people_there + 2)
    agreed = {"consents_health": True, "consents_sharing": True, "consents_abroad": True}
    for one in ids[:people_there]:
        people.change_person(session, one, area_id=grid, **agreed)
        session.execute(table(PersonTag).insert().values(person_id=one, tag=Tag.HYPERTENSION.value))
    for one in ids:
        points.open_account(session, one)
    areas.note_population(session, village, date(2026, 10, 2), 12, by=None, now=AT)
    areas.add_membership(session, ids[-1], county, Role.ADMINISTRATOR, date(2026, 1, 1))
    areas.add_membership(session, ids[-2], village, Role.VOLUNTEER, date(2026, 1, 1))
    return {
        "county": county,
        "village": village,
        "grid": grid,
        "boss": ids[-1],
        "volunteer": ids[-2],
        "first": ids[0],
    }


def measure(session: Session, person_id: int, *, systolic: int, times: int = 12, at: datetime = AT) -> None:
    for number in range(times):
        moment = at - timedelta(hours=12 * number)
        reading = Reading("blood_pressure", {"systolic": systolic, "diastolic": 80})
        log_reading(session, person_id, reading, taken_at=moment, now=moment)


def top(session: Session, town: dict[str, int]) -> figures.Here:
    here = figures.find_here(session, town["county"])
    assert here is not None
    return here


def told_of(session: Session, town: dict[str, int], month: date, now: datetime) -> figures.Told:
    places = figures.list_children(session, town["county"])
    return figures.find_figures(session, top(session, town), month, now, places=places)


def nights(session: Session, town: dict[str, int], now: datetime) -> int:
    """Step after step until nothing is left; how many there were."""
    steps = 0
    while count_figures(session, top(session, town), now=now).areas:
        steps += 1
        assert steps < 20
    return steps


async def test_a_month_is_counted_told_along_the_tree_kept_and_never_changed(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        measure(session, town["first"], systolic=128)
        measure(session, town["first"] + 1, systolic=142)
        for number, (met, clinical) in enumerate(((Met.VISITED, True), (Met.CALLED, True), (Met.VISITED, False),
                                                  (Met.NOT_AT_HOME, True))):  # fmt: skip
            visits.add_visit(
                session, town["first"] + number, by=town["boss"], met=met, clinical=clinical, at=AT
            )
        now = AT + timedelta(hours=1)
        told = told_of(session, town, OCTOBER, now)
        counts = told.counts
        assert counts[Figure.PARTICIPATION] == Count(Figure.PARTICIPATION, 6, 12, as_of=date(2026, 10, 2))
        assert counts[Figure.ACTIVE] == Count(Figure.ACTIVE, 2, 6)
        assert counts[Figure.READINGS] == Count(Figure.READINGS, 24, 6)
        assert counts[Figure.CONTROL] == Count(Figure.CONTROL, 1, 2)
        assert counts[Figure.FOLLOW_UPS] == Count(Figure.FOLLOW_UPS, 4, 6)
        assert counts[Figure.VILLAGES] == Count(Figure.VILLAGES, 0, 2)
        assert counts[Figure.LESSONS].missing is Missing.NO_GROUPS
        assert counts[Figure.POINTS].numerator == 48
        assert told.below[town["village"]][Figure.ACTIVE] == Count(Figure.ACTIVE, 2, 6)
        assert nights(session, town, now) == 2
        assert nights(session, town, now) == 0  # the night is done
        # The month is over: it is counted to its end and kept, the new one begins.
        measure(session, town["first"], systolic=128, times=1, at=FIRST)
        assert nights(session, town, FIRST) == 4
        kept = told_of(session, town, OCTOBER, FIRST)
        assert kept.over
        assert kept.counts == {**counts, Figure.READINGS: counts[Figure.READINGS]}
        assert kept.below[town["village"]][Figure.ACTIVE] == Count(Figure.ACTIVE, 2, 6)
        of_october = select(snapshot).where(snapshot.c.month == OCTOBER)
        before = session.execute(of_october).all()
        people.change_person(session, town["first"], consents_health=False)
        assert nights(session, town, FIRST + timedelta(days=1)) == 2
        assert session.execute(of_october).all() == before
        assert len(before) == 4 * len(Figure)
        assert list(figures.list_months(session, town["county"], Figure.ACTIVE, OCTOBER)) == [
            OCTOBER,
            NOVEMBER,
        ]

    await database.run(ask)


async def test_what_is_too_large_to_count_at_once_is_told_as_it_was_counted_in_the_night(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "AT_ONCE_PEOPLE", 3)

    def ask(session: Session) -> None:
        town = settle(session)
        none = told_of(session, town, OCTOBER, AT)
        assert none.counted_at is None
        assert {one.missing for one in none.counts.values()} == {Missing.NOT_COUNTED}
        nights(session, town, AT)
        measure(session, town["first"], systolic=128, times=1, at=AT)
        told = told_of(session, town, OCTOBER, AT + timedelta(hours=1))
        assert told.counted_at == AT
        assert told.counts[Figure.ACTIVE] == Count(Figure.ACTIVE, 0, 6)
        nights(session, town, AT + timedelta(days=1))
        told = told_of(session, town, OCTOBER, AT + timedelta(days=1, hours=1))
        assert told.counts[Figure.ACTIVE] == Count(Figure.ACTIVE, 1, 6)
        assert told.below[town["village"]][Figure.ACTIVE] == Count(Figure.ACTIVE, 1, 6)

    await database.run(ask)


async def test_a_month_nobody_counted_has_no_data_and_one_left_half_way_is_finished(
    database: Database,
) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        nights(session, town, FIRST)  # the first night there ever was: October was never counted
        kept = told_of(session, town, OCTOBER, FIRST)
        assert {one.missing for one in kept.counts.values()} == {Missing.NOT_COUNTED}
        # The bot was away from the 20th of November on, and comes back on the tenth of December.
        nights(session, town, datetime(2026, 11, 20, tzinfo=UTC))
        measure(session, town["first"], systolic=128, times=1, at=datetime(2026, 11, 25, tzinfo=UTC))
        measure(session, town["first"], systolic=128, times=1, at=datetime(2026, 12, 5, tzinfo=UTC))
        nights(session, town, datetime(2026, 12, 10, tzinfo=UTC))
        kept = told_of(session, town, NOVEMBER, datetime(2026, 12, 10, tzinfo=UTC))
        assert kept.counts[Figure.READINGS] == Count(Figure.READINGS, 1, 6)

    await database.run(ask)


async def test_only_what_is_in_force_of_who_takes_part_is_counted(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        measure(session, town["first"], systolic=128, times=2)
        session.execute(update(person).where(person.c.id == town["first"] + 1).values(erased_at=AT))
        means, line = content.definitions(), (135.0, 85.0)
        here = top(session, town)
        span = tallies.span_of(OCTOBER, here.zone, AT + timedelta(days=1))
        counted = tallies.count_areas(session, [town["grid"], town["village"]], span, means, line)
        assert counted[town["village"]] == Tally()
        assert (counted[town["grid"]].people, counted[town["grid"]].readings) == (5, 2)

    await database.run(ask)


async def test_people_behind_a_figure_are_seen_by_those_who_may_and_each_look_is_kept(
    database: Database,
) -> None:
    def ask(session: Session) -> None:
        town = settle(session, people_there=10)
        people.change_person(session, town["first"] + 1, consents_sharing=False)
        measure(session, town["first"], systolic=128, times=1)
        seen = look_at_people(session, town["volunteer"], town["village"], page=0, now=AT)
        assert isinstance(seen, PeopleSeen)
        assert (len(seen.people), seen.more, seen.hidden) == (8, True, 1)
        assert [one.last for one in seen.people][:2] == [date(2026, 10, 20), None]
        looks = (
            session.execute(select(audit_entry.c.why).where(audit_entry.c.what == "saw_people"))
            .scalars()
            .all()
        )
        assert [why.count(",") for why in looks] == [8 + 1]
        assert audit.find_break(session) is None
        refused = [
            look_at_people(session, town["volunteer"], town["county"], page=0, now=AT),
            look_at_people(session, town["first"], town["village"], page=0, now=AT),
            look_at_people(session, town["boss"], 9999, page=0, now=AT),
            take_figures(session, town["volunteer"], town["village"], OCTOBER, now=AT),
        ]
        assert refused == [NotAllowed()] * 4
        assert isinstance(take_figures(session, town["boss"], town["county"], OCTOBER, now=AT), FiguresTaken)

    await database.run(ask)
