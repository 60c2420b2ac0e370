"""What a piece of a typed message can be. Only the shapes: nothing is read here."""

from datetime import time
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a piece of a message can be."""

    NUMBER = "number"  # meaning: its unit, once one is known
    DEAD = "dead"  # a number that measures nothing of ours: 128元, 3楼, a telephone number
    HALF = "half"
    ARTICLE = "article"  # "an" hour
    UNIT = "unit"
    DURATION = "duration"
    LABEL = "label"
    MEAL = "meal"
    WHEN = "when"
    PART = "part"
    DAY = "day"
    WEEKDAY = "weekday"
    MONTH = "month"
    AGO = "ago"
    AFTERWARDS = "afterwards"
    EXERCISE = "exercise"
    REST = "rest"
    LINK = "link"
    BREAK = "break"
    MEASURED = "measured"
    ME = "me"
    SOMEBODY_ELSE = "somebody_else"
    PLAN = "plan"
    WISH = "wish"
    NOT_DONE = "not_done"
    TARGET = "target"
    COMPARED = "compared"
    FOREIGN = "foreign"
    QUIET = "quiet"
    UNKNOWN = "unknown"


class Said(NamedTuple):
    """What one or more time words said; None is not said."""

    days_ago: int | None = None
    part: str = ""
    clock: time | None = None
    exact: bool = False  # a clock time that is not "8 in the morning or 8 in the evening"


class Token(NamedTuple):
    kind: Kind
    text: str
    start: int
    end: int
    number: float = 0.0
    meaning: str = ""
    said: Said | None = None
