"""Roles from a table, for people who are known. Ends none, and gives nobody one of their own making."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.import_plan import By, Places, Plan, Reach
from domain.authority import Deed, Origin
from domain.importing import Wrong
from domain.importing.rows import RosterRow
from domain.people import name_key
from storage import imports
from storage.due import add_due
from storage.imports import Human


def plan(session: Session, by: By, rows: Sequence[RosterRow]) -> Plan:
    """`new`: whose, which role, and where."""
    planned = Plan()
    places = Places(session, by, {code for row in rows for code in (row.area, row.village) if code})
    gives = Reach(session, by, Deed.GIVE_ROLES)
    homes = {place.id for row in rows if row.village and (place := places.find(row.village)) is not None}
    nowhere: set[None] = (
        {None} if places.reach.everywhere and any(row.village is None for row in rows) else set()
    )
    known: dict[tuple[str, int | None], list[Human]] = {}
    for human in imports.list_humans(session, homes | nowhere):
        known.setdefault((name_key(human.name), human.area_id), []).append(human)
    held = imports.list_held(session, (one.id for found in known.values() for one in found), by.now.date())
    for row in rows:
        area, home = places.find(row.area), places.find(row.village) if row.village else None
        if area is None or not gives.covers(area.path):
            planned.wrong(row.number, "area", Wrong.NO_SUCH_PLACE)
        elif row.village and home is None:
            planned.wrong(row.number, "village", Wrong.NO_SUCH_PLACE)
        else:
            here = known.get((name_key(row.name), home.id if home is not None else None), [])
            _judge(planned, by, row, [one for one in here if _fits(row, one)], area.id, held)
    return planned


def _fits(row: RosterRow, human: Human) -> bool:
    """Every thing the row says of them is so."""
    year = row.birth_year is None or row.birth_year == human.birth_year
    return year and (
        row.phone is None or row.phone == human.phone or (row.birth_year is not None and not human.phone)
    )


def _judge(
    planned: Plan,
    by: By,
    row: RosterRow,
    found: list[Human],
    area_id: int,
    held: set[tuple[int, str, int | None]],
) -> None:
    if len(found) != 1:
        wrong = Wrong.SEVERAL_PERSONS if found else Wrong.NO_SUCH_PERSON
        planned.wrong(row.number, "name", wrong)
        return
    role = (found[0].id, row.role.value, area_id)
    if role in held:
        planned.same += 1
    elif found[0].id == by.person_id:
        planned.wrong(row.number, "name", Wrong.NOT_ONESELF)
    elif role in planned.new:
        planned.wrong(row.number, "name", Wrong.TWICE)
    else:
        planned.new.append(role)


def write(session: Session, by: By, planned: Plan) -> None:
    rows = [
        {
            "person_id": person,
            "area_id": area,
            "role": role,
            "since": by.now.date(),
            "origin": Origin.APPOINTED.value,
            "given_by": by.person_id,
        }
        for person, role, area in planned.new
    ]
    for (person, _role, _area), given in zip(
        planned.new, imports.add_memberships(session, rows), strict=True
    ):
        add_due(session, "role_given", f"person:{person}", reference=given, due_at=by.now)
