"""Places from a table: new ones below those that are there, other names for those that are. Moves none, ends none."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.import_plan import By, Places, Plan
from domain.areas import may_lie_below
from domain.importing import Wrong
from domain.importing.rows import AreaRow
from storage import imports


def plan(session: Session, by: By, rows: Sequence[AreaRow]) -> Plan:
    """`new`: rows in such an order that what lies above comes first. `changed`: the id and the new name."""
    planned = Plan()
    places = Places(session, by, {code for row in rows for code in (row.code, row.parent) if code})
    by_code: dict[str, AreaRow] = {}
    for row in rows:
        if by_code.setdefault(row.code, row) is not row:
            planned.wrong(row.number, "code", Wrong.TWICE)
    settled: dict[str, bool] = {}
    for row in by_code.values():
        _settle(planned, places, by_code, settled, row)
    return planned


def _settle(
    planned: Plan, places: Places, by_code: dict[str, AreaRow], settled: dict[str, bool], row: AreaRow
) -> None:
    """This row and, before it, those it lies below. Never goes round in a circle: what is not settled yet is no parent."""
    waiting = [row]
    while waiting:
        one = waiting[-1]
        above = by_code.get(one.parent or "")
        if one.code in settled:
            waiting.pop()
        elif above is not None and above.code not in settled and above not in waiting:
            waiting.append(above)
        else:
            waiting.pop()
            settled[one.code] = _judge(planned, places, by_code, settled, one)


def _judge(
    planned: Plan, places: Places, by_code: dict[str, AreaRow], settled: dict[str, bool], row: AreaRow
) -> bool:
    if row.code in places.every:
        return _judge_known(planned, places, row)
    if row.parent is None:
        if not places.reach.everywhere:
            planned.wrong(row.number, "parent", Wrong.MISSING)
            return False
    else:
        above = by_code.get(row.parent)
        known = places.find(row.parent)
        level = known.level if known is not None else above.level if above is not None else None
        if level is None or (known is None and not settled.get(row.parent, False)):
            planned.wrong(row.number, "parent", Wrong.NO_SUCH_PLACE)
            return False
        if not may_lie_below(row.level, level):
            planned.wrong(row.number, "level", Wrong.NOT_BELOW)
            return False
    planned.new.append(row)
    return True


def _judge_known(planned: Plan, places: Places, row: AreaRow) -> bool:
    place = places.find(row.code)
    if place is None:
        planned.wrong(row.number, "code", Wrong.CODE_NOT_FREE)
        return False
    above = places.every.get(row.parent or "")
    if row.level != place.level or (row.parent and (above is None or above.id != place.parent_id)):
        planned.wrong(row.number, "parent", Wrong.STANDS_ELSEWHERE)
        return False
    if row.name == place.name:
        planned.same += 1
    else:
        planned.changed.append((place.id, row.name))
    return True


def write(session: Session, by: By, planned: Plan, timezone: str) -> None:
    """As many statements as the table has levels."""
    rows: list[AreaRow] = planned.new
    known = imports.list_places(session, {row.parent for row in rows if row.parent})
    paths = {place.id: place.path for place in known.values()}
    zones = {place.code: place.timezone for place in known.values()}
    ids = {place.code: place.id for place in known.values()}
    left = rows
    while left:
        ready = [row for row in left if row.parent is None or row.parent in ids]
        left = [row for row in left if not (row.parent is None or row.parent in ids)]
        for row in ready:
            zones[row.code] = zones.get(row.parent or "", timezone)
        values: list[dict[str, Any]] = [
            {
                "parent_id": ids[row.parent] if row.parent else None,
                "level": row.level,
                "name": row.name,
                "code": row.code,
                "timezone": zones[row.code],
            }
            for row in ready
        ]
        added = imports.add_places(session, values, paths)
        for row, id_, value in zip(ready, added, values, strict=True):
            ids[row.code] = id_
            paths[id_] = f"{paths.get(value['parent_id'] or 0, '/')}{id_}/"
    imports.rename_places(session, dict(planned.changed))
