"""What one tap changes of an audience, and how a tap says it. Keeps nothing."""

import re
from dataclasses import replace

from domain.audience import Audience
from domain.people import Language, Tag

AGES = ((None, None), (18, 44), (45, 64), (65, None), (80, None))
ACTIVITIES = ("any", "a7", "a30", "s7", "s14", "s30")
_TYPED_AGES = re.compile(r"\s*(\d{1,3})\s*(?:岁|years?)?\s*(?:[-–—~到至]|to)\s*(\d{1,3})\s*(?:岁|years?)?\s*")
_TYPED_FROM = re.compile(r"\s*(\d{1,3})\s*(?:岁|years?)?\s*(?:以上|及以上|\+|and older|and over)\s*")


def changed(audience: Audience, field: str, value: str) -> Audience:
    """The audience after a tap. Raises ValueError for what no button of ours says."""
    match field:
        case "area":
            return replace(audience, area_id=int(value), groups=frozenset())
        case "to":
            return Audience(audience.area_id, in_groups={"people": False, "groups": True}[value])
        case "tag":
            return replace(audience, tags=audience.tags ^ {Tag(value)})
        case "age":
            first, _, last = value.partition("-")
            return replace(
                audience, age_from=int(first) if first else None, age_to=int(last) if last else None
            )
        case "act":
            days = None if value == "any" else int(value[1:])
            active = value.startswith("a") and value != "any"
            return replace(
                audience, active_days=days if active else None, silent_days=None if active else days
            )
        case "lang":
            return replace(audience, language=None if value == "any" else Language(value))
        case "group":
            picked = frozenset() if value == "all" else audience.groups ^ {int(value)}
            return replace(audience, in_groups=True, groups=picked)
    raise ValueError("no such field")


def typed_ages(text: str) -> str | None:
    """`60-75`, `60岁以上` as a button says it; None where no ages are meant."""
    if found := _TYPED_AGES.fullmatch(text):
        return f"{int(found[1])}-{int(found[2])}"
    if found := _TYPED_FROM.fullmatch(text):
        return f"{int(found[1])}-"
    return None


def age_value(first: int | None, last: int | None) -> str:
    return f"{first or ''}-{last or ''}"
