"""A moment to come, as somebody says it: 明天8点, 周五下午3点, tomorrow 8:00, 11-28 9:00. Unlike a reading's, never past."""

import re
from datetime import date, datetime, timedelta

from domain.spoken.reminders import understand_clocks, understand_days
from domain.wall_time import at_wall, falls_on

FURTHEST = timedelta(days=90)
# Written apart, so that the part of the day colours the hour.
_APART = (
    (re.compile("今晚"), "今天晚上"),
    (re.compile("明晚"), "明天晚上"),
    (re.compile("明早"), "明天早上"),
    (re.compile("后晚"), "后天晚上"),
    (re.compile(r"\btonight\b"), "today evening"),
)
_DAYS = (
    (re.compile("大后天"), 3),
    (re.compile(r"后天|day after tomorrow"), 2),
    (re.compile(r"明天|明日|明儿|\b(?:tomorrow|tmr|tmrw)\b"), 1),
    (re.compile(r"今天|今日|\btoday\b"), 0),
)
_DATE = re.compile(r"(?:(\d{4})\s*[-/年.])?\s*(\d{1,2})\s*(?:[-/]|月)\s*(\d{1,2})\s*[日号]?(?=\D|$)")
_NEXT_WEEK = re.compile(r"下个?(?=周|星期|礼拜)|\bnext\b")


def understand_moment(text: str, now: datetime) -> datetime | None:
    """The moment said, on the clock of `now`; None where none is, or it is past, or too far away.

    A time alone is the next such time.
    """
    said = text.strip().lower()
    for apart, written in _APART:
        said = apart.sub(written, said)
    day, rest = _day(said, now.date())
    clocks = understand_clocks(rest)
    if len(clocks) != 1 or now.tzinfo is None:
        return None
    zone = now.tzinfo
    at = datetime.combine(day or now.date(), clocks[0], tzinfo=zone)
    if day is None and at <= now:
        at += timedelta(days=1)
    moment = at_wall(at.date(), clocks[0], zone)  # type: ignore[arg-type]  # a ZoneInfo, as everywhere
    return moment if now < moment <= now + FURTHEST else None


def _day(said: str, today: date) -> tuple[date | None, str]:
    """The day said, and what is left of the words."""
    for words, ahead in _DAYS:
        if words.search(said):
            return today + timedelta(days=ahead), words.sub(" ", said)
    if (found := _DATE.search(said)) is not None:
        return _written(found, today), said[: found.start()] + " " + said[found.end() :]
    weekdays = understand_days(_NEXT_WEEK.sub("", said))
    if weekdays is None:
        return None, said
    first = today + timedelta(days=7 - today.weekday()) if _NEXT_WEEK.search(said) else today
    return next((day for day in _week(first) if falls_on(day, weekdays)), None), _NEXT_WEEK.sub("", said)


def _week(first: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range(7)]


def _written(found: "re.Match[str]", today: date) -> date:
    """A date without a year is the next one of that name; one that is none is long past, and so no answer."""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        then = date(year or today.year, month, day)
        return then if year or then >= today else then.replace(year=today.year + 1)
    except ValueError:
        return date.min + timedelta(days=1)
