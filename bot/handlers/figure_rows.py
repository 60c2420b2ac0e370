"""What lies behind a figure of `/stats`: people, days, alerts, lessons or payments, a page at a time. In private only."""

from aiogram.types import InlineKeyboardButton

from actions.look_behind_figure import (
    AlertsBehind,
    Behind,
    LessonsBehind,
    MeansBehind,
    PeopleBehind,
    look_behind,
)
from actions.not_allowed import NotAllowed
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import arrows, button, grid, rows
from bot.lessons import read_lessons
from bot.showing.carding import CARD
from bot.showing.figuring import month_number, view_of
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import behind_words, figure_words
from domain.figures import Figure


async def show_rows(turn: Turn, area_id: int, number: int, figure: Figure, page: int) -> None:
    """What was counted for a figure; each look is written down."""
    view = await view_of(turn, area_id, number)
    if view is None:
        return
    _ = turn.words
    behind = await turn.do_then(
        UNMOVED, look_behind, turn.person.id, area_id, view.month, figure, page=page, now=turn.now
    )
    if isinstance(behind, NotAllowed):
        await turn.toast(_("I cannot do that for you here."))
        return
    told = behind_words.told(
        _, behind, await _titles(turn, behind), figure=figure, page=page, zone=view.here.zone
    )
    more = getattr(behind, "more", False)
    await turn.show(
        _("🔎 <b>{name}</b> · {month}", name=view.here.name, month=figure_words.month_told(_, view.month)),
        view.line(turn, figure),
        _("These rows are as they are known today; the figure is as it was kept.") if view.told.over else "",
        *told,
        keyboard=rows(
            *grid(_openings(behind, page), width=4),
            arrows("statrows", area_id, view.number, figure.value, page=page, more=more),
            button(_("‹ Back"), "statfig", area_id, view.number, figure.value, 0),
        ),
    )


async def _titles(turn: Turn, behind: Behind) -> dict[str, str]:
    """What the lessons are called, in the reader's language."""
    if not isinstance(behind, LessonsBehind):
        return {}
    names = {one.lesson for one in behind.posted}
    return {name: told.title for name, told in (await turn.read(read_lessons, turn.language, names)).items()}


def _openings(behind: Behind, page: int) -> list[InlineKeyboardButton]:
    """A button for each row that opens a card or an alert."""
    match behind:
        case PeopleBehind():
            opens = [(CARD, one.id) for one in behind.people]
        case MeansBehind():
            opens = [(CARD, one.id) for one in behind.means]
        case AlertsBehind():
            opens = [("alert", one.id) for one in behind.alerts]
        case _:
            opens = []
    return [button(str(number), verb, of) for number, (verb, of) in behind_words.numbered(opens, page)]


conversation = Conversation(
    taps={"statrows": Tap(in_private(show_rows), (row_id, month_number, Figure, page_number))}
)
