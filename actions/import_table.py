"""A table somebody sent: checked as a whole, kept as it was checked, written when they confirm it: all or nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions import import_areas, import_population, import_residents, import_roster
from actions.import_plan import By, Plan
from actions.import_residents import Papers
from actions.import_roster import Ending
from actions.not_allowed import NotAllowed
from domain.authority import Deed
from domain.importing import Importable, RowProblem
from domain.importing.rows import AreaRow, PopulationRow, ResidentRow, RosterRow, read_rows
from domain.importing.sheet import Line
from storage import audit, authority, imports

FIRST = 20  # problems in an answer; the rest is in a file


@dataclass(frozen=True, slots=True)
class TableChecked:
    """What it would change. `problems`: the first of them; with one of them nothing can be written."""

    draft_id: int
    kind: Importable
    new: int
    changed: int
    same: int
    wrong: int
    problems: tuple[RowProblem, ...] = ()
    ends: tuple[Ending, ...] = ()  # the first of the roles it would end


@dataclass(frozen=True, slots=True)
class TableImported:
    kind: Importable
    new: int
    changed: int
    same: int


def check_table(
    session: Session,
    person_id: int | None,
    kind: Importable,
    lines: list[tuple[int, dict[str, str]]],
    *,
    now: datetime,
) -> TableChecked | NotAllowed:
    """A dry run: changes nothing but the draft. `person_id` None: whoever keeps the service."""
    by = By(person_id, now)
    if not _may(session, by):
        return NotAllowed()
    draft_id = imports.add_draft(session, person_id, kind.value, lines, now)
    return _told(draft_id, kind, _plan(session, by, kind, lines))


def find_problems(session: Session, person_id: int | None, draft_id: int, now: datetime) -> list[RowProblem]:
    """All that is wrong with a table, for whoever sent it. Reads only."""
    draft = imports.find_draft(session, draft_id)
    by = By(person_id, now)
    if draft is None or draft.person_id != person_id or not _may(session, by):
        return []
    return _plan(session, by, Importable(draft.kind), draft.lines).problems


def import_table(
    session: Session,
    person_id: int | None,
    draft_id: int,
    *,
    papers: Papers,
    language: str,
    timezone: str,
    now: datetime,
) -> TableImported | TableChecked | NotAllowed:
    """Write exactly what was checked, by whoever sent it, within a day. If it does not hold any more, nothing is written."""
    audit.wait_for_others(session)  # of two who import the same, the second finds what the first wrote
    by = By(person_id, now)
    draft = imports.find_draft(session, draft_id)
    if draft is None or draft.person_id != person_id or draft.done_at is not None:
        return NotAllowed()
    if now - draft.made_at > imports.KEPT_FOR or not _may(session, by):
        return NotAllowed()
    kind = Importable(draft.kind)
    planned = _plan(session, by, kind, draft.lines)
    if planned.problems:
        return _told(draft_id, kind, planned)
    _write(session, by, kind, planned, papers, language, timezone)
    imports.finish_draft(session, draft_id, now)
    new, changed = len(planned.new), len(planned.changed)
    audit.add_audit(session, person_id, "imported", why=f"{kind.value}:{draft_id}:{new}:{changed}", at=now)
    return TableImported(kind, new, changed, planned.same)


def _may(session: Session, by: By) -> bool:
    if by.person_id is None:
        return True
    return bool(authority.list_areas_where(session, by.person_id, Deed.IMPORT, by.now.date()))


def _plan(session: Session, by: By, kind: Importable, lines: list[tuple[int, dict[str, str]]]) -> Plan:
    rows, unread = read_rows(kind, (Line(*line) for line in lines), today=by.now.date())
    match kind:
        case Importable.AREAS:
            planned = import_areas.plan(session, by, [one for one in rows if isinstance(one, AreaRow)])
        case Importable.RESIDENTS:
            planned = import_residents.plan(
                session, by, [one for one in rows if isinstance(one, ResidentRow)]
            )
        case Importable.ROSTER:
            planned = import_roster.plan(session, by, [one for one in rows if isinstance(one, RosterRow)])
        case Importable.POPULATION:
            planned = import_population.plan(
                session, by, [one for one in rows if isinstance(one, PopulationRow)]
            )
    planned.problems = sorted([*unread, *planned.problems], key=lambda one: one.row)
    return planned


def _write(
    session: Session, by: By, kind: Importable, planned: Plan, papers: Papers, language: str, timezone: str
) -> None:
    match kind:
        case Importable.AREAS:
            import_areas.write(session, by, planned, timezone)
        case Importable.RESIDENTS:
            import_residents.write(session, by, planned, papers, language)
        case Importable.ROSTER:
            import_roster.write(session, by, planned)
        case Importable.POPULATION:
            import_population.write(session, by, planned)


def _told(draft_id: int, kind: Importable, planned: Plan) -> TableChecked:
    problems = planned.problems
    return TableChecked(
        draft_id,
        kind,
        len(planned.new),
        len(planned.changed),
        planned.same,
        len(problems),
        tuple(problems[:FIRST]),
        tuple(one for one in planned.changed if isinstance(one, Ending))[:FIRST],
    )
