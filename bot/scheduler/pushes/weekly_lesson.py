"""The lesson of the week and its quiz, to every village group at its own hour. Says nothing of anybody's health."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from actions.note_quiz_posted import note_quiz_posted
from bot.lessons import for_group, quiz_for_group, read_lesson
from bot.push import Button, Message, Push, Sent
from bot.scheduler import groups
from bot.wording import Words
from domain.outbox import Kind
from domain.wall_time import next_at_wall
from storage.database import Session
from storage.due import Fire
from storage.lesson_changes import name_of_week
from storage.outbox import Ready
from storage.places import Place

NAME = "weekly_lesson"


def enrol(session: Session, now: datetime) -> int:
    return groups.enrol(session, NAME, lambda place: _next(now, place))


def _next(after: datetime, place: Place) -> datetime | None:
    return next_at_wall(after, place.zone, [time(place.lesson_hour)], 1 << place.lesson_weekday)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """One post a group and ISO week; what was missed is made up for only while it is still that week."""

    def decide(one: Fire, place: Place) -> None:
        one.next_at = _next(one.due_at, place)
        year, week = iso_week(one.due_at, place.zone)
        until = groups.end_of_week(one.due_at, place)
        key = f"{year}-W{week:02}"
        groups.post(one, place, NAME, key, reference=year * 100 + week, now=now, until=until)

    return groups.each(session, NAME, due, decide)


def iso_week(at: datetime, zone: ZoneInfo) -> tuple[int, int]:
    year, week, _ = at.astimezone(zone).date().isocalendar()
    return year, week


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message:
    name = name_of_week(session, *divmod(row.reference, 100))
    told = read_lesson(session, words.language, name)
    return Message(
        for_group(words, told),
        (
            (Button(words("📖 Read more"), start=f"lesson-{name}"),),
            (groups.no_more(words, NAME),),
        ),
        quiz=quiz_for_group(name, told),
    )


def sent(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    """The answers are held against the quiz that was posted: its lesson may have been replaced since."""
    if sent.poll_id is None or sent.quiz is None or row.group_id is None:
        return
    year, week = divmod(row.reference, 100)
    note_quiz_posted(
        session,
        sent.poll_id,
        row.group_id,
        lesson=sent.quiz.lesson,
        week=f"{year}-W{week:02}",
        right_option=sent.quiz.right,
        message_id=sent.quiz_message_id,
        now=now,
    )


# `fire` knows better than a length of time whether it is still that week.
PUSH = Push(NAME, Kind.LESSON, fire, say, enrol=enrol, sent=sent, useful_for=timedelta(days=8))
