"""How many people are filed in each village, as of a day, from a table. What was filed for other days stays."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from actions.import_plan import By, Places, Plan
from domain.importing import Wrong
from domain.importing.rows import PopulationRow
from storage import imports


def plan(session: Session, by: By, rows: Sequence[PopulationRow]) -> Plan:
    """`new` and `changed`: the area, the day, and how many."""
    planned = Plan()
    places = Places(session, by, {row.area for row in rows})
    filed = imports.list_filed(session, {place.id for place in places.every.values()})
    seen: set[tuple[int, date]] = set()
    for row in rows:
        place = places.find(row.area)
        if place is None:
            planned.wrong(row.number, "area", Wrong.NO_SUCH_PLACE)
            continue
        key = (place.id, row.as_of)
        if key in seen:
            planned.wrong(row.number, "area", Wrong.TWICE)
        elif filed.get(key) == row.filed:
            planned.same += 1
        else:
            (planned.changed if key in filed else planned.new).append((*key, row.filed))
        seen.add(key)
    return planned


def write(session: Session, by: By, planned: Plan) -> None:
    rows = [
        {"area_id": area, "as_of": day, "filed": filed, "noted_by": by.person_id, "noted_at": by.now}
        for area, day, filed in (*planned.new, *planned.changed)
    ]
    imports.note_filed(session, rows)
