"""The health days of the year, read from content/health_days.toml. Holds no words."""

from functools import cache
from pathlib import Path

from domain.health_days import HealthDay, date_of
from domain.lesson_days import UnknownDay
from storage.content import CONTENT, WrongContent, made, read

ANY_LEAP_YEAR = 2028


@cache
def health_days(folder: Path = CONTENT) -> tuple[HealthDay, ...]:
    """Every health day, in the order of the file. Raises WrongContent, naming the entry."""
    told = read(folder / "health_days.toml").get("day", [])
    days = tuple(
        made(HealthDay, f"health_days.toml [[day]] {at}", **one) for at, one in enumerate(told, start=1)
    )
    for day in days:
        try:
            date_of(day, ANY_LEAP_YEAR)
        except UnknownDay as unknown:
            raise WrongContent(f"health_days.toml {day.name}: {unknown}") from unknown
    return days
