"""The week of the village, every Monday morning: nicknames of those who want it, points, how many took part.

Never a measured value, and nothing that fewer than five people hide behind.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.push import Button, Message, Push
from bot.scheduler import groups
from bot.wording import Words
from domain.outbox import Kind
from domain.wall_time import next_at_wall
from storage.areas import find_area
from storage.boards import count_active, list_board
from storage.database import Session
from storage.due import Fire
from storage.outbox import Ready
from storage.places import Place, find_places

NAME = "weekly_board"
AT, MONDAY = time(8), 1
FEWEST = 5  # [D] of fewer, a neighbour could be told from the others
SHOWN = 10
MEDALS = ("🥇", "🥈", "🥉")


def enrol(session: Session, now: datetime) -> int:
    return groups.enrol(session, NAME, lambda place: _next(now, place))


def _next(after: datetime, place: Place) -> datetime | None:
    return next_at_wall(after, place.zone, [AT], MONDAY)


def fire(session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
    """Of the week that ended; good on that Monday and the day after."""

    def decide(one: Fire, place: Place) -> None:
        one.next_at = _next(one.due_at, place)
        today = one.due_at.astimezone(place.zone).date()
        monday = today - timedelta(days=today.weekday() + 7)
        until = groups.end_of_day(one.due_at, place, after=1)
        key = f"{monday:%G-W%V}"
        groups.post(one, place, NAME, key, reference=int(f"{monday:%Y%m%d}"), now=now, until=until)

    return groups.each(session, NAME, due, decide)


def say(session: Session, row: Ready, words: Words, now: datetime) -> Message | None:
    place = find_places(session, NAME, [row.group_id or 0]).get(row.group_id or 0)
    village = find_area(session, place.area_id) if place is not None else None
    if place is None or village is None:
        return None
    monday = date.fromisoformat(str(row.reference))
    sunday = monday + timedelta(days=6)
    board = _board(words, list_board(session, place.area_id, monday, sunday))
    took_part = _took_part(words, count_active(session, place.area_id, monday, sunday))
    if not board and not took_part:
        return None
    return Message(
        "\n\n".join(
            part for part in (_heading(words, village.name, monday, sunday), board, took_part) if part
        ),
        (
            (Button(words("🏅 Put me on it"), start="board"),),
            (groups.no_more(words, NAME),),
        ),
    )


def _heading(words: Words, village: str, first: date, last: date) -> str:
    return words(
        "🏅 <b>{village}</b>, {first} to {last}",
        village=village,
        first=words.day(first),
        last=words.day(last),
    )


def _board(words: Words, opted_in: Sequence[tuple[str, int]]) -> str:
    """Those who earned something, among at least five who want to be seen. As many points, the same place."""
    if len(opted_in) < FEWEST:
        return ""
    return "\n".join(
        words(
            "{place} {nickname} · {points} points",
            place=_place(sum(more > points for _, more in opted_in)),
            nickname=nickname,
            points=points,
        )
        for nickname, points in opted_in[:SHOWN]
        if points > 0
    )


def _place(ahead: int) -> str:
    return MEDALS[ahead] if ahead < len(MEDALS) else f"{ahead + 1}."


def _took_part(words: Words, active: int) -> str:
    if active < FEWEST:
        return ""
    return words("👣 {n} neighbours measured or moved last week. Well done, all of you.", n=active)


PUSH = Push(NAME, Kind.NOTICE, fire, say, enrol=enrol, useful_for=timedelta(days=8))
