"""When a series asks, and what is no time of its any more."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.home_series import is_time, next_time

HOME, AWAY = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def test_a_time_of_one_clock_is_none_on_another() -> None:
    at = next_time(datetime(2026, 3, 1, 12, tzinfo=HOME), HOME)
    assert is_time(at, HOME)
    assert not is_time(at.replace(minute=(at.minute + 30) % 60), HOME)
    assert not is_time(at.replace(tzinfo=AWAY), HOME)
