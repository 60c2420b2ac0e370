"""Exercise and its minutes, in either order. Knows no points and no limits."""

from dataclasses import dataclass, field

from domain.exercise import USUAL_MINUTES
from domain.spoken.kinds import Kind, Token
from domain.understanding.message import Draft, Message, is_boundary

_FEWEST_BARE_MINUTES = 10  # 跑步5 is as likely kilometres
_LATER = frozenset({Kind.AFTERWARDS, Kind.AGO})


@dataclass(slots=True)
class _Open:
    """What has been said of an exercise so far: a kind that waits for its minutes, or minutes for their kind."""

    kind: str = ""
    kind_at: int = 0
    minutes: float = 0.0
    minutes_at: int = 0
    last_kind: str = ""
    resting: bool = False
    earlier: list[tuple[str, int]] = field(default_factory=list)

    def forget(self) -> None:
        self.kind, self.minutes = "", 0.0
        self.earlier = []


def read_exercises(message: Message) -> None:
    """走路30分钟, an hour of square dancing, 走路30分钟 跳舞20分钟."""
    said = _Open()
    for position, token in enumerate(message.tokens):
        if token.kind is Kind.BREAK or token.meaning == "stop":
            said = _Open()
        elif token.kind is Kind.REST:
            said.forget()
            said.resting = True
        elif token.kind is Kind.EXERCISE:
            _take_kind(message, said, position, token)
        elif token.kind is Kind.DURATION:
            _take_minutes(message, said, position, token)
        elif _may_be_minutes(message, said, position):
            draft = _draft(said.kind_at, position, said.kind, token.number)
            draft.ask = True
            message.drafts.append(draft)
            said.forget()


def _may_be_minutes(message: Message, said: _Open, position: int) -> bool:
    """快走40: minutes most likely, where nothing else is said of the number."""
    token, after = message.at(position), message.at(position + 1)
    is_named = said.kind != "" and not said.kind.startswith("~") and position == said.kind_at + 1
    is_plain = token.kind is Kind.NUMBER and token.meaning == "" and token.number.is_integer()
    ends = position + 1 == len(message.tokens) or is_boundary(after) or after.kind is Kind.EXERCISE
    in_range = _FEWEST_BARE_MINUTES <= token.number <= USUAL_MINUTES[1]
    return is_named and is_plain and ends and in_range and message.is_free(position)


def _take_kind(message: Message, said: _Open, position: int, token: Token) -> None:
    said.resting = message.at(position + 1).kind in _LATER  # 散步后30分钟 tells when, not how long
    if said.resting:
        said.forget()
    elif said.minutes:
        _add(message, said, said.minutes_at, position, token.meaning, said.minutes)
    elif not said.kind or said.kind.startswith("~") or not token.meaning.startswith("~"):
        if said.kind and not said.kind.startswith("~"):
            said.earlier.append((said.kind, said.kind_at))
        said.kind, said.kind_at = token.meaning, position


def _take_minutes(message: Message, said: _Open, position: int, token: Token) -> None:
    if said.resting:
        return
    if said.kind:
        if _is_each(message, position) and round(token.number) >= 1:  # 太极拳、八段锦各30分钟
            for kind, kind_at in said.earlier:
                message.drafts.append(_draft(kind_at, kind_at, kind, token.number))
        _add(message, said, said.kind_at, position, said.kind, token.number)
    elif said.last_kind and message.at(position - 1).kind is Kind.WHEN:  # 走路早上30分钟晚上40分钟
        _add(message, said, position, position, said.last_kind, token.number)
    else:
        said.minutes, said.minutes_at = token.number, position


def _is_each(message: Message, position: int) -> bool:
    return message.at(position - 1).text.endswith("各") or message.at(position + 1).text == "each"


def _add(message: Message, said: _Open, start: int, end: int, kind: str, minutes: float) -> None:
    said.forget()
    said.last_kind = kind
    if round(minutes) >= 1:
        message.drafts.append(_draft(start, end, kind, minutes))


def _draft(start: int, end: int, kind: str, minutes: float) -> Draft:
    return Draft(start, end + 1, "exercise", exercise=kind.removeprefix("~"), minutes=round(minutes))
