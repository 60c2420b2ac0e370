"""Each kind of row with its cells as values, and what is wrong with them by themselves. Knows nothing of who is there."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from domain.areas import CODE, LONGEST_NAME
from domain.days import read_day
from domain.families import plain_phone
from domain.importing import COLUMNS, Importable, RowProblem, Wrong
from domain.importing.sheet import Line
from domain.importing.words import LEVEL_WORDS, ROLES, SEXES, TAGS, YES_OR_NO
from domain.people import ConsentScope, Joining, Role, Sex, Tag, may_join, possible_birth_year

T = TypeVar("T")
MOST_FILED = 10_000_000
_BETWEEN = re.compile(r"[、,，;；/|]+")
_YEAR = re.compile(r"(\d{4})(?:\.0|年?(?:[-/.]?\d{1,2}(?:[-/.月]?\d{1,2}日?)?月?)?)?(?:[ T].*)?")


class WrongCell(Exception):
    def __init__(self, column: str, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.column, self.wrong = column, wrong


@dataclass(frozen=True, slots=True)
class AreaRow:
    number: int
    code: str
    name: str
    level: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class ResidentRow:
    number: int
    name: str
    birth_year: int
    area: str
    sex: Sex | None = None
    phone: str | None = None
    tags: frozenset[Tag] = frozenset()
    consents: Mapping[ConsentScope, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterRow:
    number: int
    name: str
    birth_year: int | None
    phone: str | None
    village: str | None
    role: Role
    area: str
    until: date | None = None  # the last day of it


@dataclass(frozen=True, slots=True)
class PopulationRow:
    number: int
    area: str
    filed: int
    as_of: date


Row = AreaRow | ResidentRow | RosterRow | PopulationRow


class _Cells:
    """The cells of one line, read one by one. Each reading raises WrongCell."""

    def __init__(self, kind: Importable, line: Line, today: date) -> None:
        self._cells, self.number, self.today = line.cells, line.number, today
        for column in COLUMNS[kind]:
            cell = self._cells.get(column.key, "")
            if column.required and not cell:
                raise WrongCell(column.key, Wrong.MISSING)

    def text(self, key: str, longest: int) -> str:
        if len(self._cells[key]) > longest:
            raise WrongCell(key, Wrong.TOO_LONG)
        return self._cells[key]

    def code(self, key: str) -> str:
        if not CODE.fullmatch(self._cells[key]):
            raise WrongCell(key, Wrong.WRONG_CODE)
        return self._cells[key]

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        return read(key) if key in self._cells else None

    def one_of(self, known: Mapping[str, T], wrong: Wrong) -> Callable[[str], T]:
        def read(key: str) -> T:
            try:
                return known[self._cells[key].casefold()]
            except KeyError:
                raise WrongCell(key, wrong) from None

        return read

    def birth_year(self, key: str) -> int:
        year = _YEAR.fullmatch(self._cells[key])
        if year is None or not possible_birth_year(int(year[1]), self.today):
            raise WrongCell(key, Wrong.NOT_A_YEAR)
        return int(year[1])

    def phone(self, key: str) -> str:
        found = plain_phone(self._cells[key].removesuffix(".0"))
        if found is None:
            raise WrongCell(key, Wrong.NOT_A_PHONE)
        return found

    def tags(self, key: str) -> frozenset[Tag]:
        cell = self._cells[key].casefold()
        words = [cell] if cell in TAGS else [word.strip() for word in _BETWEEN.split(cell) if word.strip()]
        if any(word not in TAGS for word in words):
            raise WrongCell(key, Wrong.NOT_A_TAG)
        return frozenset(TAGS[word] for word in words)

    def people(self, key: str) -> int:
        digits = self._cells[key].removesuffix(".0").replace(",", "")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 9 or int(digits) > MOST_FILED:
            raise WrongCell(key, Wrong.NOT_A_NUMBER)
        return int(digits)

    def last_day(self, key: str) -> date:
        day = read_day(self._cells[key])
        if day is None:
            raise WrongCell(key, Wrong.NOT_A_LAST_DAY)
        return day

    def day(self, key: str) -> date:
        day = read_day(self._cells[key])
        if day is None or day > self.today:
            raise WrongCell(key, Wrong.NOT_A_DATE)
        return day


def _area(cells: _Cells) -> AreaRow:
    name = cells.text("name", LONGEST_NAME)
    level = cells.one_of(LEVEL_WORDS, Wrong.NOT_A_LEVEL)("level")
    return AreaRow(cells.number, cells.code("code"), name, level, cells.maybe("parent", cells.code))


def _resident(cells: _Cells) -> ResidentRow:
    answers = {
        scope: answer
        for scope in ConsentScope
        if (answer := cells.maybe(scope.value, cells.one_of(YES_OR_NO, Wrong.NOT_YES_OR_NO))) is not None
    }
    row = ResidentRow(
        cells.number,
        cells.text("name", LONGEST_NAME),
        cells.birth_year("birth_year"),
        cells.code("area"),
        cells.maybe("sex", cells.one_of(SEXES, Wrong.NOT_A_SEX)),
        cells.maybe("phone", cells.phone),
        cells.maybe("tags", cells.tags) or frozenset(),
        answers,
    )
    if may_join(row.birth_year, cells.today) is not Joining.YES:
        raise WrongCell("birth_year", Wrong.TOO_YOUNG)
    if row.tags and answers.get(ConsentScope.HEALTH) is False:
        raise WrongCell("tags", Wrong.NEEDS_CONSENT)
    return row


def _roster(cells: _Cells) -> RosterRow:
    return RosterRow(
        cells.number,
        cells.text("name", LONGEST_NAME),
        cells.maybe("birth_year", cells.birth_year),
        cells.maybe("phone", cells.phone),
        cells.maybe("village", cells.code),
        cells.one_of(ROLES, Wrong.NOT_A_ROLE)("role"),
        cells.code("area"),
        cells.maybe("until", cells.last_day),
    )


def _population(cells: _Cells) -> PopulationRow:
    return PopulationRow(cells.number, cells.code("area"), cells.people("filed"), cells.day("as_of"))


_READ: dict[Importable, Callable[[_Cells], Row]] = {
    Importable.AREAS: _area,
    Importable.RESIDENTS: _resident,
    Importable.ROSTER: _roster,
    Importable.POPULATION: _population,
}


def read_rows(kind: Importable, lines: Iterable[Line], *, today: date) -> tuple[list[Row], list[RowProblem]]:
    """Every line as a row, or what is wrong with it."""
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for line in lines:
        try:
            rows.append(_READ[kind](_Cells(kind, line, today)))
        except WrongCell as error:
            problems.append(RowProblem(line.number, error.column, error.wrong))
    return rows, problems
