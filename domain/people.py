"""Who people are to the health grid: roles, key populations, ages, quiet hours. Holds nobody's data."""

import unicodedata
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

MINIMUM_AGE = 18  # [D] clinical facts 2.4 and 8.1: adults only
REFUSED_AGE = 14  # [V2] 个人信息保护法 art. 31: below it a guardian consents, so nothing is stored
ELDERLY_AGE = 65  # [V] 国家基本公共卫生服务规范(第三版): 老年人健康管理
OLDEST_AGE = 120


# Marks that turn the direction of writing: in a name they would turn the words around it too.
_TURNING = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x20), 0x7F]
)
LONGEST_NAME = 120


class Language(StrEnum):
    CHINESE = "zh_CN"
    ENGLISH = "en"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Role(StrEnum):
    """What a person may be in an area. "4+N": specialist, doctor, village doctor, nurse, N volunteers."""

    RESIDENT = "resident"
    FAMILY = "family"
    VOLUNTEER = "volunteer"
    SPECIALIST = "specialist"
    DOCTOR = "doctor"
    VILLAGE_DOCTOR = "village_doctor"
    NURSE = "nurse"
    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    AUDITOR = "auditor"

    @property
    def is_clinical(self) -> bool:
        return self in (Role.SPECIALIST, Role.DOCTOR, Role.VILLAGE_DOCTOR, Role.NURSE)

    @property
    def is_staff(self) -> bool:
        return self not in (Role.RESIDENT, Role.FAMILY)


class Tag(StrEnum):
    """A key population (规范第三版, and the contract groups). 65 and over is derived: `is_elderly`."""

    HYPERTENSION = "hypertension"
    DIABETES = "diabetes"
    PREGNANT = "pregnant"  # and after birth, while breast-feeding
    COPD = "copd"
    STROKE_HEART_KIDNEY = "stroke_heart_kidney"
    TUBERCULOSIS = "tuberculosis"
    SEVERE_MENTAL_ILLNESS = "severe_mental_illness"
    DISABLED = "disabled"
    POVERTY_LIFTED = "poverty_lifted"
    SPECIAL_FAMILY = "special_family"
    LIVES_ALONE = "lives_alone"
    HOUSEBOUND = "housebound"

    @property
    def is_sensitive(self) -> bool:
        """Seen by clinical staff only: a volunteer who is a neighbour does not see it."""
        return self in SENSITIVE_TAGS


SENSITIVE_TAGS = frozenset(
    {
        Tag.PREGNANT,
        Tag.TUBERCULOSIS,
        Tag.SEVERE_MENTAL_ILLNESS,
        Tag.DISABLED,
        Tag.POVERTY_LIFTED,
        Tag.SPECIAL_FAMILY,
    }
)


class ConsentScope(StrEnum):
    """Each has its own button: 个人信息保护法 art. 29 (health), 23 (sharing), 39 (abroad)."""

    HEALTH = "health"
    SHARING = "sharing"
    ABROAD = "abroad"


class Joining(StrEnum):
    YES = "yes"
    NOT_YET = "not_yet"
    REFUSED = "refused"


def age(birth_year: int, today: date) -> int:
    """The age reached in this year: only the year of birth is known, so it may be a birthday early."""
    return today.year - birth_year


def is_elderly(birth_year: int, today: date) -> bool:
    return age(birth_year, today) >= ELDERLY_AGE


def possible_birth_year(birth_year: int, today: date) -> bool:
    return 0 <= age(birth_year, today) <= OLDEST_AGE


def may_join(birth_year: int, today: date) -> Joining:
    """A year without a day: whoever turns 18 this year may join, whoever may still be 13 is refused."""
    reached = age(birth_year, today)
    if reached <= REFUSED_AGE:
        return Joining.REFUSED
    return Joining.YES if reached >= MINIMUM_AGE else Joining.NOT_YET


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until just before `end`, on the person's own clock; equal ends mean no quiet at all."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def plain_name(name: str) -> str:
    """A name as it may stand among other words: no control characters, not endless."""
    return name.translate(_TURNING).strip()[:LONGEST_NAME]


def name_key(name: str) -> str:
    """What two ways of writing one name have in common: no spaces, dots or width, no capitals."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
