"""What counts as done, when reminding becomes nagging, and when tonight is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.people import QuietHours
from domain.reminders import (
    LOGGED,
    MEDICINE,
    MOST_IGNORED,
    Step,
    Times,
    ignored_after,
    in_order,
    next_day,
    step_for,
    times_of,
    tonight,
)

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = QuietHours(time(21), time(7))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_times_are_kept_in_order_each_once() -> None:
    clocks = in_order([time(19, 30), time(7), time(7, 0, 12)])
    assert clocks == (time(7), time(19, 30))
    assert Times(clocks).written() == "07:00,19:30"
    assert times_of("07:00,19:30", 31) == Times(clocks, 31)


def test_a_morning_log_does_for_a_lone_evening_reminder() -> None:
    assert Times((time(20),)).opens(local(22, 20), ZONE) == local(22, 0)


def test_where_the_morning_has_its_own_the_evening_counts_from_halfway() -> None:
    times = Times((time(7), time(19)))
    assert times.opens(local(22, 7), ZONE) == local(22, 0)
    assert times.opens(local(22, 19), ZONE) == local(22, 13)


@pytest.mark.parametrize("about", LOGGED)
def test_what_can_be_logged_is_left_in_peace_after_five_ignored_and_one_question(about: str) -> None:
    ignored, steps = 0, []
    for _ in range(8):
        step = step_for(about, ignored)
        ignored = ignored_after(about, ignored, step)
        steps.append(step)
    assert steps == [Step.REMIND] * MOST_IGNORED + [Step.ASK_ABOUT_TIME] + [Step.SILENT] * 2


def test_a_medicine_is_never_left_out_because_nobody_taps() -> None:
    ignored, steps = 0, []
    for _ in range(12):
        step = step_for(MEDICINE, ignored)
        ignored = ignored_after(MEDICINE, ignored, step)
        steps.append(step)
    assert Step.SILENT not in steps
    assert steps.count(Step.ASK_ABOUT_TIME) == 2


def test_tonight_is_eight_and_before_quiet_hours() -> None:
    assert tonight(local(22, 7), ZONE, NIGHT) == local(22, 20)
    assert tonight(local(22, 7), ZONE, QuietHours(time(20), time(7))) == local(22, 19, 30)
    assert tonight(local(22, 20, 30), ZONE, NIGHT) == local(22, 21, 30)


def test_not_today_means_from_tomorrow_on() -> None:
    assert Times((time(0), time(7))).after(next_day(local(22, 7), ZONE), ZONE) == local(23, 0)
    assert next_day(local(22, 23, 59), ZONE) == local(23, 0) - timedelta(microseconds=1)
    assert next_day(local(22, 7), ZONE).tzinfo is UTC
