"""A person's week in numbers and words, and one suggestion by a fixed rule. Compares them with nobody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.complete_series import home_mean_on
from bot.showing import seeing
from bot.showing.standing import standing
from bot.wording import Html, Words
from bot.words import telling
from domain.exercise import WEEKLY_GOAL_MINUTES
from domain.home_mean import HomeMean, HomeMeanMissing
from storage import content, readings
from storage.database import Session
from storage.receivers import Receiver

ENOUGH_DAYS = 4  # [D] from here on the days need no more words


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days that end on `sunday`."""

    sunday: date
    days: int
    measured: int
    mean: HomeMean | HomeMeanMissing
    ring: float
    earned: int
    balance: int


def week_of(session: Session, receiver: Receiver, at: datetime) -> Week:
    """The week of a local moment, Monday to Sunday."""
    sunday = at.date() + timedelta(days=6 - at.weekday())
    monday = sunday - timedelta(days=6)
    kept = [
        one
        for one in readings.list_readings(session, receiver.id, since=at - timedelta(days=9))
        if monday <= one.local_date <= sunday
    ]
    moved = [
        one for one in readings.list_exercise(session, receiver.id, since=monday) if one.local_date <= sunday
    ]
    kinds = content.exercise_kinds()
    stands = standing(session, receiver.id, now=at, zone=receiver.zone)
    return Week(
        sunday,
        len({one.local_date for one in kept} | {one.local_date for one in moved}),
        sum(one.reading.vital == "blood_pressure" for one in kept),
        home_mean_on(session, receiver.id, today=sunday, zone=receiver.zone),
        sum(kinds[one.kind].moderate_equivalent(one.minutes) for one in moved if one.kind in kinds),
        stands.this_week,
        stands.balance,
    )


def told(words: Words, week: Week) -> list[str]:
    monday = week.sunday - timedelta(days=6)
    heading = words(
        "🗓 <b>Your week, {first} to {last}</b>", first=words.day(monday), last=words.day(week.sunday)
    )
    if not week.days and not week.earned:  # a row of noughts would read as a reproach
        return [heading, words("A quiet week: nothing logged. That happens."), _idea(words, week)]
    return [
        heading,
        words.count("Active on {n} day of seven.", "Active on {n} days of seven.", week.days),
        seeing.home_mean_told(words, week.mean) if week.measured else Html(),
        telling.week_told(words, week.ring),
        words("⭐ +{earned} points this week, {balance} in all.", earned=week.earned, balance=week.balance),
        _idea(words, week),
    ]


def _idea(words: Words, week: Week) -> Html:
    return Html(f"💡 {suggestion(words, week)}")


def suggestion(words: Words, week: Week) -> str:
    """One, the first that fits: the doctor, the days, the average, the ring, or keep on."""
    if isinstance(week.mean, HomeMean) and week.mean.at_or_above:
        return words("Show your average to your doctor this week: /history")
    if week.days < ENOUGH_DAYS:
        return words("Next week, one number each morning: it takes five minutes.")
    if week.measured and isinstance(week.mean, HomeMeanMissing):
        return words("Measure in the morning and in the evening: then I can work out your average.")
    if week.ring < WEEKLY_GOAL_MINUTES:
        left = WEEKLY_GOAL_MINUTES - week.ring
        return words(
            "A brisk walk of {minutes} minutes a day would fill the ring.", minutes=max(5, round(left / 7))
        )
    return words("A good week. Go on just like this.")
