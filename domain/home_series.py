"""The seven days of measuring at home, morning and evening: when the next time is. Starts none."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.wall_time import at_wall, next_at_wall

DAYS = 7  # [V] 中国家庭血压监测: seven days, morning 6-9 and evening 18-21
READINGS_EACH_TIME = 2  # [V] two or three, a minute apart
TIMES = (time(7, 0), time(19, 0))


def next_time(after: datetime, zone: ZoneInfo) -> datetime:
    """The next morning or evening, in UTC."""
    at = next_at_wall(after, zone, TIMES)
    assert at is not None
    return at


def is_time(at: datetime, zone: ZoneInfo) -> bool:
    """Whether this is one of the times on that clock: it is not once somebody lives by another."""
    return next_time(at - timedelta(seconds=1), zone) == at


def has_just_asked(at: datetime, zone: ZoneInfo) -> bool:
    """Whether this is the hour that begins with one of the times: a reminder to measure would only say it again."""
    return at.astimezone(zone).hour in {one.hour for one in TIMES}


def ends(first: datetime, zone: ZoneInfo) -> datetime:
    """The end of the evening of the seventh day."""
    last = first.astimezone(zone).date() + timedelta(days=DAYS - 1)
    return at_wall(last, time(22, 0), zone)
