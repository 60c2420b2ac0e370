"""`/stats`: the programme's figures, place by place and month by month, and what lies behind each. In private only."""

import asyncio

from aiogram.types import InlineKeyboardButton

from actions.once import UNMOVED
from actions.take_figures import FiguresTaken, take_figures
from bot.chart.months import draw_months
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.files import figure_sheet
from bot.keyboards import A_PAGE, Keyboard, arrows, button, grid, rows
from bot.showing.figuring import View, heading, month_number, view_of
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import figure_words
from domain.authority import Deed
from domain.figures import Figure, shown_to
from domain.months import month_before
from storage import content, figures
from storage import grid as tree

MONTHS = 12  # in a picture


async def show_tops(turn: Turn) -> None:
    """`/stats`: where this person's part of the grid begins."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEE_FIGURES):
        await turn.say(_("I cannot do that for you here."))
        return
    await turn.leave_step()
    tops = await turn.read(tree.list_tops, turn.person.id, Deed.SEE_FIGURES, turn.now.date())
    if len(tops) == 1:
        await show_area(turn, tops[0][0], 0)
        return
    await turn.show(
        _("📊 <b>Figures</b>"),
        _("Tap a place to see its figures.") if tops else _("There is no place yet."),
        keyboard=rows(*grid([button(name, "stat", id_, 0) for id_, name in tops], width=2)),
    )


async def show_area(turn: Turn, area_id: int, number: int) -> None:
    """All figures of a place in a month."""
    view = await view_of(turn, area_id, number)
    if view is not None:
        lines = "\n".join(view.line(turn, figure) for figure in Figure)
        await turn.show(heading(turn, view), lines, keyboard=await _keys(turn, view))


async def _keys(turn: Turn, view: View) -> Keyboard:
    _, here, number = turn.words, view.here, view.number
    last, later = month_before(view.month), month_before(view.month, -1)
    turned = [button(f"‹ {figure_words.month_told(_, last)}", "stat", here.id, f"{last:%Y%m}")]
    if number:
        turned.append(button(f"{figure_words.month_told(_, later)} ›", "stat", here.id, f"{later:%Y%m}"))
    open_one = [button(_("🔍 One figure"), "statpick", here.id, number)]
    if view.children:
        first = next(iter(Figure)).value
        open_one.append(button(_("📍 Places below"), "statfig", here.id, number, first, 0))
    takes = await turn.may(Deed.EXPORT_FIGURES, here.id)
    up = here.parent_id if here.parent_id and await turn.may(Deed.SEE_FIGURES, here.parent_id) else None
    return rows(
        open_one,
        turned,
        [button(_("📄 As a table"), "statxls", here.id, number)] if takes else [],
        button(_("‹ Back"), "stat", up, number) if up else [],
    )


async def pick_figure(turn: Turn, area_id: int, number: int) -> None:
    view = await view_of(turn, area_id, number)
    if view is None:
        return
    _ = turn.words
    buttons = [
        button(_(figure_words.NAMES[figure]), "statfig", area_id, number, figure.value, 0)
        for figure in Figure
    ]
    back = button(_("‹ Back"), "stat", area_id, number)
    await turn.show(
        _("📊 <b>{name}</b>: which figure?", name=view.here.name),
        keyboard=rows(*grid(buttons, width=2), back),
    )


async def show_figure(turn: Turn, area_id: int, number: int, figure: Figure, page: int) -> None:
    """One figure of a place, what it means, and the places or people behind it."""
    view = await view_of(turn, area_id, number, below=True)
    if view is None:
        return
    _ = turn.words
    as_of = view.told.counts[figure].as_of
    await turn.show(
        heading(turn, view),
        view.line(turn, figure),
        _("The oldest number of filed people is of {day}.", day=_.day(as_of)) if as_of else "",
        figure_words.meaning(_, figure, view.means, content.cuts().home_mean.at_or_above),
        keyboard=rows(
            *_below(turn, view, figure, page),
            [button(_("🔎 What lies behind it"), "statrows", area_id, view.number, figure.value, 0)]
            if view.opens_rows
            else [],
            button(_("📈 12 months"), "statpic", area_id, figure.value),
            [
                button(_("🔍 One figure"), "statpick", area_id, view.number),
                button(_("‹ Back"), "stat", area_id, view.number),
            ],
        ),
    )


def _below(turn: Turn, view: View, figure: Figure, page: int) -> list[list[InlineKeyboardButton]]:
    """The places below with their share, a page of them; a tap opens the same figure there."""
    _, children = turn.words, view.children
    shown = [
        button(
            f"{child.name} · {figure_words.short(_, view.told.below[child.id][figure])}",
            "statfig", child.id, view.number, figure.value, 0,
        )
        for child in children[page * A_PAGE : (page + 1) * A_PAGE]
    ]  # fmt: skip
    more = (page + 1) * A_PAGE < len(children)
    pages = arrows("statfig", view.here.id, view.number, figure.value, page=page, more=more)
    return [*grid(shown, width=1), pages]


async def show_months(turn: Turn, area_id: int, figure: Figure) -> None:
    """A picture of the last twelve months, the one that runs among them."""
    view = await view_of(turn, area_id, 0)
    if view is None:
        return
    _ = turn.words
    months = [month_before(view.month, back) for back in reversed(range(MONTHS))]
    kept = await turn.read(figures.list_months, area_id, figure, months[0])
    clinical = await turn.may(Deed.SEE_VALUES, area_id)
    shown = {
        month: shown_to({figure: count}, clinical=clinical, fewest=view.means.fewest)[figure]
        for month, count in kept.items()
    } | {view.month: view.told.counts[figure]}
    values = [(month, shown[month].value if month in shown else None) for month in months]
    goal = view.means.goal(figure, view.month.year)
    if not any(value is not None for _month, value in values):
        await turn.toast(_("There is no month with data yet."), alert=True)
        return
    caption = [
        _("<b>{name}</b>", name=view.here.name), _(figure_words.NAMES[figure]),
        _("A column for each month; where there is none, there is no data."),
        _("The line is the goal, {goal}.", goal=figure_words.percent(goal)) if goal is not None else "",
    ]  # fmt: skip
    picture = await asyncio.to_thread(draw_months, values, goal=goal, large=turn.large)
    back = button(_("‹ Back"), "statfig", area_id, 0, figure.value, 0)
    await turn.show_picture(picture, "\n".join(part for part in caption if part), rows(back))


async def send_table(turn: Turn, area_id: int, number: int) -> None:
    """The figures of a place and of those right below it, as a spreadsheet."""
    view = await view_of(turn, area_id, number, below=True)
    if view is None:
        return
    _ = turn.words
    taken = await turn.do_then(UNMOVED, take_figures, turn.person.id, area_id, view.month, now=turn.now)
    if not isinstance(taken, FiguresTaken):
        await turn.toast(_("I cannot do that for you here."))
        return
    places = [(view.here, view.told.counts), *((one, view.told.below[one.id]) for one in view.children)]
    content_, name = await asyncio.to_thread(figure_sheet.table, _, view.month, places)
    await turn.voice.send_file(content_, name, _("📄 The figures of {name}.", name=view.here.name))


conversation = Conversation(
    commands={"stats": show_tops},
    taps={
        "stat": Tap(in_private(show_area), (row_id, month_number)),
        "statpick": Tap(in_private(pick_figure), (row_id, month_number)),
        "statfig": Tap(in_private(show_figure), (row_id, month_number, Figure, page_number)),
        "statpic": Tap(in_private(show_months), (row_id, Figure)),
        "statxls": Tap(in_private(send_table), (row_id, month_number)),
    },
)
