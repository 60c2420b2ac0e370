"""Rosters and places as tables, in Excel or CSV, under headings an import knows again. Asks nobody for them."""

from collections.abc import Sequence

from bot.files.sheets import Cell, csv_table, workbook
from bot.wording import Words
from bot.words import vocabulary
from bot.words.vocabulary import mark
from domain.authority import Origin
from domain.importing import Importable, column_of
from domain.people import Language, Role
from storage.rosters import Filed, OnRoster

ORIGINS = {
    Origin.NOMINATED_THEMSELVES: mark("nominated themselves"),
    Origin.RECOMMENDED: mark("recommended"),
    Origin.APPOINTED: mark("appointed"),
    Origin.SETTINGS: mark("by the settings"),
}


def roster(words: Words, workers: Sequence[OnRoster], form: str) -> bytes:
    """Such that last days can be filled in and the table imported again."""
    known = {key: _known(words, Importable.ROSTER, key) for key in ("name", "role", "area", "until")}
    headings = [known["name"], known["role"], words(mark("Place")), known["area"]]
    headings += [words(mark("Since")), known["until"], words(mark("How"))]
    lines: list[list[Cell]] = [
        [
            one.name,
            words(vocabulary.ROLES[Role(one.role)]),
            one.area,
            one.area_code,
            one.since.isoformat(),
            one.until.isoformat() if one.until else None,
            words(ORIGINS[Origin(one.origin)]),
        ]
        for one in workers
    ]
    return _file(headings, lines, form)


def places(words: Words, found: Sequence[Filed], form: str) -> bytes:
    """Such that it can be corrected and imported again, as places and as filed people."""
    keys = [(Importable.AREAS, key) for key in ("code", "name", "level", "parent")]
    keys += [(Importable.POPULATION, key) for key in ("filed", "as_of")]
    headings = [_known(words, kind, key) for kind, key in keys]
    lines: list[list[Cell]] = [
        [
            one.code,
            one.name,
            words(vocabulary.LEVELS[one.level]),
            one.parent_code,
            one.filed,
            one.as_of.isoformat() if one.as_of else None,
        ]
        for one in found
    ]
    return _file(headings, lines, form)


def _known(words: Words, kind: Importable, key: str) -> str:
    headings = column_of(kind, key).headings
    return headings[0] if words.language == Language.CHINESE else headings[1]


def _file(headings: Sequence[str], lines: Sequence[Sequence[Cell]], form: str) -> bytes:
    table: list[Sequence[Cell]] = [list(headings), *lines]
    return csv_table(table) if form == "csv" else workbook({"1": table})
