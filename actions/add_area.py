"""A place joins the grid: a county, a township, a village. Whoever runs the service says so at the command line."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from domain.areas import CODE, LEVELS, may_lie_below
from storage import areas, audit


@dataclass(frozen=True, slots=True)
class AreaAdded:
    area_id: int


class WrongArea(Exception):
    """The area cannot be added; the message says what to change."""


def add_area(
    session: Session,
    name: str,
    *,
    level: str,
    code: str,
    timezone: str,
    under: str | None,
    now: datetime,
    by: int | None = None,
) -> AreaAdded:
    """Add an area below the one whose code is `under`. `by`: who does, None at the command line. Raises WrongArea."""
    above = areas.find_area_by_code(session, under) if under else None
    if level not in LEVELS:
        raise WrongArea(f"level is one of {', '.join(LEVELS)}")
    if not CODE.fullmatch(code) or areas.find_area_by_code(session, code) is not None:
        raise WrongArea("code must be new, of letters, digits, _ and -, at most 62 of them")
    if under and above is None:
        raise WrongArea(f"there is no area with the code {under}")
    if above is not None and not may_lie_below(level, above.level):
        raise WrongArea(f"a {level} cannot lie below a {above.level}")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongArea("timezone is written like Asia/Shanghai") from None
    above_id = above.id if above is not None else None
    area_id = areas.add_area(
        session, parent_id=above_id, level=level, name=name, code=code, timezone=timezone
    )
    audit.add_audit(session, by, "area_added", area_id=area_id, why=code, at=now)
    return AreaAdded(area_id)
