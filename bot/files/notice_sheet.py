"""The report of a notice as a spreadsheet: place by place, and person by person where they may be named. Counts nothing."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.see_receivers import NoticeReport
from bot.files.sheets import Cell, workbook
from bot.wording import Words
from bot.words import notice_words
from bot.words.vocabulary import mark
from domain.outbox import State
from storage.notice_reading import Told
from storage.notices import Noticed

BY_PLACE = (mark("Place"), mark("What became of it"), mark("Number"), mark("Said they have it"))
BY_PERSON = (
    mark("Name"), mark("Place"), mark("What became of it"), mark("Why"), mark("When"), mark("Said they have it"),
)  # fmt: skip


def report(words: Words, found: Noticed, made: NoticeReport, zone: ZoneInfo) -> tuple[bytes, str]:
    """The file and its name."""
    places: list[Sequence[Cell]] = [[str(words(name)) for name in BY_PLACE]]
    places += [
        [one.area, str(words(notice_words.BECAME[State(one.state)])), one.count, one.received]
        for one in made.places
    ]
    sheets = {str(words("Places")): places}
    if made.told:
        people: list[Sequence[Cell]] = [[str(words(name)) for name in BY_PERSON]]
        sheets[str(words("Receivers"))] = people + [_line(words, one, zone) for one in made.told]
    return workbook(sheets), f"notice-{found.id}.xlsx"


def _line(words: Words, one: Told, zone: ZoneInfo) -> list[Cell]:
    why = str(notice_words.why_not(words, one) or "")
    state = str(words(notice_words.BECAME[State(one.state)]))
    return [one.name, one.area, state, why, _moment(one.at, zone), _moment(one.received_at, zone)]


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at is not None else ""
