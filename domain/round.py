"""Whom to look in on today, in what order, and why. Weighs facts that are given; looks nobody up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.follow_up import A_YEAR, AFTER_REFERRAL, CONTROLLED


class Standing(StrEnum):
    """Whether somebody is still looked after. Only who is ACTIVE is on a round and is written to."""

    ACTIVE = "active"
    MOVED = "moved"
    DIED = "died"
    REFUSED = "refused"


class Met(StrEnum):
    """What came of a visit, by one tap."""

    VISITED = "visited"
    CALLED = "called"
    NOT_AT_HOME = "not_at_home"
    MOVED = "moved"
    DIED = "died"
    REFUSED = "refused"

    @property
    def in_touch(self) -> bool:
        return self in (Met.VISITED, Met.CALLED)

    @property
    def standing(self) -> Standing | None:
        """What it makes of how somebody stands; None: nothing."""
        return Standing(self.value) if self in (Met.MOVED, Met.DIED, Met.REFUSED) else None


class Why(StrEnum):
    """Why somebody is on the round."""

    ALERT = "alert"  # a dangerous number is open
    TWO_WEEKS = "two_weeks"  # the follow-up after one
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    SILENT = "silent"  # logged once, and not for long
    NEVER = "never"  # joined, and never logged


FOLLOW_UPS = (Why.TWO_WEEKS, Why.QUARTERLY, Why.YEARLY)


@dataclass(frozen=True, slots=True)
class RoundRules:
    """How many days make somebody overdue, and what weighs more. [D], content/round.toml: awaiting a clinician's sign-off.

    `rests_after_contact`: a neighbour's visit or call is no follow-up; one is asked for again after so many days.
    """

    silent_after: int = 14
    never_after: int = 7
    rests_after_contact: int = 14
    weight: Mapping[Why, int] = field(
        default_factory=lambda: {why: len(Why) - place for place, why in enumerate(Why)}
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person; instants are aware. `seen`: the last visit or call of anybody; `followed_up`: of
    the doctor team; `missed`: nobody was at home. `danger`: the newest dangerous number of the last months."""

    person_id: int
    joined: datetime
    last_log: date | None = None
    alert: datetime | None = None
    danger: datetime | None = None
    in_treatment: bool = False
    elderly: bool = False
    paused: bool = False
    seen: datetime | None = None
    followed_up: datetime | None = None
    missed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A reason to look in on somebody, and the day since which it stands."""

    why: Why
    since: date


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody on the round, the weightiest reason first."""

    person_id: int
    due: tuple[Due, ...]
    last_log: date | None


def plan_round(everybody: Iterable[Facts], *, now: datetime, zone: ZoneInfo, rules: RoundRules) -> list[Stop]:
    """Whom to look in on, the weightiest reason first and of equal ones the oldest."""
    stops = [
        Stop(one.person_id, due, one.last_log)
        for one in everybody
        if (due := why_now(one, now=now, zone=zone, rules=rules))
    ]
    return sorted(stops, key=lambda stop: (-rules.weight[stop.due[0].why], stop.due[0].since, stop.person_id))


def why_now(facts: Facts, *, now: datetime, zone: ZoneInfo, rules: RoundRules) -> tuple[Due, ...]:
    """The reasons to look in on somebody today; none once they were looked in on today, unless danger came since."""
    today = now.astimezone(zone).date()
    last = max((at for at in (facts.seen, facts.missed) if at is not None), default=None)
    if last is not None and last.astimezone(zone).date() >= today:
        alert = _alert(facts, zone) if facts.alert is not None and facts.alert > last else None
        return (alert,) if alert is not None else ()
    return overdue(facts, now=now, zone=zone, rules=rules)


def overdue(facts: Facts, *, now: datetime, zone: ZoneInfo, rules: RoundRules) -> tuple[Due, ...]:
    """What stands open about somebody, whether or not somebody was there today. The weightiest first."""
    today = now.astimezone(zone).date()
    found = [_alert(facts, zone), *_silence(facts, today, zone, rules)]
    rested = facts.seen is None or today >= _day(facts.seen, zone) + timedelta(rules.rests_after_contact)
    if rested:
        found += _follow_ups(facts, today, zone)
    due = [one for one in found if one is not None]
    return tuple(sorted(due, key=lambda one: (-rules.weight[one.why], one.since)))


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _alert(facts: Facts, zone: ZoneInfo) -> Due | None:
    return None if facts.alert is None else Due(Why.ALERT, _day(facts.alert, zone))


def _follow_ups(facts: Facts, today: date, zone: ZoneInfo) -> list[Due | None]:
    """By the national rules (clinical facts 2.2, 2.3), each counted from what the doctor team did last."""
    done = facts.followed_up
    found: list[Due | None] = []
    if facts.danger is not None and facts.in_treatment and (done is None or done < facts.danger):
        found.append(_since(Why.TWO_WEEKS, _day(facts.danger, zone) + AFTER_REFERRAL, today))
    joined = _day(facts.joined, zone)
    if facts.in_treatment:
        counted_from = _day(done, zone) if done is not None else joined
        found.append(_since(Why.QUARTERLY, counted_from + CONTROLLED, today))
    if facts.in_treatment or facts.elderly:
        years = (today - joined) // A_YEAR
        birthday = joined + years * A_YEAR
        if years > 0 and (done is None or _day(done, zone) < birthday):
            found.append(Due(Why.YEARLY, birthday))
    return found


def _since(why: Why, day: date, today: date) -> Due | None:
    return Due(why, day) if day <= today else None


def _silence(facts: Facts, today: date, zone: ZoneInfo, rules: RoundRules) -> list[Due | None]:
    """Silence is counted anew from a visit; whoever declared a pause is left in peace."""
    if facts.paused:
        return []
    began = facts.last_log if facts.last_log is not None else _day(facts.joined, zone)
    quiet_since = max(began, _day(facts.seen, zone)) if facts.seen is not None else began
    why, days = (
        (Why.SILENT, rules.silent_after) if facts.last_log is not None else (Why.NEVER, rules.never_after)
    )
    return [Due(why, began) if today >= quiet_since + timedelta(days) else None]
