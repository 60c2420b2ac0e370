"""The levels of the grid's tree, and what may lie below what. Knows no area."""

import re

LEVELS = ("city", "county", "township", "village", "grid")  # five by default; a level may be left out
# A deep link carries at most 64 of these (Bot API), two of them for "v-".
LONGEST_NAME = 40
CODE = re.compile(r"[A-Za-z0-9_-]{1,62}")


def may_lie_below(level: str, above: str) -> bool:
    """Whether an area of one level may lie in one of another: from the wider to the narrower, a level left out or not.

    An area may also be divided into others of its own level, so the tree can be of any depth. Only a village may not: the
    programme counts villages, and one in another would be counted twice.
    """
    same = level == above and level != "village"
    return same or LEVELS.index(above) < LEVELS.index(level)
