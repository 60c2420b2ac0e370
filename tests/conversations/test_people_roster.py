"""/people, /export, /roles and /admin: who works where, on any day; as a file that is safe to open; and who may ask."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from actions.import_table import check_table
from actions.look_at_roster import look_at_roster
from actions.not_allowed import NotAllowed
from bot.files import sheets
from domain.importing import Importable
from domain.importing.sheet import lines_of, read_csv
from domain.people import Role
from storage import areas, people
from storage.database import Session
from tests.cast import Village
from tests.conversations.looking import every_row, once_is_enough, said


def file_of(village: Village, message: dict[str, Any]) -> bytes:
    number = message["media"]["url"].rpartition("/")[2]
    return next(file.content for file in village.telegram.state.files.values() if str(file.id) == number)


async def test_the_roster_is_shown_as_of_today_and_of_another_day(village: Village) -> None:
    boss, doctor = village.administrator, village.doctor
    await doctor.sends("/people")  # a doctor sees who works in the village, and takes no file of it
    assert "孙医生：村医" in doctor.reads()
    assert not any("文件" in label for label in doctor.buttons())
    await boss.sends("/areas")
    for label in ("青山县", "清溪村", "工作人员"):
        await boss.taps(label)
    number = next(line for line in boss.reads().splitlines() if "孙医生" in line).partition(".")[0]
    await boss.taps(f"结束 {number}")
    await boss.taps_on(boss.last(), data=f"pplday:{village.village_id}")  # a question stands open
    await boss.sends("/people")
    assert "孙医生" not in boss.reads()
    assert "2 个村里有 0 个" in boss.reads()
    await boss.taps("换一天")
    await boss.sends("2026年11月1日")
    assert "孙医生：村医，清溪村" in boss.reads()
    await boss.taps("清溪村")
    assert "2026年11月1日" in boss.reads()
    assert "孙医生" in boss.reads()
    await boss.taps("换一天")
    await boss.sends("2030-01-01")
    assert boss.reads() == said("That day is still to come.")
    audit = (await village.database.read(every_row))["audit_entry"]
    seen = [row for row in audit if row["what"] == "saw_roster"]
    assert {row["actor_id"] for row in seen} == {boss.person_id, doctor.person_id}


async def test_a_file_of_it_opens_without_running_anything_and_can_be_imported_again(
    village: Village,
) -> None:
    def rename(session: Session) -> None:
        people.change_person(session, village.volunteer.person_id or 0, name='=HYPERLINK("http://x")')
        areas.note_population(session, village.village_id, village.now.date(), 900, by=None, now=village.now)

    await village.database.run(rename)
    boss = village.administrator
    await boss.sends("/export")
    await boss.taps("名册，Excel")
    sheet = (
        CalamineWorkbook.from_filelike(BytesIO(file_of(village, boss.last())))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert '=HYPERLINK("http://x")' in [row[0] for row in sheet]
    await boss.sends("/export")
    await boss.taps_on(boss.last(), label="👥 名册，CSV")
    text = file_of(village, boss.last()).decode("utf-8-sig")
    assert '\'=HYPERLINK("http://x")' in [row[0] for row in csv.reader(StringIO(text))]
    await boss.sends("/export")
    await boss.taps_on(boss.last(), data=f"exa:1:{village.now:%Y%m%d}:csv")
    content = file_of(village, boss.last())
    lines = lines_of(Importable.AREAS, read_csv(content))

    def again(session: Session) -> tuple[int, ...]:
        checked = check_table(
            session, None, Importable.AREAS, [(one.number, one.cells) for one in lines], now=village.now
        )
        assert not isinstance(checked, NotAllowed)
        return checked.new, checked.changed, checked.same, checked.wrong

    assert await village.database.run(again) == (0, 0, 3, 0)
    audit = (await village.database.read(every_row))["audit_entry"]
    assert {"exported_roster", "exported_places"} <= {row["what"] for row in audit}


@once_is_enough
async def test_each_role_is_told_in_words_and_the_work_is_buttons(village: Village) -> None:
    boss = village.administrator
    await boss.sends("/roles")
    await boss.taps("网格员")
    assert "不含数值" in boss.reads()
    assert "量了多少" not in boss.reads()
    await boss.sends("/admin")
    listed = boss.last()
    assert len(listed["keyboard"]) > 10
    for row in listed["keyboard"]:
        (label,) = [button["text"] for button in row]
        await boss.sends("/import")
        await boss.taps("地区")  # a question stands open, and is left
        await boss.sends("/admin")
        await boss.taps(label)
        assert boss.reads() not in (
            said("I cannot do that for you here."),
            said("Tap what you want to do."),
        ), label
    village_doctor = village.doctor
    await village_doctor.sends("/admin")
    assert said("Places, residents and roles from a table") not in village_doctor.buttons()
    await village_doctor.taps_on(village_doctor.last(), data="cmd:import")
    assert village_doctor.reads() == said("I cannot do that for you here.")


@pytest.mark.parametrize("who", ["resident", "volunteer", "volunteer_elsewhere"])
@once_is_enough
async def test_whoever_sees_no_roster_is_shown_none(village: Village, who: str) -> None:
    stranger = village.players[who]
    for command in ("/people", "/export", "/roles"):
        await stranger.sends(command)
        assert stranger.reads() == said("I cannot do that for you here.")
    day = f"{village.now:%Y%m%d}"
    for data in (
        f"ppl:{village.village_id}:{day}:0", f"exp:{village.village_id}:{day}", f"exr:{village.village_id}:{day}:csv",
        f"exa:{village.village_id}:{day}:xlsx", f"pplday:{village.village_id}", "role:nurse", "cmd:people",
            "ppl:1:99999999:0",
    ):  # fmt: skip
        await stranger.taps_on(stranger.last(), data=data)
        assert "孙医生" not in stranger.reads()
    assert not any(one["media"] for one in stranger.sees())


async def test_a_complete_team_is_counted_from_above_and_below(village: Village) -> None:
    def settle(session: Session) -> tuple[int, int]:
        county = areas.find_area_by_code(session, "qingshan")
        assert county is not None
        assert county.id is not None
        grid = areas.add_area(
            session,
            parent_id=village.village_id,
            level="grid",
            name="一组",
            code="g1",
            timezone="Asia/Shanghai",
        )
        boss, since = village.administrator.person_id or 0, village.now.date() - timedelta(days=5)
        for role, area in (
            (Role.SPECIALIST, county.id), (Role.DOCTOR, county.id), (Role.NURSE, village.village_id), (Role.VOLUNTEER, grid),
        ):  # fmt: skip
            areas.add_membership(session, boss, area, role, since)
        found = []
        for day in (village.now.date(), since - timedelta(days=1)):
            seen = look_at_roster(session, boss, county.id, day, page=0, a_page=8, now=village.now)
            assert not isinstance(seen, NotAllowed)
            found.append(seen.teams.complete)
        return found[0], found[1]

    assert await village.database.run(settle) == (1, 0)


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    wicked = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "http://x", "王"]
    table = [["a"], *[[cell] for cell in wicked]]
    cells = (
        CalamineWorkbook.from_filelike(BytesIO(sheets.workbook({"1": table})))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[0].strip() for row in cells[1:]] == [cell.strip() for cell in wicked]
    rows = list(csv.reader(StringIO(sheets.csv_table(table).decode("utf-8-sig"))))
    assert all(row[0][:1] not in tuple("=+-@\t\r\n＝＋－＠") for row in rows if row)
