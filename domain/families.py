"""Looking after somebody else: how they are entered, how close two records are, how many one may look after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.people import name_key

MOST_RELATIVES = 8  # [D] one person looks after so many relatives at most
YEARS_APART = 1  # [D] a year of birth is often told by the lunar calendar
CLAIM_DIGITS, CLAIM_VALID_FOR = 8, timedelta(days=7)  # [D] digits can be read out on the telephone
TRIES_AN_HOUR, TRIES_COUNT_FOR = 5, timedelta(hours=1)  # [D] of one account, wrong ones
LONGEST_PHONE, SHORTEST_PHONE = 15, 5  # digits, ITU-T E.164; a village extension is short


@dataclass(frozen=True, slots=True)
class CareRules:
    """How long one logs for somebody else, and how long after that whose a number is has to be asked."""

    for_whom_minutes: int
    asks_for_minutes: int


class Provenance(StrEnum):
    """Who entered a reading, beside whom it is of."""

    SELF = "self"
    FAMILY = "family"
    VOLUNTEER = "volunteer"
    DOCTOR = "doctor"
    DEVICE = "device"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name and year of birth, as two records are compared."""

    id: int
    name: str
    birth_year: int | None


def may_be_the_same(one: Named, name: str, birth_year: int | None) -> bool:
    """Whether a record and a newcomer look like one person: the same name, born within a year, as far as known."""
    if name_key(one.name) != name_key(name):
        return False
    if one.birth_year is None or birth_year is None:
        return True
    return abs(one.birth_year - birth_year) <= YEARS_APART


_FULL_WIDTH: Mapping[int, str] = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0B: "+"}


def plain_phone(text: str) -> str | None:
    """A telephone number without its spaces and dashes; None for what is none."""
    plain = "".join(text.translate(_FULL_WIDTH).split()).replace("-", "")
    digits = plain.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return plain if SHORTEST_PHONE <= len(digits) <= LONGEST_PHONE else None
