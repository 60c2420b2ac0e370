"""Whom a notice is for: the people of an area, narrowed down, or its groups. Finds nobody."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from domain.people import OLDEST_AGE, Language, Tag

LONGEST_ACTIVITY = 365  # days


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody who lives in the area or below it, as far as all of the rest is true of them.

    `tags`: has one of these. Ages are inclusive, and nobody whose year of birth is unknown has one.
    `active_days`: logged something in so many days; `silent_days`: logged nothing in so many days.
    `in_groups`: not to people but to village groups, all of the area, or those of `groups` alone.
    """

    area_id: int
    in_groups: bool = False
    tags: frozenset[Tag] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    active_days: int | None = None
    silent_days: int | None = None
    language: Language | None = None
    groups: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Raises ValueError for what no audience is."""
        ages = [age for age in (self.age_from, self.age_to) if age is not None]
        if any(not 0 <= age <= OLDEST_AGE for age in ages) or ages != sorted(ages):
            raise ValueError("no such ages")
        days = [day for day in (self.active_days, self.silent_days) if day is not None]
        if len(days) > 1 or any(not 1 <= day <= LONGEST_ACTIVITY for day in days):
            raise ValueError("no such activity")

    @property
    def has_sensitive_tags(self) -> bool:
        return any(tag.is_sensitive for tag in self.tags)

    def born_between(self, today: date) -> tuple[int | None, int | None]:
        """The first and the last year of birth of somebody of these ages."""
        first = None if self.age_to is None else today.year - self.age_to
        last = None if self.age_from is None else today.year - self.age_from
        return first, last

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "tags": sorted(self.tags), "groups": sorted(self.groups)}


def audience_of(written: Mapping[str, Any]) -> Audience:
    """What was kept. Raises ValueError."""
    language = written["language"]
    return Audience(
        **{
            **written,
            "tags": frozenset(map(Tag, written["tags"])),
            "groups": frozenset(written["groups"]),
            "language": None if language is None else Language(language),
        }
    )
