"""Tables as they are written elsewhere: encodings, delimiters, headings, words; and any bytes at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import words_in
from bot.words import vocabulary
from domain.importing import COLUMNS, Importable, Wrong, WrongFile, WrongWith
from domain.importing.rows import AreaRow, ResidentRow, read_rows
from domain.importing.sheet import Line, lines_of, read_csv
from domain.importing.words import LEVEL_WORDS, ROLES, SEXES, TAGS
from domain.people import Language

TODAY = date(2026, 11, 25)
TABLE = "编号,名称,级别,上级编号\r\nqingxi,清溪村,村,c\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_a_csv_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    content = TABLE.replace(",", delimiter).encode(encoding)
    lines = lines_of(Importable.AREAS, read_csv(content))
    assert read_rows(Importable.AREAS, lines, today=TODAY) == (
        [AreaRow(2, "qingxi", "清溪村", "village", "c")],
        [],
    )


def test_columns_stand_in_any_order_in_either_language_and_others_do_not_matter() -> None:
    table = "Remark,Village code,NAME *,birth year（必填）,,Sex\nx,qingxi,'=王,1958-03,y,Man\n,,,,,\n"
    (line,) = lines_of(Importable.RESIDENTS, read_csv(table.encode()))
    rows, problems = read_rows(Importable.RESIDENTS, [line], today=TODAY)
    assert problems == []
    (row,) = rows
    assert isinstance(row, ResidentRow)
    assert (row.number, row.name, row.birth_year, row.sex) == (2, "=王", 1958, SEXES["男"])


def test_the_words_the_bot_says_are_words_it_reads() -> None:
    said = {**vocabulary.TAGS, **vocabulary.SEXES}
    staff = {role: name for role, name in vocabulary.ROLES.items() if role.is_staff}
    for language in Language:
        words = words_in(language.value)
        for code, sentence in said.items():
            assert (TAGS | SEXES)[words(sentence).casefold()] == code
        assert {ROLES[words(sentence).casefold()] for sentence in staff.values()} == set(staff)
        assert {LEVEL_WORDS[words(one).casefold()] for one in vocabulary.LEVELS.values()} == set(
            vocabulary.LEVELS
        )


@pytest.mark.parametrize(
    ("column", "cell", "wrong"),
    [
        ("birth_year", "1899", Wrong.NOT_A_YEAR),
        ("birth_year", "2009", Wrong.TOO_YOUNG),
        ("sex", "x", Wrong.NOT_A_SEX),
        ("phone", "12", Wrong.NOT_A_PHONE),
        ("tags", "高血压、感冒", Wrong.NOT_A_TAG),
        ("health", "也许", Wrong.NOT_YES_OR_NO),
        ("area", "清溪", Wrong.WRONG_CODE),
        ("name", "长" * 60, Wrong.TOO_LONG),
    ],
)
def test_a_wrong_cell_is_named(column: str, cell: str, wrong: Wrong) -> None:
    cells = {"name": "王", "birth_year": "1958", "area": "qingxi", column: cell}
    rows, problems = read_rows(Importable.RESIDENTS, [Line(7, cells)], today=TODAY)
    assert rows == []
    assert [(one.row, one.column, one.wrong) for one in problems] == [(7, column, wrong)]


def test_a_file_that_lacks_a_column_says_which() -> None:
    with pytest.raises(WrongFile) as error:
        lines_of(Importable.POPULATION, [["村编号"], ["qingxi"]])
    assert (error.value.why, error.value.columns) == (WrongWith.NO_COLUMN, ("filed", "as_of"))


@given(st.sampled_from(list(Importable)), st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_rows_or_one_reason(kind: Importable, content: bytes) -> None:
    try:
        lines = lines_of(kind, read_csv(content))
    except WrongFile:
        return
    rows, problems = read_rows(kind, lines, today=TODAY)
    assert len(rows) + len(problems) == len(lines)


CELL = st.text(max_size=30) | st.sampled_from(
    [
        "1958",
        "1958.0",
        "qingxi",
        "村",
        "是",
        "女",
        "138 0013 8000",
        "2026-11-01",
        "2026-13-41",
        "1e9",
        "½",
        "٣",
        "²",
        "-1",
        "=",
    ]
)


@given(st.data(), st.sampled_from(list(Importable)))
def test_any_cells_below_the_right_headings_are_rows_or_named(data: st.DataObject, kind: Importable) -> None:
    headings = [column.headings[0] for column in COLUMNS[kind]]
    body = data.draw(st.lists(st.lists(CELL, min_size=1, max_size=len(headings)), min_size=1, max_size=4))
    try:
        lines = lines_of(kind, [headings, *body])
    except WrongFile:
        assert not any(cell.strip() for row in body for cell in row)
        return
    rows, problems = read_rows(kind, lines, today=TODAY)
    assert len(rows) + len(problems) == len(lines)
