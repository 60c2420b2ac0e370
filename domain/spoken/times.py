"""Days, parts of the day and clock times among the pieces of a message, brought together into one moment."""

import re
from datetime import date, datetime, time, timedelta

from domain.spoken.kinds import Kind, Said, Token
from domain.spoken.when import PartOfDay, When

TIME_KINDS = frozenset({Kind.DAY, Kind.PART, Kind.WHEN, Kind.WEEKDAY, Kind.MONTH})
_A_MONTH = 31  # days: of two ways to read 3/11 the one within the last month is meant
_HALF_A_YEAR = 183
_JOINING = frozenset({"的", "at", "on", "in", "the", "of"})


def read_time(tokens: list[Token], start: int, *, language: str, now: datetime) -> tuple[Token, int] | None:
    """The time said from `start` on as one token, and the index after it; a coming day is a PLAN."""
    said, end = Said(), start
    position = start
    while position < len(tokens):
        token = tokens[position]
        if position > start and token.kind is Kind.QUIET and token.text in _JOINING:
            position += 1
            continue
        piece = _piece(tokens, position, language=language, now=now)
        if piece is None:
            break
        one, after = piece
        if one.days_ago is not None and one.days_ago < 0:
            return _token(Kind.PLAN, tokens, start, after, None), after
        merged = _merged(said, one)
        if merged is None:
            break
        said, end, position = merged, after, after
    return (_token(Kind.WHEN, tokens, start, end, said), end) if end > start else None


def _token(kind: Kind, tokens: list[Token], start: int, end: int, said: Said | None) -> Token:
    return Token(kind, "", tokens[start].start, tokens[end - 1].end, 0.0, "", said)


def _merged(first: Said, second: Said) -> Said | None:
    """Both together, unless they say the same thing twice."""
    if (first.days_ago is not None and second.days_ago is not None) or (first.clock and second.clock):
        return None
    if first.part and second.part and first.part != second.part:
        return None
    days_ago = second.days_ago if first.days_ago is None else first.days_ago
    return Said(days_ago, first.part or second.part, first.clock or second.clock, first.exact or second.exact)


def _piece(tokens: list[Token], start: int, *, language: str, now: datetime) -> tuple[Said, int] | None:
    token = tokens[start]
    if token.kind is Kind.WHEN and token.said is not None:
        return token.said, start + 1
    if token.kind is Kind.PART:
        return Said(part=token.meaning), start + 1
    if token.kind is Kind.DAY:
        return _day(token, language=language, today=now.date(), index=start)
    if token.kind is Kind.WEEKDAY:
        return Said(_days_since_weekday(token.meaning, now.date())), start + 1
    if token.kind is Kind.MONTH or token.kind is Kind.NUMBER:
        return _written_date(tokens, start, now.date())
    return None


def _day(token: Token, *, language: str, today: date, index: int) -> tuple[Said, int] | None:
    if token.meaning == "date":
        days = _days_since_digits(token.text, language, today)
        if token.text.count(".") == 1 and not (days is not None and 0 <= days <= _A_MONTH):
            return _dotted_clock(token.text, index)
        return None if days is None else (Said(days), index + 1)
    days_ago, _, part = token.meaning.partition(" ")
    return Said(int(days_ago), part), index + 1


def _dotted_clock(text: str, index: int) -> tuple[Said, int] | None:
    """7.30 before a reading is half past seven, where no day of the last month is called so."""
    hour, minute = (int(number) for number in text.split("."))
    return (Said(clock=time(hour, minute)), index + 1) if hour < 24 else None


def _days_since_weekday(meaning: str, today: date) -> int:
    weekday, _, last = meaning.partition(" ")
    if last:  # 上周五: the Friday of the week before this one
        return today.weekday() + 7 - int(weekday)
    return (today.weekday() - int(weekday)) % 7


def _days_since_digits(text: str, language: str, today: date) -> int | None:
    numbers = [int(number) for number in re.split(r"[-/.]", text)]
    if len(numbers) == 3:
        year, *rest = numbers if numbers[0] > 31 else [numbers[2], *numbers[:2]]
    else:
        year, rest = None, numbers
    readings = [_days_since(year, month, day, today) for month, day in (rest, rest[::-1])]
    if language.startswith("zh") or (year is not None and numbers[0] > 31):
        return readings[0]
    recent = [days for days in readings if days is not None and 0 <= days <= _A_MONTH]
    return min(recent) if recent else next((days for days in readings if days is not None), None)


def _days_since(year: int | None, month: int, day: int, today: date) -> int | None:
    """Days from that date to today; a date without a year is the nearest one. Negative: still to come."""
    try:
        then = date(year or today.year, month, day)
        if year is None and (then - today).days > _HALF_A_YEAR:
            then = date(today.year - 1, month, day)
    except ValueError:
        return None
    return (today - then).days


def _written_date(tokens: list[Token], start: int, today: date) -> tuple[Said, int] | None:
    """11月20日, 2026年11月20日, 20号, nov 20, 20 november."""
    if tokens[start].kind is Kind.MONTH:
        return _english_date(tokens, start, start + 1, today)
    units = {"date_year": 0, "date_month": 0, "date_day": 0}
    position = start
    while position + 1 < len(tokens) and tokens[position + 1].kind is Kind.UNIT:
        unit = tokens[position + 1].meaning
        if units.get(unit, 1) or tokens[position].kind is not Kind.NUMBER:
            break
        units[unit] = int(tokens[position].number)
        position += 2
    if position == start:
        return _english_date(tokens, start, start, today)
    if units["date_month"] and not units["date_day"] and _is_small(tokens, position):  # 11月20
        units["date_day"], position = int(tokens[position].number), position + 1
    days = _days_since_parts(units["date_year"], units["date_month"], units["date_day"], today)
    return None if days is None else (Said(days), position)


def _is_small(tokens: list[Token], position: int) -> bool:
    return position < len(tokens) and tokens[position].kind is Kind.NUMBER and tokens[position].number <= 31


def _days_since_parts(year: int, month: int, day: int, today: date) -> int | None:
    if not day:
        return None
    if not month:  # 20号: of this month, and 25号 on the 22nd is still to come
        return today.day - day if not year else None
    return _days_since(year or None, month, day, today)


def _english_date(tokens: list[Token], start: int, day_at: int, today: date) -> tuple[Said, int] | None:
    if not _is_small(tokens, day_at):
        return None
    after = day_at + 1
    if (
        after < len(tokens)
        and tokens[after].kind is Kind.UNIT
        and tokens[after].text in ("th", "nd", "st", "rd")
    ):
        after += 1
    month_at = start if start != day_at else after
    if month_at >= len(tokens) or tokens[month_at].kind is not Kind.MONTH:
        return None
    month, day = int(tokens[month_at].meaning), int(tokens[day_at].number)
    days = _days_since(None, month, day, today)
    return None if days is None else (Said(days), max(after, month_at + 1))


def ago(minutes: float, now: datetime) -> Said:
    """Half an hour ago, as a day and a clock time."""
    then = now - timedelta(minutes=minutes)
    clock = then.time().replace(second=0, microsecond=0, tzinfo=None)
    return Said((now.date() - then.date()).days, "", clock, exact=True)


def when_of(said: Said, now: datetime) -> When | None:
    """The moment said; None where nothing but today was. Evening and night turn 8 into 20:00 and 2 into after midnight."""
    days_ago = said.days_ago or 0
    if said.clock is None:
        part = PartOfDay(said.part) if said.part else None
        return When(days_ago, part) if days_ago or part else None
    if said.exact:
        return When(days_ago, None, said.clock)
    hour, next_day = _hour(said.clock.hour, said.part)
    clock = said.clock.replace(hour=hour)
    if not said.part and not days_ago:
        clock = _nearest_past(clock, now)
    return When(max(0, days_ago - next_day), None, clock)


def _hour(hour: int, part: str) -> tuple[int, int]:
    """The hour of a 24-hour day, and 1 where 昨晚2点 is already the next day."""
    if part in ("afternoon", "noon") and hour < (12 if part == "afternoon" else 6):
        return hour + 12, 0
    if part in ("evening", "night") and hour <= 12:
        if hour == 12:
            return 0, 1
        return (hour, 1) if hour < 5 else (hour + 12, 0)
    return hour, 0


def _nearest_past(clock: time, now: datetime) -> time:
    """8点 alone, typed at nine in the evening, is 20:00: the latest eight o'clock there has been today."""
    later = clock.replace(hour=clock.hour + 12) if clock.hour < 12 else clock
    return later if later <= now.time() else clock
