"""The programme's figures: what was counted in each area, and what that says. No data is never zero. Counts nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from statistics import median_low

from domain.alerting import TODAY_WITHIN, URGENT_WITHIN


class Figure(StrEnum):
    """In the order they are told."""

    PARTICIPATION = "participation"  # people who joined, of those with a health file
    ACTIVE = "active"  # people who logged lately, of those who joined
    VILLAGES = "villages"  # with a group and somebody who joined, of all villages
    COMMITTEES = "committees"  # villages whose public-health committee is noted, of all villages
    READINGS = "readings"  # logged this month, and how many people joined
    CONTROL = "control"  # home mean below the line, of people in treatment who measured enough
    FOLLOW_UPS = "follow_ups"  # visits that were missed, of those that were due
    ALERTS = "alerts"  # taken by somebody, of those raised
    ALERTS_IN_TIME = "alerts_in_time"  # taken as soon as they should be, of those raised
    ALERT_MINUTES = "alert_minutes"  # the median until taken, and of how many alerts
    LESSONS = "lessons"  # groups that got one this month, of those bound
    QUIZ = "quiz"  # right answers, of all
    POINTS = "points"  # given out this month, and how many people joined


# What is no share of anything: the denominator only says whether there was anybody to count.
AMOUNTS = frozenset({Figure.READINGS, Figure.POINTS, Figure.ALERT_MINUTES})
ABOUT_HEALTH = frozenset({Figure.CONTROL})


class Missing(StrEnum):
    """Why there is no number. Each has its words in bot/words/figure_words.py."""

    NOT_FILED = "not_filed"  # nobody noted how many people have a health file
    NOBODY = "nobody"  # nobody joined there
    NO_VILLAGES = "no_villages"
    NONE_NOTED = "none_noted"  # of no village anybody said that it has one
    NOT_ENOUGH = "not_enough"  # nobody measured enough
    NO_VISITS = "no_visits"  # no visits are on record
    NO_ALERTS = "no_alerts"
    NONE_TAKEN = "none_taken"
    NO_GROUPS = "no_groups"
    NO_ANSWERS = "no_answers"
    FEW = "few"  # so few people that it would tell about each of them
    NOT_COUNTED = "not_counted"  # not yet, or not in that month


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the figures mean, and their goals: content/programme.toml. Goals are shares, days are days."""

    version: int
    participation_goal: float
    active_in_a_village: int
    active_days: int
    fewest: int
    control_days: int
    control_least_days: int
    control_least_readings: int
    villages_goal: Mapping[str, float]

    def people_goal(self, figure: Figure) -> int | None:
        """How many people a village should have for this figure; None for one without."""
        return self.active_in_a_village if figure is Figure.ACTIVE else None

    def goal(self, figure: Figure, year: int) -> float | None:
        """The share this figure should reach; None for one without."""
        if figure is Figure.PARTICIPATION:
            return self.participation_goal
        if figure is not Figure.VILLAGES:
            return None
        reached = [int(one) for one in self.villages_goal if int(one) <= year]
        return self.villages_goal[str(max(reached))] if reached else None


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of one area and month. `missing`: why there is no number; the numbers are then None."""

    figure: Figure
    numerator: int | None = None
    denominator: int | None = None
    missing: Missing | None = None
    as_of: date | None = None  # of the oldest number of filed people that went into it

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is no data, and for what is no share."""
        if self.numerator is None or not self.denominator or self.figure in AMOUNTS:
            return None
        return self.numerator / self.denominator

    @property
    def value(self) -> float | None:
        """What a picture draws: the share, or the amount."""
        if self.missing is not None or self.numerator is None:
            return None
        return float(self.numerator) if self.figure in AMOUNTS else self.share


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of the people and groups right in an area, without those in areas below it."""

    people: int = 0
    active: int = 0
    readings: int = 0
    measured: int = 0
    controlled: int = 0
    visits_due: int = 0
    visits_missed: int = 0
    groups: int = 0
    reached: int = 0
    quiz_answers: int = 0
    quiz_right: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Handling:
    """An alert that was raised, as far as the figures look at it."""

    opened_at: datetime
    taken_at: datetime | None
    urgent: bool

    @property
    def in_time(self) -> bool:
        within = URGENT_WITHIN if self.urgent else TODAY_WITHIN
        return self.taken_at is not None and self.taken_at - self.opened_at <= within


@dataclass(frozen=True, slots=True)
class Ground:
    """An area with all that was counted right in it: its path ("/1/5/"), its tally, who is on file there, its alerts."""

    path: str
    is_village: bool = False
    has_committee: bool = False
    tally: Tally = Tally()
    filed: int | None = None
    filed_as_of: date | None = None
    alerts: tuple[Handling, ...] = ()


def figures_of(grounds: Sequence[Ground]) -> dict[Figure, Count]:
    """Every figure of an area, of it and all areas below it."""
    whole = _summed(one.tally for one in grounds)
    alerts = [alert for one in grounds for alert in one.alerts]
    told = [
        _participation(grounds),
        _share(Figure.ACTIVE, whole.active, whole.people, Missing.NOBODY),
        _villages(grounds),
        _committees(grounds),
        _share(Figure.READINGS, whole.readings, whole.people, Missing.NOBODY),
        _share(Figure.CONTROL, whole.controlled, whole.measured, Missing.NOT_ENOUGH),
        _share(Figure.FOLLOW_UPS, whole.visits_missed, whole.visits_due, Missing.NO_VISITS),
        *_alerts(alerts),
        _share(Figure.LESSONS, whole.reached, whole.groups, Missing.NO_GROUPS),
        _share(Figure.QUIZ, whole.quiz_right, whole.quiz_answers, Missing.NO_ANSWERS),
        _share(Figure.POINTS, whole.points, whole.people, Missing.NOBODY),
    ]
    return {one.figure: one for one in told}


def _summed(tallies: Iterable[Tally]) -> Tally:
    names = [field.name for field in fields(Tally)]
    rows = [[getattr(tally, name) for name in names] for tally in tallies]
    return Tally(*(sum(column) for column in zip(*rows, strict=True))) if rows else Tally()


def _share(figure: Figure, numerator: int, denominator: int, missing: Missing) -> Count:
    return Count(figure, numerator, denominator) if denominator else Count(figure, missing=missing)


def _participation(grounds: Sequence[Ground]) -> Count:
    """Who joined of those on file. Only people of places whose number is noted are compared with it."""
    filed = lowest_filed(grounds)
    people = sum(one.tally.people for one in grounds if any(above in filed for above in _above(one.path)))
    whole = sum(one.filed or 0 for one in filed.values())
    if not whole:
        return Count(Figure.PARTICIPATION, missing=Missing.NOT_FILED)
    as_of = min(one.filed_as_of for one in filed.values() if one.filed_as_of is not None)
    return Count(Figure.PARTICIPATION, people, whole, as_of=as_of)


def lowest_filed(grounds: Sequence[Ground]) -> dict[str, Ground]:
    """By path, the areas whose number of filed people counts: those with one, and with none below them that has one."""
    noted = {one.path: one for one in grounds if one.filed is not None}
    wider = {above for path in noted for above in _above(path) if above != path}
    return {path: one for path, one in noted.items() if path not in wider}


def _above(path: str) -> list[str]:
    """The paths of an area and of those above it."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[: number + 1]) + "/" for number in range(len(parts))]


def _villages(grounds: Sequence[Ground]) -> Count:
    """Covered is a village that has, in it or below it, a bound group and somebody who joined."""
    parted = by_child(grounds, (one.path for one in grounds if one.is_village))
    wholes = [_summed(one.tally for one in part) for part in parted.values()]
    covered = sum(1 for whole in wholes if whole.groups and whole.people)
    return _share(Figure.VILLAGES, covered, len(wholes), Missing.NO_VILLAGES)


def _committees(grounds: Sequence[Ground]) -> Count:
    """Where none is noted at all, nobody has asked yet: that is not the same as none."""
    villages = [one for one in grounds if one.is_village]
    noted = sum(one.has_committee for one in villages)
    if villages and not noted:
        return Count(Figure.COMMITTEES, missing=Missing.NONE_NOTED)
    return _share(Figure.COMMITTEES, noted, len(villages), Missing.NO_VILLAGES)


def _alerts(alerts: Sequence[Handling]) -> list[Count]:
    taken = [alert.taken_at - alert.opened_at for alert in alerts if alert.taken_at is not None]
    if not alerts:
        names = (Figure.ALERTS, Figure.ALERTS_IN_TIME, Figure.ALERT_MINUTES)
        return [Count(name, missing=Missing.NO_ALERTS) for name in names]
    in_time = sum(alert.in_time for alert in alerts)
    minutes = round(median_low(taken).total_seconds() / 60) if taken else 0
    return [
        Count(Figure.ALERTS, len(taken), len(alerts)),
        Count(Figure.ALERTS_IN_TIME, in_time, len(alerts)),
        _share(Figure.ALERT_MINUTES, minutes, len(taken), Missing.NONE_TAKEN),
    ]


def shown_to(counts: Mapping[Figure, Count], *, clinical: bool, fewest: int) -> dict[Figure, Count]:
    """The figures as somebody may see them: of few people, nothing of their health but to clinicians."""
    hidden = {
        figure: Count(figure, missing=Missing.FEW)
        for figure in ABOUT_HEALTH & counts.keys()
        if not clinical and (counts[figure].denominator or fewest) < fewest
    }
    return {**counts, **hidden}


def shown_beside(
    below: Mapping[int, Mapping[Figure, Count]], *, clinical: bool, fewest: int
) -> dict[int, dict[Figure, Count]]:
    """The same for areas side by side. Where one is hidden, a second is too: else it could be reckoned from the whole."""
    shown = {area: shown_to(counts, clinical=clinical, fewest=fewest) for area, counts in below.items()}
    for figure in ABOUT_HEALTH:
        told = [area for area, counts in shown.items() if counts[figure].missing is None]
        if [counts[figure].missing for counts in shown.values()].count(Missing.FEW) == 1 and told:
            least = min(told, key=lambda area: shown[area][figure].denominator or 0)
            shown[least][figure] = Count(figure, missing=Missing.FEW)
    return shown


def by_child(grounds: Sequence[Ground], children: Iterable[str]) -> dict[str, list[Ground]]:
    """What lies in and below each of these areas, given by their paths."""
    parted: dict[str, list[Ground]] = {path: [] for path in children}
    for one in grounds:
        for above in _above(one.path):
            if above in parted:
                parted[above].append(one)
    return parted
