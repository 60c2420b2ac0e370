"""The people behind a figure, a page at a time: the very rows it was counted from. Decides nobody's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session

from domain.figures import Definitions
from domain.months import Span
from storage import figure_sources as sources
from storage.receivers import last_days
from storage.tables import Person, Visit, table

T = TypeVar("T")

person = table(Person)
visit = table(Visit)
A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of rows. `more`: there is another. `hidden`: of how many the team may see no more than that they count."""

    rows: tuple[T, ...]
    more: bool
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who is counted. `day`: of their last log, or of the team's last visit or call; None: there was none."""

    id: int
    name: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class MeanOf:
    """Somebody's home mean, in mmHg, of so many readings."""

    id: int
    name: str
    systolic: int
    diastolic: int
    readings: int
    below: bool


def list_participants(
    session: Session, ids: Sequence[int], span: Span, means: Definitions, *, active: bool, page: int
) -> Page[Somebody]:
    """Who takes part, or only who is active, in the order they joined, and the day of their last log."""
    rows = sources.participants(ids, span, means).subquery()
    each = select(rows).where(rows.c.active == 1).subquery() if active else rows
    found = _people(session, each, page=page)
    last = last_days(session, [one.id for one in found.rows])
    return Page(
        tuple(Somebody(one.id, one.name, last.get(one.id)) for one in found.rows), found.more, found.hidden
    )


def list_missed(session: Session, ids: Sequence[int], span: Span, *, page: int) -> Page[Somebody]:
    """Whom the doctor team did not look in on in time, and when it last did."""
    rows = sources.follow_ups(ids, span).subquery()
    found = _people(session, select(rows).where(rows.c.missed == 1).subquery(), page=page)
    last = _last_follow_ups(session, [one.id for one in found.rows], span)
    return Page(
        tuple(Somebody(one.id, one.name, last.get(one.id)) for one in found.rows), found.more, found.hidden
    )


def list_means(
    session: Session,
    ids: Sequence[int],
    span: Span,
    means: Definitions,
    line: tuple[float, float],
    *,
    page: int,
) -> Page[MeanOf]:
    """Everybody whose control is counted; who is not below the line first."""
    each = sources.home_means(ids, span, means, line).subquery()
    found = _people(session, each, page=page, first=(each.c.below,))
    return Page(
        tuple(
            MeanOf(
                one.id, one.name, _whole(one.systolic), _whole(one.diastolic), one.readings, bool(one.below)
            )
            for one in found.rows
        ),
        found.more,
        found.hidden,
    )


def _whole(mean: object) -> int:
    return floor(float(mean) + sources.HALF)  # type: ignore[arg-type]  # a number, of either database's kind


def _people(session: Session, each: Subquery, *, page: int, first: Sequence[Any] = ()) -> Page[Any]:
    """A page of those who share their data with the team, and how many do not."""
    theirs = select(each, person.c.name).join(person, person.c.id == each.c.id)
    rows, more = paged(session, theirs.where(person.c.consents_sharing).order_by(*first, each.c.id), page)
    hidden = select(func.count()).select_from(each.join(person, person.c.id == each.c.id))
    return Page(tuple(rows), more, session.execute(hidden.where(~person.c.consents_sharing)).scalar_one())


def paged(session: Session, query: Select[Any], page: int, a_page: int = A_PAGE) -> tuple[list[Any], bool]:
    """The rows of a page, and whether there is another."""
    rows = session.execute(query.offset(page * a_page).limit(a_page + 1)).all()
    return list(rows[:a_page]), len(rows) > a_page


def _last_follow_ups(session: Session, ids: Sequence[int], span: Span) -> dict[int, date]:
    last = select(visit.c.person_id, func.max(visit.c.at)).where(
        visit.c.person_id.in_(ids), visit.c.at < span.until, sources.FOLLOWED_UP
    )
    return {person_id: at.date() for person_id, at in session.execute(last.group_by(visit.c.person_id))}
