"""What is said of a table somebody sent: its kind, its columns, what is wrong with it. Reads none."""

from actions.import_table import TableChecked
from bot.files import sheets
from bot.wording import Html, Words
from bot.words import vocabulary
from bot.words.vocabulary import mark
from domain.importing import COLUMNS, Importable, RowProblem, Wrong, WrongFile, WrongWith, column_of
from domain.people import Language

KINDS = {
    Importable.AREAS: mark("🏘 Places"),
    Importable.RESIDENTS: mark("👵 Residents without Telegram"),
    Importable.ROSTER: mark("👥 Who has which role"),
    Importable.POPULATION: mark("📋 Filed people per village"),
}
FILE = {
    WrongWith.UNREADABLE: mark(
        "I cannot read this file. Please save it as Excel (.xlsx) or CSV and send it again."
    ),
    WrongWith.TOO_LARGE: mark("This file is too large for me. Please send it in parts."),
    WrongWith.EMPTY: mark("There is no row below the headings."),
    WrongWith.TOO_MANY_ROWS: mark("These are too many rows at once. Please send it in parts of 20,000."),
    WrongWith.NO_COLUMN: mark("Columns are missing: {columns}. The template shows what they are called."),
}
CELLS = {
    Wrong.MISSING: mark("is empty"),
    Wrong.TOO_LONG: mark("is too long"),
    Wrong.WRONG_CODE: mark("may have only letters, digits, - and _"),
    Wrong.CODE_NOT_FREE: mark("cannot be used for a new place"),
    Wrong.NOT_A_LEVEL: mark("is no level: city, county, township, village or grid"),
    Wrong.NOT_BELOW: mark("does not fit below the place above it"),
    Wrong.STANDS_ELSEWHERE: mark("is something else in the grid already; a table does not move places"),
    Wrong.NO_SUCH_PLACE: mark("is no place you can import into"),
    Wrong.NOT_A_YEAR: mark("is no year of birth, like 1958"),
    Wrong.TOO_YOUNG: mark("is the year of somebody under 18"),
    Wrong.NOT_A_SEX: mark("is neither woman nor man"),
    Wrong.NOT_A_PHONE: mark("is no telephone number"),
    Wrong.NOT_A_TAG: mark("has a word I do not know"),
    Wrong.FOR_DOCTORS: mark("has something only a doctor may enter"),
    Wrong.NEEDS_CONSENT: mark("needs the consent that health data is kept"),
    Wrong.NOT_YES_OR_NO: mark("is neither yes nor no"),
    Wrong.NOT_A_ROLE: mark("is no role"),
    Wrong.NOT_ONESELF: mark("is you: somebody else gives you a role, or ends it"),
    Wrong.NO_SUCH_PERSON: mark("is nobody I know there"),
    Wrong.SEVERAL_PERSONS: mark("fits several people there"),
    Wrong.NOT_A_NUMBER: mark("is no number of people"),
    Wrong.NOT_A_DATE: mark("is no day until today, like 2026-11-01"),
    Wrong.NOT_A_LAST_DAY: mark("is no day, like 2026-12-31"),
    Wrong.TWICE: mark("stands twice in this table"),
}


def heading(words: Words, kind: Importable, key: str) -> str:
    """A column as the template calls it: Chinese first, English for who reads that."""
    headings = column_of(kind, key).headings
    return headings[0] if words.language == Language.CHINESE else headings[1]


def columns(words: Words, kind: Importable, *, required: bool = True) -> str:
    """The columns there must be, in a line; those there may be otherwise."""
    return words.listed(heading(words, kind, one.key) for one in COLUMNS[kind] if one.required is required)


def of_file(words: Words, kind: Importable, error: WrongFile) -> Html:
    missing = words.listed(heading(words, kind, key) for key in error.columns) if error.columns else ""
    return words(FILE[error.why], columns=missing)


def of_row(words: Words, kind: Importable, problem: RowProblem) -> Html:
    """`Row 12: Birth year is no year of birth, like 1958.`"""
    return words(
        "Row {row}: “{column}” {what}",
        row=problem.row,
        column=heading(words, kind, problem.column),
        what=words(CELLS[problem.wrong]),
    )


def template(words: Words, kind: Importable) -> bytes:
    """An empty table with its headings and one row as an example."""
    headings = [heading(words, kind, one.key) for one in COLUMNS[kind]]
    return sheets.workbook({"1": [headings, [one.example for one in COLUMNS[kind]]]})


def ends(words: Words, checked: TableChecked) -> str:
    """Whose role would end, and with which day; those who stand in no row are spoken of too."""
    if not checked.ends:
        return ""
    lines = [
        words(
            "• {name}: {role}, {area}, last day {day}",
            name=one.name,
            role=words(vocabulary.ROLES[one.role]),
            area=one.area,
            day=words.full_day(one.until),
        )
        for one in checked.ends
    ]
    more = checked.changed - len(lines)
    rest = [words("… and {n} more", n=more)] if more > 0 else []
    heading = words.count("⏹ {n} role ends:", "⏹ {n} roles end:", checked.changed)
    kept = words("Whoever is not in the table keeps their role.")
    return "\n".join([heading, *lines, *rest, kept])


def report(words: Words, kind: Importable, problems: list[RowProblem]) -> bytes:
    """All that is wrong, a row each."""
    rows: list[list[sheets.Cell]] = [
        [one.row, heading(words, kind, one.column), words(CELLS[one.wrong])] for one in problems
    ]
    return sheets.workbook({"1": [[words("Row"), words("Column"), words("What is wrong")], *rows]})
