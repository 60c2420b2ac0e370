"""A day as people write it into a table or a message: 2026-11-01, 2026/11/1, 2026年11月1日. Knows no clock."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?", re.ASCII)


def read_day(text: str) -> date | None:
    """The day, or None for what is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
