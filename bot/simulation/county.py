"""A county as it would be after some weeks: how many live where, and who looks after whom. Arithmetic only; no rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.people import Role

CITY, COUNTY = 1, 2  # the ids of the two areas everybody lives below
VILLAGES_IN_A_TOWNSHIP = 60


def mixed(seed: int, *numbers: int) -> int:
    """A number that looks drawn, the same every time: 32 bits, from a few small ones."""
    state = seed * 0x9E3779B1 & 0xFFFFFFFF
    for number in numbers:
        state = (state ^ number) * 0x85EBCA6B & 0xFFFFFFFF
        state ^= state >> 13
        state = state * 0xC2B2AE35 & 0xFFFFFFFF
        state ^= state >> 16
    return state


@dataclass(frozen=True, slots=True)
class County:
    """So many of each. `first` and `days`: when what was measured was measured."""

    residents: int
    villages: int
    volunteers: int
    readings: int
    seed: int
    first: date
    days: int

    @property
    def townships(self) -> int:
        return -(-self.villages // VILLAGES_IN_A_TOWNSHIP)

    @property
    def grids(self) -> int:
        """A volunteer looks after one each; a village has one at least."""
        return max(self.villages, self.volunteers)

    # Areas, numbered from above: city, county, townships, villages, grids.

    def township(self, number: int) -> int:
        return COUNTY + 1 + number

    def village(self, number: int) -> int:
        return self.township(self.townships) + number

    def grid(self, number: int) -> int:
        return self.village(self.villages) + number

    def township_of(self, village: int) -> int:
        return village * self.townships // self.villages

    def village_of(self, grid: int) -> int:
        return grid * self.villages // self.grids

    # People: the staff first, then the residents.

    def staff(self) -> Iterator[tuple[Role, int]]:
        """Everybody with a role, and the area it is held in; their place in the line is the person's id, from 1."""
        yield Role.ADMINISTRATOR, COUNTY
        yield Role.SPECIALIST, COUNTY
        for township in range(self.townships):
            yield Role.ADMINISTRATOR, self.township(township)
            yield Role.DOCTOR, self.township(township)
        yield from ((Role.VILLAGE_DOCTOR, self.village(village)) for village in range(self.villages))
        yield from ((Role.VOLUNTEER, self.grid(volunteer)) for volunteer in range(self.volunteers))

    @property
    def staff_count(self) -> int:
        return 2 + 2 * self.townships + self.villages + self.volunteers

    def resident(self, number: int) -> int:
        """The person's id."""
        return self.staff_count + 1 + number

    def grid_of(self, resident: int) -> int:
        return resident * self.grids // self.residents
