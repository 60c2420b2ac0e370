"""The figures are counted from what was logged, kept when a month is over, and never changed after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.count_figures import count_figures
from actions.log_reading import log_reading
from actions.look_behind_figure import (
    AlertsBehind,
    Behind,
    CountOnly,
    LessonsBehind,
    MeansBehind,
    PeopleBehind,
    PointsBehind,
    ReadingsBehind,
    VillagesBehind,
    look_behind,
)
from actions.not_allowed import NotAllowed
from actions.take_figures import FiguresTaken, take_figures
from domain.figures import Count, Figure, Missing, Tally
from domain.months import span_of
from domain.people import Role, Tag
from domain.round import Met
from domain.vital_sign import Level, Reading
from storage import areas, audit, content, figures, people, points, quizzes, tallies, visits
from storage.database import Database
from storage.tables import (
    Alert,
    AuditEntry,
    FigureSnapshot,
    Person,
    PersonTag,
    ReadingRow,
    VillageGroup,
    table,
)
from tests.storage.keeping import add_people

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
AT = datetime(2026, 10, 20, 1, tzinfo=UTC)
FIRST = datetime(2026, 10, 31, 20, tzinfo=UTC)  # four in the morning of the first of November in the village
snapshot, person, audit_entry = table(FigureSnapshot), table(Person), table(AuditEntry)
reading = table(ReadingRow)


def settle(session: Session, *, people_there: int = 6) -> dict[str, int]:
    """A county with two villages, a grid in the first, and people in treatment who live in it and agreed."""
    place = {"timezone": "Asia/Shanghai"}
    county = areas.add_area(session, parent_id=None, level="county", name="青山县", code="q", **place)
    village = areas.add_area(session, parent_id=county, level="village", name="清溪村", code="x", **place)
    areas.add_area(session, parent_id=county, level="village", name="白石村", code="b", **place)
    grid = areas.add_area(session, parent_id=village, level="grid", name="一格", code="g", **place)
    ids = add_people(session, people_there + 3)
    agreed = {"consents_health": True, "consents_sharing": True, "consents_abroad": True}
    for one in ids[:people_there]:
        people.change_person(session, one, area_id=grid, **agreed)
        session.execute(table(PersonTag).insert().values(person_id=one, tag=Tag.HYPERTENSION.value))
    for one in ids:
        points.open_account(session, one)
    areas.note_population(session, village, date(2026, 10, 2), 12, by=None, now=AT)
    areas.add_membership(session, ids[-1], county, Role.ADMINISTRATOR, date(2026, 1, 1))
    areas.add_membership(session, ids[-2], village, Role.VOLUNTEER, date(2026, 1, 1))
    areas.add_membership(session, ids[-3], village, Role.VILLAGE_DOCTOR, date(2026, 1, 1))
    return {
        "county": county,
        "village": village,
        "grid": grid,
        "boss": ids[-1],
        "volunteer": ids[-2],
        "doctor": ids[-3],
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
        span = span_of(OCTOBER, here.zone, AT + timedelta(days=1))
        counted = tallies.count_areas(session, [town["grid"], town["village"]], span, means, line)
        assert counted[town["village"]] == Tally()
        assert (counted[town["grid"]].people, counted[town["grid"]].readings) == (5, 2)

    await database.run(ask)


async def test_a_figure_opens_the_very_rows_it_was_counted_from_as_far_as_the_viewer_may_see_them(
    database: Database,
) -> None:
    def ask(session: Session) -> None:
        town = settle(session, people_there=10)
        boss, doctor, volunteer = town["boss"], town["doctor"], town["volunteer"]
        live_through(session, town)
        now, here = AT + timedelta(hours=1), figures.find_here(session, town["village"])
        assert here is not None
        counts = figures.find_figures(session, here, OCTOBER, now).counts

        def behind(who: int, figure: Figure, *, page: int = 0, place: str = "village") -> Behind | NotAllowed:
            return look_behind(session, who, town[place], OCTOBER, figure, page=page, now=now)

        first = behind(boss, Figure.PARTICIPATION)
        second = behind(boss, Figure.PARTICIPATION, page=1)
        assert isinstance(first, PeopleBehind)
        assert isinstance(second, PeopleBehind)
        seen = [*first.people, *second.people]
        assert (len(seen) + first.hidden, first.more) == (counts[Figure.PARTICIPATION].numerator, True)
        assert [one.day for one in seen][:3] == [date(2026, 10, 20), date(2026, 10, 20), None]
        assert [(one.area, one.people, one.as_of) for one in first.filed] == [
            ("清溪村", 12, date(2026, 10, 2))
        ]
        active, missed = behind(volunteer, Figure.ACTIVE), behind(volunteer, Figure.FOLLOW_UPS)
        assert isinstance(active, PeopleBehind)
        assert isinstance(missed, PeopleBehind)
        assert len(active.people) == counts[Figure.ACTIVE].numerator == 2
        assert len(missed.people) + missed.hidden == counts[Figure.FOLLOW_UPS].numerator == 9
        means = behind(doctor, Figure.CONTROL)
        assert isinstance(means, MeansBehind)
        assert [(one.systolic, one.readings, one.below) for one in means.means] == [
            (142, 12, False),
            (128, 12, True),
        ]
        assert counts[Figure.CONTROL] == Count(Figure.CONTROL, 1, 2)
        assert behind(boss, Figure.CONTROL) == behind(volunteer, Figure.CONTROL) == CountOnly(Figure.CONTROL)
        measured = behind(volunteer, Figure.READINGS)
        assert isinstance(measured, ReadingsBehind)
        assert measured.vitals == {"blood_pressure": 24}
        assert sum(one.readings for one in measured.days) == counts[Figure.READINGS].numerator == 24
        paid = behind(volunteer, Figure.POINTS)
        assert isinstance(paid, PointsBehind)
        assert [(one.act, one.points) for one in paid.paid] == [
            ("blood_pressure", counts[Figure.POINTS].numerator)
        ]
        alerts = behind(boss, Figure.ALERT_MINUTES)
        assert isinstance(alerts, AlertsBehind)
        assert [(one.urgent, one.taker is not None, one.in_time) for one in alerts.alerts] == [
            (True, True, False),
            (False, False, False),
        ]
        assert counts[Figure.ALERTS] == Count(Figure.ALERTS, 1, 2)
        assert behind(volunteer, Figure.ALERTS) == CountOnly(Figure.ALERTS)
        lessons = behind(volunteer, Figure.QUIZ)
        assert isinstance(lessons, LessonsBehind)
        assert [(one.group, one.answers, one.right) for one in lessons.posted] == [("清溪村", 2, 1)]
        assert lessons.unreached == ("清溪村",)  # a second group, that got none
        assert (counts[Figure.LESSONS], counts[Figure.QUIZ]) == (
            Count(Figure.LESSONS, 1, 2),
            Count(Figure.QUIZ, 1, 2),
        )
        villages = behind(boss, Figure.COMMITTEES)
        assert isinstance(villages, VillagesBehind)
        assert [(one.name, one.groups, one.people, one.committee_since) for one in villages.villages] == [
            ("清溪村", 2, 10, None)
        ]
        refused = [
            behind(boss, Figure.ACTIVE, place="county"),  # too large to be read row by row
            behind(town["first"], Figure.ACTIVE),
            look_behind(session, boss, 9999, OCTOBER, Figure.ACTIVE, page=0, now=now),
            take_figures(session, volunteer, town["village"], OCTOBER, now=now),
        ]
        assert refused == [NotAllowed()] * 4
        assert isinstance(take_figures(session, boss, town["county"], OCTOBER, now=now), FiguresTaken)
        # Every look stands in the log: what was opened, and who stood on it.
        looked = session.execute(select(audit_entry.c.what, audit_entry.c.why)).all()
        opened = [why for what, why in looked if what == "saw_behind"]
        assert len(opened) == 13
        assert {"2026-10 participation", "2026-10 control"} <= set(opened)
        lists = [why for what, why in looked if what == "saw_people"]
        assert [why.count(",") - 1 for why in lists] == [8, 1, 2, 8]
        assert sum(what == "viewed_readings" for what, _why in looked) == 2
        assert sum(what == "saw_alert" for what, _why in looked) == 2
        assert audit.find_break(session) is None

    await database.run(ask)


def live_through(session: Session, town: dict[str, int]) -> None:
    """Two who measured, one who shares nothing, one visit, two alerts, two groups of which one got a lesson."""
    first = town["first"]
    people.change_person(session, first + 9, consents_sharing=False)
    for number, systolic in ((0, 128), (1, 142)):
        measure(session, first + number, systolic=systolic)
    visits.add_visit(session, first, by=town["doctor"], met=Met.VISITED, clinical=True, at=AT)
    read = session.execute(select(reading.c.id).where(reading.c.person_id == first).limit(1)).scalar_one()
    for number, (level, taken) in enumerate(((Level.RED, AT), (Level.ORANGE, None))):
        session.execute(
            table(Alert).insert().values(
                person_id=first + number, reading_id=read, level=level.value,
                opened_at=AT - timedelta(minutes=30 + number), acknowledged_at=taken,
                acknowledged_by=town["doctor"] if taken else None,
            )
        )  # fmt: skip
    for number in (1, 2):
        group = {"telegram_id": -number, "title": f"群{number}", "area_id": town["village"]}
        session.execute(table(VillageGroup).insert().values(**group, bot_status="member"))
    posted = {
        "poll_id": "p",
        "group_id": 1,
        "lesson": "20-know-your-bp",
        "week": "2026-W43",
        "right_option": 0,
    }
    quizzes.add_quiz(session, **posted, posted_at=AT)
    for number in (0, 1):
        quizzes.add_answer(session, "p", first + number, right=not number, now=AT)
