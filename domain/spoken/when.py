"""When somebody says they measured: a day, a part of the day or a clock time. Reads no text and no clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class PartOfDay(StrEnum):
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"

    @property
    def usual(self) -> time:
        """The clock time a reading gets when only this part of the day was said."""
        return _USUAL[self]

    @property
    def begins(self) -> time:
        """Before this, today's part of the day is still to come."""
        return _BEGINS[self]


_USUAL = {
    PartOfDay.MORNING: time(7, 30),
    PartOfDay.NOON: time(12, 30),
    PartOfDay.AFTERNOON: time(15, 30),
    PartOfDay.EVENING: time(20, 0),
    PartOfDay.NIGHT: time(22, 0),
}
_BEGINS = {
    PartOfDay.MORNING: time(0, 0),
    PartOfDay.NOON: time(11, 0),
    PartOfDay.AFTERNOON: time(12, 0),
    PartOfDay.EVENING: time(17, 0),
    PartOfDay.NIGHT: time(19, 0),
}


@dataclass(frozen=True, slots=True)
class When:
    """A moment as it was said, in the resident's own zone. A clock time, once said, replaces the part of the day."""

    days_ago: int = 0
    part_of_day: PartOfDay | None = None
    clock: time | None = None

    def spoken(self) -> str:
        """As the typed samples write it: "-1d 20:00", "today morning", "-1d"."""
        day = f"-{self.days_ago}d" if self.days_ago else "today"
        if self.clock is not None:
            return f"{day} {self.clock:%H:%M}"
        return f"{day} {self.part_of_day}" if self.part_of_day else day

    def at(self, now: datetime) -> datetime:
        """The moment meant, aware and in the zone of `now`, and never later than `now`.

        A day without a time means this time of that day. A clock time that a change to summer
        time skipped is moved on by the hour that was skipped.
        """
        clock = self.clock or (self.part_of_day.usual if self.part_of_day else now.time())
        said = datetime.combine(_days_before(now.date(), self.days_ago), clock, tzinfo=now.tzinfo)
        moment = min(said.astimezone(UTC), now.astimezone(UTC))
        return moment.astimezone(now.tzinfo)

    def is_ahead_of(self, now: datetime) -> bool:
        """Whether a clock time was said that has not come yet (clinical facts 1.6: more than 5 minutes ahead)."""
        if self.clock is None or self.days_ago:
            return False
        said = datetime.combine(now.date(), self.clock, tzinfo=now.tzinfo)
        return said.astimezone(UTC) > now.astimezone(UTC) + timedelta(minutes=5)

    def is_still_to_come(self, now: datetime) -> bool:
        """Whether the clock time or the whole part of the day said is still ahead: a plan, not a report."""
        part = self.part_of_day
        today_later = part is not None and not self.days_ago and now.time() < part.begins
        return today_later or self.is_ahead_of(now)


def _days_before(today: date, days: int) -> date:
    return today - timedelta(days=min(days, (today - date.min).days))
