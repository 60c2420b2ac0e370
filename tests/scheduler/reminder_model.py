"""What residents with reminders must hear, in plain Python: no database, no Telegram, and none of the bot's own rules.

A wish has its moments; each moment is said once, at once or when quiet hours are over, or there is a reason why not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

USEFUL = timedelta(hours=3)
PATIENCE = 5  # unanswered in a row
A_DAY = timedelta(days=1)


@cache
def shown(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments a clock on the wall shows this: one, or two where the clocks went back; a skipped one comes later."""
    naive = datetime.combine(day, clock)
    guess = naive.replace(tzinfo=UTC)
    before, after = (_offset(guess + timedelta(hours=hours), zone) for hours in (-26, 26))
    moments = {guess - offset for offset in (before, after)}
    found = sorted(moment for moment in moments if on_the_wall(moment, zone) == naive)
    return tuple(found) or (guess - before,)


def wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first of them."""
    return shown(day, clock, zone)[0]


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


@dataclass
class Resident:
    """Somebody's clock, quiet hours, and whether they may and can be told."""

    zone: ZoneInfo
    quiet: tuple[time, time] = (time(21), time(7))
    consents: dict[str, bool] = field(default_factory=lambda: {"health": True, "abroad": True})
    blocked: bool = False  # in Telegram
    given_up: bool = False  # the bot knows
    measured_at: datetime | None = None

    def may_be_told(self) -> bool:
        return all(self.consents.values()) and not self.given_up

    def is_quiet(self, moment: datetime) -> bool:
        start, end = self.quiet
        shown = on_the_wall(moment, self.zone).time()
        if start <= end:
            return start <= shown < end
        return not end <= shown < start

    def quiet_until(self, moment: datetime) -> datetime:
        """The moment itself, or when the quiet hours it falls into end."""
        if not self.is_quiet(moment):
            return moment
        day, end = on_the_wall(moment, self.zone).date(), self.quiet[1]
        ends = [at for number in range(3) for at in shown(day + number * A_DAY, end, self.zone)]
        return min(at for at in ends if at > moment)


@dataclass(eq=False)
class Wish:
    """A reminder: times of day on weekdays, and what is known of how it is answered."""

    number: int
    resident: Resident
    about: str
    clocks: set[time]
    weekdays: int
    since: datetime  # moments later than this count
    paused: bool = False
    later_at: datetime | None = None  # put off until then
    unanswered: int = 0

    def moments(self, after: datetime, until: datetime) -> list[datetime]:
        """Its moments later than `after` and not later than `until`."""
        zone = self.resident.zone
        day, last = on_the_wall(after, zone).date() - A_DAY, on_the_wall(until, zone).date() + A_DAY
        found = []
        while day <= last:
            if self.weekdays >> day.weekday() & 1:
                found += [at for clock in self.clocks if after < (at := wall(day, clock, zone)) <= until]
            day += A_DAY
        return sorted(found)

    def before(self, moment: datetime) -> datetime | None:
        """The moment before this one, within the last week or so."""
        found = self.moments(moment - 9 * A_DAY, moment - timedelta(seconds=1))
        return found[-1] if found else None

    def is_done(self, moment: datetime) -> bool:
        """Whether what was measured does for this moment: from halfway since the one before on, that day."""
        measured = self.resident.measured_at
        if self.about != "blood_pressure" or measured is None:
            return False
        here = self.moments(moment - 9 * A_DAY, moment)
        slot = here[-1] if here else moment
        midnight = wall(on_the_wall(slot, self.resident.zone).date(), time(0), self.resident.zone)
        before = self.before(slot)
        opens = midnight if before is None or before < midnight else before + (slot - before) / 2
        return measured >= opens


@dataclass(eq=False)
class Waiting:
    """Something that leaves at a moment and is of use until another."""

    wish: Wish
    leaves: datetime
    until: datetime
    asks: bool
    key: tuple[int, datetime, bool]  # the same is not said twice


@dataclass(frozen=True, order=True)
class Heard:
    at: datetime
    number: int
    asks: bool = False  # it was not a reminder, but asked whether the time is right


class Model:
    """Everybody's wishes, what waits to be said, and what must have been heard."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.wishes: dict[int, Wish] = {}
        self.waiting: list[Waiting] = []
        self.heard: list[Heard] = []
        self._queued: set[tuple[int, datetime, bool]] = set()

    def passes(self, to: datetime) -> None:
        """Time goes by and the bot is there: everything happens at its moment."""
        while (at := self.next_moment(to)) is not None:
            self.now = at
            self.looks()
        self.is_away(to)

    def is_away(self, to: datetime) -> None:
        """Time goes by and nobody is there until its end."""
        self.now = to
        self.looks()

    def next_moment(self, to: datetime) -> datetime | None:
        """When something comes due or leaves next, before `to`."""
        moments = [at for wish in self.wishes.values() for at in self._of(wish, to)[:1]]
        moments += [waiting.leaves for waiting in self.waiting]
        return min((at for at in moments if self.now < at < to), default=None)

    def _of(self, wish: Wish, to: datetime) -> list[datetime]:
        """Its first moments to come; a week at a time, since most of what is looked up is never reached."""
        usual = [] if wish.paused else wish.moments(self.now, min(to, self.now + 8 * A_DAY))[:1]
        return sorted([*usual, *([wish.later_at] if wish.later_at else [])])

    def looks(self) -> None:
        """What the bot does at a moment: notes what has come due, and says what may be said."""
        for wish in self.wishes.values():
            self._notes(wish)
        for waiting in sorted(self.waiting, key=lambda one: one.leaves):
            if waiting in self.waiting and waiting.leaves <= self.now:
                self._says(waiting)

    def _notes(self, wish: Wish) -> None:
        due = [] if wish.paused else wish.moments(wish.since, self.now)
        wish.since = max(wish.since, self.now)
        later, wish.later_at = self._put_off_due(wish)
        for moment in due:
            self._comes(wish, moment)
        if later is not None and not wish.paused:
            self._comes_later(wish, later)

    def _comes_later(self, wish: Wish, moment: datetime) -> None:
        if wish.is_done(moment):
            wish.unanswered = 0
        elif wish.resident.may_be_told():
            self._waits(wish, moment, asks=False)

    def _put_off_due(self, wish: Wish) -> tuple[datetime | None, datetime | None]:
        if wish.later_at is not None and wish.later_at <= self.now:
            return wish.later_at, None
        return None, wish.later_at

    def _comes(self, wish: Wish, moment: datetime) -> None:
        """One of its usual moments: whether it is said, and how."""
        leaves = wish.resident.quiet_until(moment)
        late = self.now >= leaves + USEFUL
        if not late and wish.moments(moment, max(leaves, self.now)):
            return  # the next one comes before this one could be said, and says the same
        measured, before = wish.resident.measured_at, wish.before(moment)
        if wish.about == "blood_pressure" and measured and before and measured >= before:
            wish.unanswered = 0
        if wish.is_done(moment):
            wish.unanswered = 0
            return
        rests = wish.about == "blood_pressure" and wish.unanswered > PATIENCE
        if rests or late or not wish.resident.may_be_told():
            return
        asks = wish.unanswered == PATIENCE
        wish.unanswered = 0 if asks and wish.about != "blood_pressure" else wish.unanswered + 1
        self._waits(wish, moment, asks=asks)

    def _waits(self, wish: Wish, moment: datetime, *, asks: bool) -> None:
        leaves = wish.resident.quiet_until(moment)
        key = (wish.number, leaves.replace(second=0), asks)
        if key not in self._queued and self.now < leaves + USEFUL:
            self._queued.add(key)
            self.waiting.append(Waiting(wish, leaves, leaves + USEFUL, asks, key))

    def _says(self, waiting: Waiting) -> None:
        wish, resident = waiting.wish, waiting.wish.resident
        if self.now >= waiting.until or not resident.may_be_told():
            self.waiting.remove(waiting)
        elif resident.is_quiet(self.now):
            waiting.leaves = resident.quiet_until(self.now)
        else:
            self.waiting.remove(waiting)
            if wish.paused or wish.number not in self.wishes or wish.is_done(self.now):
                return
            if resident.blocked:
                resident.given_up = True
                self.drops(one for one in self.waiting if one.wish.resident is resident)
            else:
                self.heard.append(Heard(self.now, wish.number, waiting.asks))
                # What else of it waits for this moment would only say it again.
                self.takes_back([one for one in self.waiting if one.wish is wish and one.leaves <= self.now])

    def drops(self, those: Iterable[Waiting]) -> None:
        for one in list(those):
            self.waiting.remove(one)

    def takes_back(self, those: list[Waiting]) -> None:
        """As if they had never been queued."""
        self.drops(those)
        self._queued -= {one.key for one in those}

    def starts_over(self, wish: Wish) -> None:
        """It was set just now: only what comes later counts."""
        self.paused(wish, False)

    def changed(self, wish: Wish) -> None:
        wish.since, wish.unanswered = self.now, 0

    def paused(self, wish: Wish, paused: bool) -> None:
        self.changed(wish)
        wish.paused = paused
        if paused:
            wish.later_at = None

    def travelled(self, resident: Resident) -> None:
        """Their clock shows something else now; what was promised for a moment stays."""
        for wish in self.wishes.values():
            if wish.resident is resident:
                wish.since = self.now

    def answered(self, wish: Wish, answer: str) -> None:
        """Whatever was answered takes the place of what still waits to be said."""
        wish.unanswered = 0
        if answer == "keep":
            return
        self.takes_back([one for one in self.waiting if one.wish is wish])
        wish.later_at = self._put_off_until(wish.resident, answer)
        if answer == "skip":
            zone = wish.resident.zone
            tomorrow = wall(on_the_wall(self.now, zone).date() + A_DAY, time(0), zone)
            wish.since = tomorrow - timedelta(microseconds=1)

    def _put_off_until(self, resident: Resident, answer: str) -> datetime | None:
        hour = self.now + timedelta(hours=1)
        if answer == "hour":
            return hour
        if answer != "tonight":
            return None
        today = on_the_wall(self.now, resident.zone).date()
        evening = wall(today, time(20), resident.zone)
        start, end = resident.quiet
        if start <= time(20) < end if start <= end else not end <= time(20) < start:
            evening = wall(today, start, resident.zone) - timedelta(minutes=30)
        return evening if evening > self.now else hour
