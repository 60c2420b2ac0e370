"""Whatever bytes or rows are sent: a sentence, no traceback, nothing written by half, nothing changed by the same again."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from actions.import_table import TableChecked, TableImported, check_table, import_table
from actions.not_allowed import NotAllowed
from bot.files import sheets, table_files
from bot.wording import words_in
from bot.words import importing_words
from domain.importing import COLUMNS, Importable, WrongFile
from domain.importing.sheet import lines_of
from domain.people import ConsentScope, Language, Role
from storage import areas, people
from storage.database import Database
from tests.actions.test_rights import settle
from tests.conversations.looking import every_row
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAPERS = dict.fromkeys(ConsentScope, ("1", "x"))
BOOK = sheets.workbook({"1": [["编号", "名称", "级别", "上级编号"], ["x", "新村", "村", "county"]]})
GOOD = {
    "code": ["new1", "new2", "village", "county", "foreign"], "name": ["王秀英", "李四", "新村"],
    "parent": ["new1", "county", ""], "level": ["村", "乡镇", "网格"],
    "birth_year": ["1958", "1950.0"], "area": ["village", "sibling", "foreign"],
    "village": ["village", ""], "sex": ["女", ""], "phone": ["13800138000", ""], "tags": ["高血压", "结核病", ""],
    "health": ["是", "否", ""], "sharing": ["是", ""], "abroad": ["是", ""], "role": ["网格员", "医生"],
    "until": ["2026-12-31", "2026-11-01", "", ""],
    "filed": ["120", "1,300"], "as_of": ["2026-11-01"],
}  # fmt: skip


@pytest.fixture(scope="module")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, int]]:
    """A county with an administrator, and another county beside it."""

    def settled(session: Session) -> int:
        _town, places = settle(session)
        boss, helper = add_people(session, 2)
        people.change_person(session, helper, area_id=places["village"], name="李四", birth_year=1950)
        areas.add_membership(session, helper, places["village"], Role.VOLUNTEER, NOW.date())
        areas.add_membership(session, boss, places["county"], Role.ADMINISTRATOR, NOW.date())
        return boss

    path = tmp_path_factory.mktemp("town") / "town.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", threads=0)
    yield database, database.run_now(settled)
    database.close_now()


def imported(session: Session, boss: int, draft: int) -> TableImported | TableChecked | NotAllowed:
    return import_table(
        session, boss, draft, papers=PAPERS, language="zh_CN", timezone="Asia/Shanghai", now=NOW
    )


def _cell(key: str) -> st.SearchStrategy[str]:
    """Mostly what belongs there."""
    good = st.sampled_from(GOOD[key])
    return st.one_of(good, good, good, good, good, good, st.text(max_size=5))


@pytest.mark.timeout(900)  # the thorough profile takes minutes
@given(st.data())
def test_any_table_is_written_whole_or_not_at_all(town: tuple[Database, int], data: st.DataObject) -> None:
    database, boss = town
    kind = data.draw(st.sampled_from(list(Importable)))
    headings = [column.headings[0] for column in COLUMNS[kind]]
    row = st.tuples(*(_cell(column.key) for column in COLUMNS[kind]))
    body = data.draw(st.lists(row, min_size=1, max_size=4))
    try:
        lines = [(line.number, line.cells) for line in lines_of(kind, [headings, *body])]
    except WrongFile:
        return

    def all_of_it(session: Session) -> None:
        with session.begin_nested() as savepoint:
            _sent(session, boss, kind, lines)
            savepoint.rollback()

    database.run_now(all_of_it)


def _sent(session: Session, boss: int, kind: Importable, lines: list[tuple[int, dict[str, str]]]) -> None:
    checked = check_table(session, boss, kind, lines, now=NOW)
    assert isinstance(checked, TableChecked)
    assert checked.new + checked.changed + checked.same + checked.wrong >= len(lines)
    for language in Language:
        assert all(importing_words.of_row(words_in(language), kind, one) for one in checked.problems)
    before = _kept(session)
    written = imported(session, boss, checked.draft_id)
    if checked.wrong:
        assert isinstance(written, TableChecked)
        assert _kept(session) == before
        return
    assert (written.new, written.changed) == (checked.new, checked.changed)  # type: ignore[union-attr]
    again = check_table(session, boss, kind, lines, now=NOW)
    assert isinstance(again, TableChecked)
    assert (again.new, again.changed, again.wrong) == (0, 0, 0)
    _nothing_outside(before, _kept(session))


def _kept(session: Session) -> dict[str, Any]:
    return {
        name: rows
        for name, rows in every_row(session).items()
        if name not in ("import_draft", "audit_entry", "audit_head")
    }


def _nothing_outside(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Everything that is new lies below the county of whoever imported it."""
    paths = {row["id"]: row["path"] for row in after["area"]}
    (county,) = (row["path"] for row in after["area"] if row["code"] == "county")
    for name in ("area", "person", "membership", "area_population"):
        for row in after[name]:
            if row not in before[name]:
                assert paths[row["id"] if name == "area" else row["area_id"]].startswith(county)


@pytest.mark.timeout(900)
@given(st.binary(max_size=300), st.integers(0, len(BOOK)), st.integers(0, 40))
def test_any_file_is_a_table_or_one_reason(noise: bytes, at: int, length: int) -> None:
    for content in (noise, BOOK[:at] + noise[:length] + BOOK[at + length :], BOOK[:at]):
        try:
            cells = table_files.read_table(content)
        except WrongFile:
            continue
        assert all(isinstance(cell, str) for row in cells for cell in row)


@pytest.mark.parametrize("place", ['r="XFD1048576"', 'r="A900000"', 'r="ZZ1"'])
def test_a_workbook_that_would_fill_the_machine_is_not_opened(place: str) -> None:
    burst = BytesIO()
    with ZipFile(BytesIO(BOOK)) as source, ZipFile(burst, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(
                part, content.replace(b'r="A1"', place.encode()) if "/worksheets/" in part else content
            )
    with pytest.raises(WrongFile):
        table_files.read_table(burst.getvalue())


async def test_of_two_who_send_the_same_table_the_second_changes_nothing(database: Database) -> None:
    """Both checked it before either wrote it."""
    lines = [(2, {"name": "李四", "birth_year": "1950", "area": "village"})]

    def checked(session: Session) -> tuple[int, int]:
        _town, places = settle(session)
        two = add_people(session, 2)
        drafts = []
        for one in two:
            areas.add_membership(session, one, places["county"], Role.ADMINISTRATOR, NOW.date())
            told = check_table(session, one, Importable.RESIDENTS, lines, now=NOW)
            assert isinstance(told, TableChecked)
            assert told.new == 1
            drafts.append((one, told.draft_id))
        assert imported(session, two[0], drafts[1][1]) == NotAllowed()
        first, second = (imported(session, *one) for one in drafts)
        assert isinstance(first, TableImported)
        assert isinstance(second, TableImported)
        return first.new, second.new

    assert await database.run(checked) == (1, 0)
