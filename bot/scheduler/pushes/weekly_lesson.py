"""The lesson of the week and its quiz, to every village group at its own hour. Says nothing of anybody's health."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from actions.note_quiz_posted import note_quiz_posted
from bot.push import Button, Message, Push, Quiz, Sent
from bot.scheduler import groups
from bot.wording import Words, lesson
from domain.lesson_text import Lesson
from domain.lessons import lesson_of
from domain.outbox import Kind
from domain.wall_time import next_at_wall
from storage.database import Session
from storage.due import Fire
from storage.lesson_plan import lesson_plan
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


def _name_of(row: Ready) -> str:
    return lesson_of(*divmod(row.reference, 100), lesson_plan())


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message:
    name = _name_of(row)
    told = lesson(words.language, name)
    return Message(
        "\n\n".join([f"📖 <b>{escape(told.title)}</b>", _plain(told.text), _source(words, told)]),
        (
            (Button(words("📖 Read more"), start=f"lesson-{name}"),),
            (groups.no_more(words, NAME),),
        ),
        quiz=Quiz(
            _plain(told.quiz.question),
            tuple(_plain(option) for option in told.quiz.options),
            told.quiz.right,
            _plain(told.quiz.explanation),
        ),
    )


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _source(words: Words, told: Lesson) -> str:
    return f"<i>{words('Source: {source}', source=told.source)}</i>"


def sent(session: Session, row: Ready, sent: Sent, now: datetime) -> None:
    if sent.poll_id is None or row.group_id is None:
        return
    year, week = divmod(row.reference, 100)
    name = _name_of(row)
    note_quiz_posted(
        session,
        sent.poll_id,
        row.group_id,
        lesson=name,
        week=f"{year}-W{week:02}",
        right_option=lesson(row.language, name).quiz.right,
        message_id=sent.quiz_message_id,
        now=now,
    )


# `fire` knows better than a length of time whether it is still that week.
PUSH = Push(NAME, Kind.LESSON, fire, say, enrol=enrol, sent=sent, useful_for=timedelta(days=8))
