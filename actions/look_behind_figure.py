"""Somebody opens a figure: the rows it was counted from, as far as they may see them. Each look is written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from actions.look_at_data import look_at_data
from actions.not_allowed import NotAllowed
from domain.authority import MAY, Deed
from domain.figures import Definitions, Figure, Handling
from domain.months import Span, span_of
from domain.people import Role
from storage import audit, authority, content, figure_people, figure_rows, figures
from storage.figure_people import MeanOf, Page, Somebody
from storage.figure_rows import Day, Filed, PaidFor, Posted, VillageNow
from storage.figures import Here

LOOK, SAW_ALERT, SAW_NUMBERS = "saw_behind", "saw_alert", "viewed_readings"


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """A page of who is counted. `hidden`: so many more share nothing. `filed`: whom they are measured against."""

    people: tuple[Somebody, ...]
    more: bool
    hidden: int
    filed: tuple[Filed, ...] = ()


@dataclass(frozen=True, slots=True)
class MeansBehind:
    """A page of whose control is counted, with their means: for clinical eyes."""

    means: tuple[MeanOf, ...]
    more: bool
    hidden: int


@dataclass(frozen=True, slots=True)
class CountOnly:
    """Who or what is counted is not for this viewer's eyes; how many they see all the same. `filed`: as above."""

    figure: Figure
    filed_only: tuple[Filed, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingsBehind:
    """`vitals` None: so few people that it would tell of each what they measure."""

    vitals: Mapping[str, int] | None
    days: tuple[Day, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class SeenHandling:
    """An alert that is counted. `name` is empty for whoever may not know it, and where its person shares nothing."""

    id: int
    name: str
    urgent: bool
    opened_at: datetime
    taken_at: datetime | None
    taker: str | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class AlertsBehind:
    alerts: tuple[SeenHandling, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class LessonsBehind:
    """`unreached`: the groups that got no lesson in the month."""

    posted: tuple[Posted, ...]
    unreached: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PointsBehind:
    paid: tuple[PaidFor, ...]


@dataclass(frozen=True, slots=True)
class VillagesBehind:
    villages: tuple[VillageNow, ...]
    more: bool


Behind = (
    PeopleBehind | MeansBehind | CountOnly | ReadingsBehind | AlertsBehind | LessonsBehind | PointsBehind | VillagesBehind
)  # fmt: skip


class _Asked(NamedTuple):
    """What is opened, by whom, and what they may there."""

    session: Session
    viewer_id: int
    here: Here
    ids: Sequence[int]
    span: Span
    figure: Figure
    roles: frozenset[Role]
    means: Definitions
    page: int
    now: datetime

    def may(self, deed: Deed) -> bool:
        return bool(self.roles & MAY[deed])


def look_behind(
    session: Session, person_id: int, area_id: int, month: date, figure: Figure, *, page: int, now: datetime
) -> Behind | NotAllowed:
    """The rows behind a figure of a place that is small enough to be read row by row."""
    roles = authority.list_roles_over(session, person_id, area_id, now.date())
    here = figures.find_here(session, area_id) if roles & MAY[Deed.SEE_FIGURES] else None
    if here is None or not figures.opens_rows(here, figures.list_children(session, area_id)):
        return NotAllowed()
    ids, span = figures.list_ids(session, here), span_of(month, here.zone, now)
    asked = _Asked(session, person_id, here, ids, span, figure, roles, content.definitions(), page, now)
    audit.add_audit(session, person_id, LOOK, area_id=area_id, why=f"{month:%Y-%m} {figure.value}", at=now)  # fmt: skip
    return _ROWS[figure](asked)


def _people(asked: _Asked) -> PeopleBehind | CountOnly:
    """Who is counted; of those who share nothing only how many."""
    filed: tuple[Filed, ...] = ()
    if asked.figure is Figure.PARTICIPATION and not asked.page:
        filed = figure_rows.list_filed(asked.session, asked.here.path, asked.span, page=0).rows
    if not asked.may(Deed.SEE_PERSON):
        return CountOnly(asked.figure, filed)
    active = asked.figure is Figure.ACTIVE
    found = figure_people.list_participants(
        asked.session, asked.ids, asked.span, asked.means, active=active, page=asked.page
    )
    return _seen(asked, found, filed)


def _missed(asked: _Asked) -> PeopleBehind | CountOnly:
    if not asked.may(Deed.SEE_PERSON):
        return CountOnly(asked.figure)
    return _seen(asked, figure_people.list_missed(asked.session, asked.ids, asked.span, page=asked.page))


def _seen(asked: _Asked, found: Page[Somebody], filed: tuple[Filed, ...] = ()) -> PeopleBehind:
    """Whoever stands on the list reads that it was seen."""
    ids = [one.id for one in found.rows if one.id != asked.viewer_id]
    audit.add_list_audit(
        asked.session, asked.viewer_id, "saw_people", ids, area_id=asked.here.id, at=asked.now
    )
    return PeopleBehind(found.rows, found.more, found.hidden, filed)


def _means(asked: _Asked) -> MeansBehind | CountOnly:
    """Who is in treatment, and how they fare: for clinical eyes alone, and read as a look at their numbers."""
    if not asked.may(Deed.SEE_VALUES):
        return CountOnly(asked.figure)
    line = content.cuts().home_mean.at_or_above
    found = figure_people.list_means(asked.session, asked.ids, asked.span, asked.means, line, page=asked.page)
    for one in found.rows:
        look_at_data(asked.session, asked.viewer_id, one.id, what=SAW_NUMBERS, now=asked.now)
    return MeansBehind(found.rows, found.more, found.hidden)


def _readings(asked: _Asked) -> ReadingsBehind:
    """By kind and by day; no kinds where so few take part that each would be known by what they measure."""
    few = (
        figure_rows.count_participants(asked.session, asked.ids, asked.span, asked.means) < asked.means.fewest
    )
    shown = asked.may(Deed.SEE_VALUES) or not few
    vitals = figure_rows.count_vitals(asked.session, asked.ids, asked.span) if shown else None
    days = figure_rows.list_days(asked.session, asked.ids, asked.span, page=asked.page)
    return ReadingsBehind(vitals, days.rows, days.more)


def _alerts(asked: _Asked) -> AlertsBehind | CountOnly:
    """Each with the time it took; a name is read as a look at the alert."""
    if not asked.may(Deed.SEE_ALERTS):
        return CountOnly(asked.figure)
    found = figure_rows.list_alerts(asked.session, asked.ids, asked.span, page=asked.page)
    named = asked.may(Deed.SEE_PERSON)
    for one in found.rows:
        if named and one.name and one.person_id != asked.viewer_id:
            look_at_data(
                asked.session, asked.viewer_id, one.person_id, what=SAW_ALERT, why=str(one.id), now=asked.now
            )
    seen = tuple(
        SeenHandling(
            one.id, one.name if named else "", one.urgent, one.opened_at, one.taken_at, one.taker,
            Handling(one.opened_at, one.taken_at, one.urgent).in_time,
        )
        for one in found.rows
    )  # fmt: skip
    return AlertsBehind(seen, found.more)


def _lessons(asked: _Asked) -> LessonsBehind:
    """A group goes by the name it has in Telegram for whoever looks after groups, by its place for others."""
    knows = asked.may(Deed.CHANGE_GROUPS)
    found = figure_rows.list_posted(asked.session, asked.ids, asked.span, page=asked.page)
    unreached = figure_rows.list_unreached(asked.session, asked.ids, asked.span) if not asked.page else []
    return LessonsBehind(
        tuple(one if knows else replace(one, group=one.area) for one in found.rows),
        tuple(title if knows else place for title, place in unreached),
        found.more,
    )


def _points(asked: _Asked) -> PointsBehind:
    return PointsBehind(tuple(figure_rows.list_payments(asked.session, asked.ids, asked.span)))


def _villages(asked: _Asked) -> VillagesBehind:
    found = figure_rows.list_villages(
        asked.session, asked.here.path, asked.ids, asked.span, asked.means, page=asked.page
    )
    return VillagesBehind(found.rows, found.more)


_ROWS: Mapping[Figure, Callable[[_Asked], Behind]] = {
    Figure.PARTICIPATION: _people,
    Figure.ACTIVE: _people,
    Figure.VILLAGES: _villages,
    Figure.COMMITTEES: _villages,
    Figure.READINGS: _readings,
    Figure.CONTROL: _means,
    Figure.FOLLOW_UPS: _missed,
    Figure.ALERTS: _alerts,
    Figure.ALERTS_IN_TIME: _alerts,
    Figure.ALERT_MINUTES: _alerts,
    Figure.LESSONS: _lessons,
    Figure.QUIZ: _lessons,
    Figure.POINTS: _points,
}
