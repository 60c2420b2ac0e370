"""`healthgrid import`: a table at the command line, checked first, written with --yes; the same again changes nothing."""

from pathlib import Path

import pytest

from storage.sealed import new_key
from tests.command_line.conftest import Call

URL = "sqlite:///kept.db"
PLACES = "编号,名称,级别,上级编号\nc,青山县,县,\nv,清溪村,村,c\n"


def test_a_table_is_checked_then_written_then_so_already(call: Call) -> None:
    settings = {"KEYS": new_key(), "DATABASE": URL}
    Path("places.csv").write_bytes(PLACES.encode("gbk"))
    checked = call("import", "places.csv", "--kind", "areas", **settings)
    assert (checked.code, "2 new" in checked.said, "without --yes" in checked.said) == (0, True, True)
    written = call("import", "places.csv", "--kind", "areas", "--yes", **settings)
    assert (written.code, "ok  written: 2 new" in written.said) == (0, True)
    assert (
        "0 new, 0 changed, 2 as they are" in call("import", "places.csv", "--kind", "areas", **settings).said
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("姓名,出生年份,村编号\n王,19x,v\n".encode(), "Row 2: “Birth year” is no year of birth"),
        ("姓名\n王\n".encode(), "Columns are missing: Birth year"),
        (b"\0\1", "I cannot read this file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(call: Call, content: bytes, complaint: str) -> None:
    Path("people.csv").write_bytes(content)
    told = call("import", "people.csv", "--kind", "residents", "--yes", KEYS=new_key(), DATABASE=URL)
    assert told.code != 0
    assert complaint in told.everything
    assert "Traceback" not in told.everything
