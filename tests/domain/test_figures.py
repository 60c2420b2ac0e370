"""What was counted, and what it says: no data is never zero, and of few people nothing of their health."""

from datetime import UTC, date, datetime, timedelta

from domain.figures import (
    Count,
    Figure,
    Ground,
    Handling,
    Missing,
    Tally,
    by_child,
    figures_of,
    lowest_filed,
    shown_beside,
    shown_to,
)
from domain.months import month_before

AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAY = date(2026, 10, 1)


def village(number: int, *, filed: int | None = None, **counted: int) -> Ground:
    tally = Tally(**counted)
    return Ground(f"/1/{number}/", True, tally=tally, filed=filed, filed_as_of=DAY if filed else None)


def test_an_empty_place_has_no_data_rather_than_zero() -> None:
    counts = figures_of([Ground("/1/")])
    assert set(counts) == set(Figure)
    assert [one for one in counts.values() if one.missing is None or one.numerator is not None] == []


def test_nobody_active_among_some_is_zero_and_no_missing_number() -> None:
    counts = figures_of([village(2, people=3)])
    assert counts[Figure.ACTIVE] == Count(Figure.ACTIVE, 0, 3)
    assert counts[Figure.ACTIVE].share == 0
    assert counts[Figure.READINGS].value == 0


def test_people_of_a_place_whose_file_is_not_counted_are_not_held_against_it() -> None:
    counts = figures_of([Ground("/1/"), village(2, filed=10, people=4), village(3, people=100)])
    assert counts[Figure.PARTICIPATION] == Count(Figure.PARTICIPATION, 4, 10, as_of=DAY)


def test_the_lowest_number_of_filed_people_counts_and_none_twice() -> None:
    township, grid = Ground("/1/", filed=900, filed_as_of=DAY), Ground("/1/2/5/", filed=30, filed_as_of=DAY)
    grounds = [township, village(2, filed=50), grid, village(3, filed=70)]
    assert set(lowest_filed(grounds)) == {"/1/2/5/", "/1/3/"}


def test_a_village_is_reached_by_a_group_and_somebody_wherever_below_they_are() -> None:
    grid = Ground("/1/2/5/", tally=Tally(people=1))
    counts = figures_of([village(2, groups=1), grid, village(3, groups=1), village(4, people=9)])
    assert counts[Figure.VILLAGES] == Count(Figure.VILLAGES, 1, 3)


def test_where_no_committee_is_noted_nobody_asked_and_one_that_is_counts_for_its_village() -> None:
    none = figures_of([village(2), village(3), Ground("/1/")])
    assert none[Figure.COMMITTEES].missing is Missing.NONE_NOTED
    one = figures_of(
        [village(2), Ground("/1/3/", True, has_committee=True), Ground("/1/4/", has_committee=True)]
    )
    assert one[Figure.COMMITTEES] == Count(Figure.COMMITTEES, 1, 2)


def test_alerts_are_in_time_by_how_urgent_they_are_and_the_median_is_of_those_taken() -> None:
    def handled(minutes: float | None, *, urgent: bool) -> Handling:
        return Handling(AT, AT + timedelta(minutes=minutes) if minutes is not None else None, urgent)

    alerts = (
        handled(5, urgent=True),
        handled(6, urgent=True),
        handled(120, urgent=False),
        handled(None, urgent=False),
    )
    counts = figures_of([Ground("/1/", alerts=alerts)])
    assert counts[Figure.ALERTS] == Count(Figure.ALERTS, 3, 4)
    assert counts[Figure.ALERTS_IN_TIME] == Count(Figure.ALERTS_IN_TIME, 2, 4)
    assert counts[Figure.ALERT_MINUTES] == Count(Figure.ALERT_MINUTES, 6, 3)
    untaken = figures_of([Ground("/1/", alerts=(handled(None, urgent=True),))])
    assert untaken[Figure.ALERTS] == Count(Figure.ALERTS, 0, 1)
    assert untaken[Figure.ALERT_MINUTES].missing is Missing.NONE_TAKEN


def test_of_few_people_only_clinicians_see_how_they_fare_and_one_hidden_place_hides_a_second() -> None:
    grounds = [
        village(number, people=20, measured=measured, controlled=3)
        for number, measured in ((2, 4), (3, 5), (4, 9))
    ]
    below = {number: figures_of([ground]) for number, ground in zip((2, 3, 4), grounds, strict=True)}
    assert shown_to(below[2], clinical=True, fewest=5)[Figure.CONTROL].numerator == 3
    assert shown_to(below[2], clinical=False, fewest=5)[Figure.CONTROL].missing is Missing.FEW
    shown = shown_beside(below, clinical=False, fewest=5)
    assert [shown[number][Figure.CONTROL].missing for number in (2, 3, 4)] == [Missing.FEW, Missing.FEW, None]
    assert shown[2][Figure.ACTIVE] == below[2][Figure.ACTIVE]


def test_what_lies_below_goes_to_its_child_and_to_no_namesake() -> None:
    grounds = [Ground("/1/2/"), Ground("/1/2/7/"), Ground("/1/22/"), Ground("/1/")]
    parted = by_child(grounds, ["/1/2/", "/1/22/", "/1/3/"])
    assert {path: [one.path for one in part] for path, part in parted.items()} == {
        "/1/2/": ["/1/2/", "/1/2/7/"],
        "/1/22/": ["/1/22/"],
        "/1/3/": [],
    }


def test_months_are_counted_over_new_year_both_ways() -> None:
    assert month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert month_before(date(2025, 12, 1), -1) == date(2026, 1, 1)
    assert month_before(date(2026, 3, 1), 12) == date(2025, 3, 1)
