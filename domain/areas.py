"""The levels of the grid's tree, and what may lie below what. Knows no area."""

import re

LEVELS = ("city", "county", "township", "village", "grid")  # five by default; a level may be left out
# A deep link carries at most 64 of these (Bot API), two of them for "v-".
LONGEST_NAME = 40
CODE = re.compile(r"[A-Za-z0-9_-]{1,62}")


def may_lie_below(level: str, above: str) -> bool:
    """Whether an area of one level may lie in one of another: always from the wider to the narrower."""
    return LEVELS.index(above) < LEVELS.index(level)
