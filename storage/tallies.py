"""Counts what happened in a month right in some areas, and keeps what was counted. Says nothing of what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from domain.figures import Definitions, Tally
from domain.months import Span
from storage import figure_sources as sources
from storage.tables import Area, AreaTally, table

area = table(Area)
area_tally = table(AreaTally)


def count_areas(
    session: Session, ids: Sequence[int], span: Span, means: Definitions, line: tuple[float, float]
) -> dict[int, Tally]:
    """The tally of each of these areas, those below them left out. `line`: the home mean to stay below, in mmHg."""
    queries = {
        ("people", "active"): _counted(sources.participants(ids, span, means), "active"),
        ("readings",): _counted(sources.readings(ids, span)),
        ("measured", "controlled"): _counted(sources.home_means(ids, span, means, line), "below"),
        ("visits_due", "visits_missed"): _counted(sources.follow_ups(ids, span), "missed"),
        ("groups", "reached"): _counted(sources.groups(ids, span), "reached"),
        ("quiz_answers", "quiz_right"): _counted(sources.quiz_answers(ids, span), "right"),
        ("points",): _summed(sources.payments(ids, span), "points"),
    }
    counted: dict[int, dict[str, int]] = {one: {} for one in ids}
    for names, query in queries.items():
        for area_id, *numbers in session.execute(query):
            counted[area_id] |= zip(names, map(int, numbers), strict=True)
    return {area_id: Tally(**numbers) for area_id, numbers in counted.items()}


def _counted(rows: Select[Any], *flags: str) -> Select[Any]:
    """How many rows each area has, and for how many of them a flag is set."""
    each = rows.subquery()
    return select(each.c.area_id, func.count(), *(func.sum(each.c[flag]) for flag in flags)).group_by(
        each.c.area_id
    )


def _summed(rows: Select[Any], what: str) -> Select[Any]:
    each = rows.subquery()
    return select(each.c.area_id, func.sum(each.c[what])).group_by(each.c.area_id)


def keep_tallies(session: Session, month: date, tallies: Mapping[int, Tally], *, now: datetime) -> None:
    """In place of what was counted before."""
    if not tallies:
        return
    session.execute(
        delete(area_tally).where(area_tally.c.area_id.in_(list(tallies)), area_tally.c.month == month)
    )
    rows = [
        {"area_id": area_id, "month": month, "counted_at": now} | asdict(tally)
        for area_id, tally in tallies.items()
    ]
    session.execute(insert(area_tally), rows)


def list_uncounted(
    session: Session, root: str, month: date, *, since: datetime, at_most: int, known: bool = False
) -> list[int]:
    """Areas below a path that were not counted for this month since then. `known`: only those counted before at all."""
    same = and_(area_tally.c.area_id == area.c.id, area_tally.c.month == month)
    stale = area_tally.c.counted_at < since
    query = select(area.c.id).join(area_tally, same, isouter=not known)
    lies = area.c.path.startswith(root, autoescape=True), area.c.ended_at.is_(None)
    wanted = stale if known else or_(area_tally.c.counted_at.is_(None), stale)
    return list(session.execute(query.where(*lies, wanted).order_by(area.c.id).limit(at_most)).scalars())
