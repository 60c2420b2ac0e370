"""Which blood pressure counts as controlled, by the profile a county chose. Changes no treatment."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TargetProfile:
    """Controlled is strictly below both, in mmHg: `below`, or from some age on the pair in `from_age`."""

    name: str
    source: str
    below: tuple[float, float]
    from_age: Mapping[int, tuple[float, float]]


def target(profile: TargetProfile, age: int | None) -> tuple[float, float]:
    """The systolic and diastolic to stay below. Without an age, the stricter lines hold."""
    reached = [years for years in profile.from_age if age is not None and age >= years]
    return profile.from_age[max(reached)] if reached else profile.below


def is_controlled(profile: TargetProfile, age: int | None, systolic: float, diastolic: float) -> bool:
    """Clinical facts 2.2: systolic and diastolic both below the target."""
    below = target(profile, age)
    return systolic < below[0] and diastolic < below[1]
