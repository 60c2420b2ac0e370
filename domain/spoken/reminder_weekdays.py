"""The weekdays in a wish to be reminded: 每周一三五, 周一到周五, every weekday, monday and thursday. Reads no times."""

import re
from dataclasses import dataclass

from domain.spoken.kinds import Kind, Token
from domain.wall_time import EVERY_DAY, WEEKEND, WORKDAYS

_CHINESE_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_WEEK = "(?:周|星期|礼拜)"
_EACH = "(?:每个?|逢)?"
_CHINESE_RANGE = re.compile(
    f"{_EACH}{_WEEK}([一二三四五六日天])\\s*(?:到|至|-|~)\\s*{_WEEK}?([一二三四五六日天])"
)
_CHINESE_LIST = re.compile(
    f"{_EACH}{_WEEK}([一二三四五六日天](?:[、,和及跟\\s]*{_WEEK}?[一二三四五六日天](?!点|时|个|次|分|:))*)"
)
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = (
    r"(mon(?:day)?s?|tue(?:s|sday|sdays)?|wed(?:nesday)?s?|thu(?:r|rs|rsday|rsdays)?|fri(?:day)?s?|sat(?:urday)?s?|"
    r"sun(?:day)?s?)"
)
_ENGLISH_RANGE = re.compile(rf"(?:(?:every|from|on) )*\b{_DAY}\s*(?:to|through|till|until|-)\s*{_DAY}\b")
_ENGLISH_LIST = re.compile(rf"(?:(?:every|each|on) )*\b{_DAY}\b")
_NAMED = (
    (
        re.compile(
            r"(?:每个?)?(?:工作日|平日)|(?:(?:every|each|on) )*\b(?:weekdays?|work ?days?|working days?)\b"
        ),
        WORKDAYS,
    ),
    (re.compile(r"(?:每个?|逢)?(?:周末|双休日)|(?:(?:every|each|on|at) )*(?:the )?\bweekends?\b"), WEEKEND),
    (
        re.compile(
            r"每天|每日|天天|每晚|每早|一天(?=[两二三四\d]次)|\b(?:every|each) (?:single )?day\b|\beveryday\b|\bdaily\b"
            r"|\bevery (?=morning|noon|afternoon|evening|night)"
        ),
        EVERY_DAY,
    ),
)
_DASHED = re.compile(rf"\b{_DAY}\s*[-–—~]\s*{_DAY}\b", re.IGNORECASE)
_HOUR = "(?:二?十[一二三四]?|[一二三四五六七八九两])"
_RUN_TOGETHER = re.compile(f"({_WEEK}[一二三四五六日天]+?)(?={_HOUR}[点點])")
_UNCLEAR = re.compile(
    r"隔天|隔日|每隔|每[两二三四五六七八九\d]+[天日周]|每个?月|每年"
    r"|\bevery (?:other|second|third|two|three|few|\d+)(?: days?| weeks?)?\b"
    r"|\b(?:monthly|weekly|fortnightly|every month|every week)\b|每周(?=提醒|[两二三四五六七\d]次)"
)
_ONCE = re.compile(
    r"明天|明早|明晚|明日|明儿|后天|今晚|今天|今早|今日|今夜|下周|下星期|下个?月|等会儿?|待会儿?|一会儿?"
    r"|(?:分钟|小时|钟头|天)(?:以后|之后|后)|\b(?:tomorrow|tonight|today|later|next)\b|\bin (?:an?|\d+) (?:hour|minute|day)"
    r"|\bthis (?:morning|afternoon|evening)\b|月\d+[日号]"
)


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """Weekdays as bits, bit 0 is Monday; None where none were named. `unclear`: every other day, monthly: not ours.

    `once`: a single day was named. `spans`: where in the text they stood.
    """

    weekdays: int | None
    once: bool
    unclear: bool
    spans: tuple[tuple[int, int], ...]

    @property
    def said(self) -> bool:
        return self.weekdays is not None

    @property
    def every(self) -> int | None:
        """What is meant where nothing was said: every day, unless it was for once."""
        return None if self.once else EVERY_DAY


def spaced(text: str) -> str:
    """Weekdays apart from what would be read into one with them: mon-fri, 周三八点."""
    return _RUN_TOGETHER.sub(r"\1 ", _DASHED.sub(r"\1 to \2", text))


def read_days(plain: str, tokens: list[Token]) -> SpokenDays:
    """The weekdays said in a normalised text. 下周三 and 上周五 are single days, not weekdays."""
    days, spans = _ranges(plain)
    for found, here in (_listed(plain, spans), _named(plain)):
        days |= found
        spans += here
    unclear = _UNCLEAR.search(plain) is not None
    single = _ONCE.search(plain) is not None and not spans
    dated = any(token.kind is Kind.DAY and token.meaning == "date" for token in tokens)
    spans += [match.span() for match in (*_ONCE.finditer(plain), *_UNCLEAR.finditer(plain))]
    weekdays = days if days and not unclear else None
    return SpokenDays(weekdays, single or (dated and not days), unclear, tuple(spans))


def _ranges(plain: str) -> tuple[int, list[tuple[int, int]]]:
    days, spans = 0, []
    for match in _CHINESE_RANGE.finditer(plain):
        days |= _from_to(_CHINESE_DAYS[match[1]], _CHINESE_DAYS[match[2]])
        spans.append(match.span())
    for match in _ENGLISH_RANGE.finditer(plain):
        days |= _from_to(_ENGLISH_DAYS.index(match[1][:3]), _ENGLISH_DAYS.index(match[2][:3]))
        spans.append(match.span())
    return days, spans


def _from_to(first: int, last: int) -> int:
    """Monday to Friday; Saturday to Monday goes over the week's end."""
    return sum(1 << day % 7 for day in range(first, last + 1 + (7 if last < first else 0)))


def _listed(plain: str, taken: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    days, spans = 0, []
    for match in _CHINESE_LIST.finditer(plain):
        if not _within(match.start(), taken):
            days |= sum({1 << _CHINESE_DAYS[one] for one in match[1] if one in _CHINESE_DAYS})
            spans.append(match.span())
    for match in _ENGLISH_LIST.finditer(plain):
        if not _within(match.start(), taken):
            days |= 1 << _ENGLISH_DAYS.index(match[1][:3])
            spans.append(match.span())
    return days, spans


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _named(plain: str) -> tuple[int, list[tuple[int, int]]]:
    days, spans = 0, []
    for pattern, meant in _NAMED:
        for match in pattern.finditer(plain):
            days |= meant
            spans.append(match.span())
    return days, spans
