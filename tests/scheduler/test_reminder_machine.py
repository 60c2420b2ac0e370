"""Whatever people do with their reminders: nobody is told twice, too early, in quiet hours, or never.

Hypothesis makes up lives; the real actions, clock and delivery live them, and a plain model says what had to be heard.
"""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from actions.answer_reminder import Answer, answer_reminder
from actions.change_consent import change_consent
from actions.change_reminder import change_reminder, delete_reminder
from actions.change_settings import change_settings
from actions.join import ConsentGiven
from actions.log_reading import NoConsent, log_reading
from actions.note_reachable import note_reachable
from actions.set_reminder import ReminderSet, set_reminder
from domain.people import ConsentScope
from domain.vital_sign import Reading
from tests.scheduler.reminded import Reminded, settled
from tests.scheduler.reminder_model import Model, Resident, Wish

# Days before a clock is changed in one of the zones, and an ordinary Sunday.
STARTS = [(2, 14), (3, 7), (3, 21), (3, 28), (4, 4), (9, 5), (10, 3), (10, 24), (10, 31), (11, 22)]
ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # by half an hour
    "America/Santiago",  # at midnight
    "Africa/Casablanca",  # back for Ramadan
    "Asia/Kathmandu",
)
MINDS = ("pause", "consent", "block", "travel", "quiet", "measure")
MOMENTS_TO_A_HELD_ONE = 6
SCOPES = (ConsentScope.HEALTH, ConsentScope.ABROAD)
PEOPLE = {"resident": "Asia/Shanghai", "english": "America/New_York"}
HOURS = ("00:00", "01:30", "02:00", "05:00", "06:00", "07:00", "08:00", "12:00", "20:00", "22:00")

starts = st.sampled_from([datetime(2026, month, day, 12, tzinfo=UTC) for month, day in STARTS])
clocks = st.sampled_from([time.fromisoformat(hour) for hour in HOURS])
several = st.lists(clocks, min_size=1, max_size=4)
any_clock = clocks | st.times().map(lambda one: time(one.hour, one.minute))
quiets = st.sampled_from([(time(21), time(7)), (time(0), time(0)), (time(20), time(6))]) | st.tuples(
    any_clock, any_clock
)
weekdays = st.just(127) | st.integers(1, 127)
minutes = st.integers(0, 150).map(lambda number: timedelta(minutes=number))
held = st.none() | minutes | minutes  # what somebody does falls just after something came due, or it does not
hours = st.integers(1, 40).map(lambda number: timedelta(minutes=30 * number))
abouts = st.sampled_from(["blood_pressure", "medicine"])
people = st.sampled_from(sorted(PEOPLE))


class Lives(RuleBasedStateMachine):
    """`template`: a database in which the cast has settled; `persons`: who is who in it."""

    wishes = Bundle("wishes")
    real: Reminded

    def __init__(self, template: Path, persons: dict[str, int]) -> None:
        super().__init__()
        self.template, self.persons = template, persons
        self.measured = 0

    @initialize(
        target=wishes,
        start=starts,
        processes=st.sampled_from([1, 1, 1, 2]),
        who=people,
        about=abouts,
        at=several,
        night=st.sampled_from([True, True, False]),
    )
    def begins(
        self, start: datetime, processes: int, who: str, about: str, at: list[time], night: bool
    ) -> object:
        self.real = Reminded(self.template, start, processes=processes)
        self.model = Model(start)
        self.residents = {key: Resident(ZoneInfo(zone)) for key, zone in PEOPLE.items()}
        if not night:
            self.changes_quiet_hours(who, (time(0), time(0)))
        self.by_account = {self.real.accounts[key]: one for key, one in self.residents.items()}
        return self.sets(who, about, at, 127)

    def teardown(self) -> None:
        if hasattr(self, "real"):
            self.real.ends()

    @rule(
        target=wishes,
        who=people,
        about=abouts,
        at=several,
        on=weekdays,
    )
    def sets(self, who: str, about: str, at: list[time], on: int) -> object:
        resident = self.residents[who]
        try:
            outcome = self.real.does(set_reminder, self.persons[who], about=about, clocks=at, weekdays=on)
        except NoConsent:
            assert not all(resident.consents.values())
            return multiple()
        if not isinstance(outcome, ReminderSet):
            return multiple()
        number = outcome.reminder.id
        known = number in self.model.wishes
        wish = self.model.wishes.setdefault(number, Wish(number, resident, about, set(), on, self.model.now))
        wish.clocks |= set(at)
        self.model.starts_over(wish)
        return multiple() if known else wish

    @rule(wish=wishes, at=several, more=st.booleans())
    def changes_times(self, wish: Wish, at: list[time], more: bool) -> None:
        outcome = self.real.does(change_reminder, self._owner(wish), wish.number, clocks=at, more=more)
        if isinstance(outcome, ReminderSet):
            wish.clocks = wish.clocks | set(at) if more else set(at)
            self.model.changed(wish)

    @rule(wish=wishes, on=weekdays)
    def changes_days(self, wish: Wish, on: int) -> None:
        self.real.does(change_reminder, self._owner(wish), wish.number, weekdays=on)
        wish.weekdays = on
        self.model.changed(wish)

    @rule(wish=wishes, paused=st.booleans())
    def pauses(self, wish: Wish, paused: bool) -> None:
        self.real.does(change_reminder, self._owner(wish), wish.number, paused=paused)
        self.model.paused(wish, paused)

    @rule(wish=consumes(wishes))
    def deletes(self, wish: Wish) -> None:
        self.real.does(delete_reminder, self._owner(wish), wish.number)
        del self.model.wishes[wish.number]

    def answers(self, wish: Wish, answer: Answer) -> None:
        self.real.does(answer_reminder, self._owner(wish), wish.number, answer)
        self.model.answered(wish, answer.value)

    @rule(who=people, held=held)
    def measures(self, who: str, held: timedelta | None) -> None:
        self.something_comes_due(held)
        self.measured += 1
        values = {"systolic": 110 + self.measured % 20, "diastolic": 65 + self.measured // 20 % 20}
        try:
            self.real.does(
                log_reading, self.persons[who], Reading("blood_pressure", values), taken_at=self.real.now
            )
        except NoConsent:
            return
        self.residents[who].measured_at = self.model.now

    @rule(who=people, quiet=quiets)
    def changes_quiet_hours(self, who: str, quiet: tuple[time, time]) -> None:
        self.real.does(change_settings, self.persons[who], quiet=quiet)
        self.residents[who].quiet = quiet

    @rule(who=people, zone=st.sampled_from(ZONES))
    def travels(self, who: str, zone: str) -> None:
        self.real.does(change_settings, self.persons[who], timezone=zone)
        self.residents[who].zone = ZoneInfo(zone)
        self.model.travelled(self.residents[who])

    @rule(who=people, scope=st.sampled_from(SCOPES), away=hours)
    def withdraws_a_consent_for_a_while(self, who: str, scope: ConsentScope, away: timedelta) -> None:
        for given in (False, True):
            self.real.does(change_consent, self.persons[who], ConsentGiven(scope, given, "1", "x"))
            self.residents[who].consents[scope.value] = given
            if not given:
                self.goes_on(away)

    @rule(who=people, known=st.booleans(), away=hours)
    def blocks_for_a_while(self, who: str, known: bool, away: timedelta) -> None:
        """`known`: Telegram told the bot; else it finds out when it writes."""
        resident, account = self.residents[who], self.real.accounts[who]
        self.real.membership(account, "blocked")
        resident.blocked = True
        if known:
            self.real.does(note_reachable, account, why_not="blocked")
            resident.given_up = True
        self.goes_on(away)
        self.real.membership(account, "unblocked")
        self.real.does(note_reachable, account, why_not=None)
        resident.blocked = resident.given_up = False

    @rule(length=hours)
    def hours_pass(self, length: timedelta) -> None:
        self.goes_on(length)

    @rule(days=st.sampled_from([1, 2, 4]))
    def days_pass(self, days: int) -> None:
        self.goes_on(timedelta(days=days))

    @rule(wish=wishes, answer=st.sampled_from(list(Answer)), length=minutes, again=st.booleans())
    def is_reminded_and_answers(self, wish: Wish, answer: Answer, length: timedelta, again: bool) -> None:
        """`again`: it is put off, and then answered."""
        self.something_comes_due(length)
        if again:
            self.answers(wish, Answer.IN_AN_HOUR)
            self.goes_on(length / 2)
        self.answers(wish, answer)

    @rule(length=hours, missed=held)
    def the_bot_is_away(self, length: timedelta, missed: timedelta | None) -> None:
        """`missed`: until so long after the next thing that comes due."""
        length = length if missed is None else self._until_due(missed)
        self.real.is_away(length)
        self.model.is_away(self.model.now + length)
        self._compares()

    def something_comes_due(self, after: timedelta | None) -> None:
        """And so much time goes by after it: none, or until another does; None: nothing of the kind."""
        if after is not None:
            self.goes_on(self._until_due(after))

    @rule(
        wish=wishes,
        what=st.sampled_from(MINDS),
        zone=st.sampled_from(ZONES),
        quiet=quiets,
        known=st.booleans(),
    )
    def changes_their_mind_while_it_is_held(
        self, wish: Wish, what: str, zone: str, quiet: tuple[time, time], known: bool
    ) -> None:
        """In the night, most often; and the morning comes."""
        for _ in range(MOMENTS_TO_A_HELD_ONE):
            if any(one.wish is wish for one in self.model.waiting):
                break
            self.something_comes_due(timedelta())
        who = next(key for key, one in self.residents.items() if one is wish.resident)
        night = timedelta(hours=12)
        match what:
            case "pause":
                self.pauses(wish, True)
            case "consent":
                self.withdraws_a_consent_for_a_while(who, SCOPES[known], night)
            case "block":
                self.blocks_for_a_while(who, known, night)
            case "travel":
                self.travels(who, zone)
            case "quiet":
                self.changes_quiet_hours(who, quiet)
            case "measure":
                self.measures(who, None)
        self.goes_on(night)

    def _until_due(self, after: timedelta) -> timedelta:
        at = self.model.next_moment(self.model.now + timedelta(days=9))
        return after if at is None else at - self.model.now + after

    def goes_on(self, length: timedelta) -> None:
        self.real.passes(length)
        self.model.passes(self.model.now + length)
        self._compares()

    def _owner(self, wish: Wish) -> int:
        return next(self.persons[who] for who, one in self.residents.items() if one is wish.resident)

    def _compares(self) -> None:
        """What was heard is what had to be; and whatever the model says, these never happen."""
        tried = self.real.tried()
        heard = [what for _account, arrived, what in tried if arrived]
        for account, arrived, what in tried:
            resident = self.by_account[account]
            assert not resident.is_quiet(what.at), f"in quiet hours: {what}"
            assert all(resident.consents.values()), f"without consent: {what}"
            assert not (arrived and resident.blocked)
        assert len(heard) == len(set(heard)), f"twice at once: {heard}"
        assert sorted(heard) == sorted(self.model.heard)
        self.model.heard.clear()


@pytest.mark.timeout(7200)  # seconds; with --hypothesis-profile=thorough, some of a quick run otherwise
def test_nobody_is_reminded_twice_too_early_in_quiet_hours_or_never(tmp_path: Path) -> None:
    template, persons = settled(tmp_path)
    quick = settings.default.max_examples < 1000
    # A quick run lives the same lives each time; the thorough one makes up new ones.
    profile = settings(
        settings.default,
        max_examples=settings.default.max_examples // 3,
        stateful_step_count=20,
        derandomize=quick,
        database=None,
    )
    run_state_machine_as_test(lambda: Lives(template, persons), settings=profile)
