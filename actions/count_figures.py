"""Counts the programme's figures, some areas at a time, and keeps those of a month that is over. Shows them to nobody."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from domain.figures import by_child, figures_of
from domain.months import end_of, month_before, month_of, span_of
from domain.wall_time import last_at_wall
from storage import content, figures, tallies
from storage.figures import Here

# Areas in one transaction, counted and kept: whoever logs a reading meanwhile waits for no more than this.
AT_ONCE, KEPT_AT_ONCE = 50, 100
NIGHTLY = time(3, 10)  # on the clock of the area at the top


@dataclass(frozen=True, slots=True)
class FiguresCounted:
    """`areas`: how many were counted or kept. None were: everything stands, until the next night."""

    areas: int


def count_figures(session: Session, root: Here, *, now: datetime) -> FiguresCounted:
    """One step on the way: the month before is counted to its end and kept, then this month as far as it is.

    What is left to do is read from what stands there, so that a step that was lost is done again and none twice.
    """
    this_month = month_of(now.astimezone(root.zone).date())
    before = month_before(this_month)
    tonight = last_at_wall(now, root.zone, (NIGHTLY,))
    assert tonight is not None
    for month, since in ((before, end_of(before, root.zone)), (this_month, tonight)):
        over = month == before
        ids = tallies.list_uncounted(session, root.path, month, since=since, at_most=AT_ONCE, known=over)
        if ids:
            return _count(session, root, month, ids, now)
        unkept = figures.list_unkept(session, root.path, month, since=since, at_most=KEPT_AT_ONCE)
        if unkept:
            return _keep(session, root, month, unkept, now)
    return FiguresCounted(0)


def _count(session: Session, root: Here, month: date, ids: list[int], now: datetime) -> FiguresCounted:
    means, line = content.definitions(), content.cuts().home_mean.at_or_above
    counted = tallies.count_areas(session, ids, span_of(month, root.zone, now), means, line)
    tallies.keep_tallies(session, month, counted, now=now)
    return FiguresCounted(len(ids))


def _keep(session: Session, root: Here, month: date, areas: list[Here], now: datetime) -> FiguresCounted:
    counted = figures.list_tallies(session, root.path, month)
    grounds = figures.list_grounds(session, root.path, span_of(month, root.zone, now), counted)
    parted = by_child(grounds, (one.path for one in areas))
    told = {one.id: figures_of(parted[one.path]) for one in areas}
    figures.keep_snapshots(session, month, told, version=content.definitions().version, now=now)
    return FiguresCounted(len(areas))
