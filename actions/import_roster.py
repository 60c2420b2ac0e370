"""Roles from a table, for people who are known, and the last day of those that end. Nobody's own, either way.

Only a row with a last day ends anything: whoever is not in the table keeps what they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from actions.import_plan import By, Places, Plan, Reach
from domain.authority import Deed, Origin
from domain.importing import Wrong
from domain.importing.rows import RosterRow
from domain.people import Role, name_key
from storage import audit, imports
from storage.due import add_due
from storage.imports import Human, Place, Served


@dataclass(frozen=True, slots=True)
class Given:
    """A role to be: whose, where, and until when."""

    person_id: int
    role: Role
    area_id: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A role that is held, and its last day as the table has it."""

    membership_id: int
    person_id: int
    name: str
    role: Role
    area_id: int
    area: str
    until: date


def plan(session: Session, by: By, rows: Sequence[RosterRow]) -> Plan:
    """`new`: what is given. `changed`: what ends."""
    planned = Plan()
    places = Places(session, by, {code for row in rows for code in (row.area, row.village) if code})
    gives = Reach(session, by, Deed.GIVE_ROLES)
    known = _Known(session, by, places, rows)
    for row in rows:
        area, home = places.find(row.area), places.find(row.village) if row.village else None
        if area is None or not gives.covers(area.path):
            planned.wrong(row.number, "area", Wrong.NO_SUCH_PLACE)
        elif row.village and home is None:
            planned.wrong(row.number, "village", Wrong.NO_SUCH_PLACE)
        else:
            _judge(planned, by, row, area, home, known)
    return planned


class _Known:
    """Who has served in the areas of a table, and who lives in its villages."""

    def __init__(self, session: Session, by: By, places: Places, rows: Sequence[RosterRow]) -> None:
        self._served: dict[tuple[str, str, int], list[Served]] = {}
        areas = {place.id for row in rows if (place := places.find(row.area)) is not None}
        for one in imports.list_served(session, areas, by.now.date()):
            self._served.setdefault((name_key(one.human.name), one.role, one.area_id), []).append(one)
        homes: set[int | None] = {
            place.id for row in rows if row.village and (place := places.find(row.village)) is not None
        }
        if places.reach.everywhere and any(row.village is None for row in rows):
            homes.add(None)
        self._living: dict[tuple[str, int | None], list[Human]] = {}
        for human in imports.list_humans(session, homes):
            self._living.setdefault((name_key(human.name), human.area_id), []).append(human)
        self.used: set[tuple[int, Role, int]] = set()  # what a row of the table was about already

    def served(self, row: RosterRow, area: Place, home: Place | None) -> list[Served]:
        """Those of this name who have, or had, the row's role in its area."""
        found = self._served.get((name_key(row.name), row.role.value, area.id), [])
        return [
            one for one in found if _fits(row, one.human) and (home is None or one.human.area_id == home.id)
        ]

    def living(self, row: RosterRow, home: Place | None) -> list[Human]:
        """Those of this name in the row's village."""
        found = self._living.get((name_key(row.name), home.id if home is not None else None), [])
        return [one for one in found if _fits(row, one)]


def _fits(row: RosterRow, human: Human) -> bool:
    """Every thing the row says of them is so."""
    year = row.birth_year is None or row.birth_year == human.birth_year
    return year and (
        row.phone is None or row.phone == human.phone or (row.birth_year is not None and not human.phone)
    )


def _judge(planned: Plan, by: By, row: RosterRow, area: Place, home: Place | None, known: _Known) -> None:
    """One row. Whoever holds the role is known by it; whoever does not, by their year of birth or their telephone."""
    served = known.served(row, area, home)
    held = [one for one in served if one.held]
    if held:
        _judge_held(planned, by, row, held, area, known)
    elif row.until is not None and row.until < by.now.date():
        if served:
            planned.same += 1
        else:
            planned.wrong(row.number, "name", Wrong.NO_SUCH_PERSON)
    elif row.birth_year is None and row.phone is None:
        planned.wrong(row.number, "birth_year", Wrong.MISSING)
    else:
        _judge_new(planned, by, row, known.living(row, home), area, known)


def _judge_held(
    planned: Plan, by: By, row: RosterRow, held: list[Served], area: Place, known: _Known
) -> None:
    human = held[0].human
    if any(one.human.id != human.id for one in held):
        planned.wrong(row.number, "name", Wrong.SEVERAL_PERSONS)
    elif _twice(planned, row, human, area, known):
        return
    elif row.until is None or all(one.until == row.until for one in held):
        planned.same += 1
    elif human.id == by.person_id:
        planned.wrong(row.number, "name", Wrong.NOT_ONESELF)
    else:
        planned.changed += [
            Ending(one.membership_id, human.id, human.name, row.role, area.id, area.name, row.until)
            for one in held
        ]


def _judge_new(planned: Plan, by: By, row: RosterRow, found: list[Human], area: Place, known: _Known) -> None:
    if len(found) != 1:
        planned.wrong(row.number, "name", Wrong.SEVERAL_PERSONS if found else Wrong.NO_SUCH_PERSON)
    elif found[0].id == by.person_id:
        planned.wrong(row.number, "name", Wrong.NOT_ONESELF)
    elif not _twice(planned, row, found[0], area, known):
        planned.new.append(Given(found[0].id, row.role, area.id, row.until))


def _twice(planned: Plan, row: RosterRow, human: Human, area: Place, known: _Known) -> bool:
    """Whether a row before it said something of the same role."""
    role = (human.id, row.role, area.id)
    if role in known.used:
        planned.wrong(row.number, "name", Wrong.TWICE)
        return True
    known.used.add(role)
    return False


def write(session: Session, by: By, planned: Plan) -> None:
    """Give and end, each noted; the menus of those concerned follow."""
    given: list[Given] = planned.new
    ends: list[Ending] = planned.changed
    rows = [
        {
            "person_id": one.person_id,
            "area_id": one.area_id,
            "role": one.role.value,
            "since": by.now.date(),
            "until": one.until,
            "origin": Origin.APPOINTED.value,
            "given_by": by.person_id,
        }
        for one in given
    ]
    for one, membership_id in zip(given, imports.add_memberships(session, rows), strict=True):
        _noted(session, by, one, membership_id, "role_given")
        add_due(session, "role_given", f"person:{one.person_id}", reference=membership_id, due_at=by.now)
    imports.end_memberships(session, {one.membership_id: one.until for one in ends})
    for ending in ends:
        _noted(session, by, ending, ending.membership_id, "role_ended")


def _noted(session: Session, by: By, one: Given | Ending, membership_id: int, what: str) -> None:
    audit.add_audit(
        session,
        by.person_id,
        what,
        subject_id=one.person_id,
        area_id=one.area_id,
        why=one.role.value,
        at=by.now,
    )
    add_due(session, "role_menu", f"person:{one.person_id}", reference=membership_id, due_at=by.now)
