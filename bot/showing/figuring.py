"""The figures of a place as somebody may see them: this month beside the one before. Changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.turn import Turn
from bot.words import figure_words, vocabulary
from domain.authority import Deed
from domain.figures import Count, Definitions, Figure, shown_beside, shown_to
from domain.months import month_before, month_of
from storage import content, figures
from storage.figures import Here, Told


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows: a place in a month, and the month before it. `number`: the month as buttons carry it."""

    here: Here
    children: Sequence[Here]
    month: date
    number: int
    told: Told
    before: Mapping[Figure, Count]
    means: Definitions

    def line(self, turn: Turn, figure: Figure) -> str:
        before = self.before[figure] if self.knows_before else None
        return figure_words.line(turn.words, self.told.counts[figure], before, self.means, self.month.year)

    @property
    def opens_rows(self) -> bool:
        """Whether a figure opens what was counted here; otherwise the places below do."""
        return figures.opens_rows(self.here, self.children)

    @property
    def knows_before(self) -> bool:
        """Whether anything is known of the month before; if not, it is said once and not in every line."""
        return any(count.missing is None for count in self.before.values())


async def view_of(turn: Turn, area_id: int, number: int, *, below: bool = False) -> View | None:
    """The place as this person may see it; otherwise they are told no more than that they may not."""
    may = await turn.may(Deed.SEE_FIGURES, area_id)
    here = await turn.read(figures.find_here, area_id) if may else None
    if here is None:
        await turn.toast(turn.words("I cannot do that for you here."))
        return None
    running = month_of(turn.now.astimezone(here.zone).date())
    month = min(date(number // 100, number % 100, 1), running) if number else running
    children = await turn.read(figures.list_children, area_id)
    told = await _told(turn, here, month, children if below else ())
    before = await _told(turn, here, month_before(month))
    shown = 0 if month == running else number
    return View(here, children, month, shown, told, before.counts, content.definitions())


async def _told(turn: Turn, here: Here, month: date, places: Sequence[Here] = ()) -> Told:
    """The figures of a month as this person may see them."""
    told = await turn.read(figures.find_figures, here, month, turn.now, places=places)
    clinical = await turn.may(Deed.SEE_VALUES, here.id)
    fewest = content.definitions().fewest
    counts = shown_to(told.counts, clinical=clinical, fewest=fewest)
    below = shown_beside(told.below, clinical=clinical, fewest=fewest)
    return Told(counts, below, told.counted_at, told.over)


def heading(turn: Turn, view: View) -> str:
    _, told = turn.words, view.told
    title = _(
        "📊 <b>{name}</b> · {level} · {month}",
        name=view.here.name,
        level=_(vocabulary.LEVELS[view.here.level]),
        month=figure_words.month_told(_, view.month),
    )
    if told.over:
        when = _("As it was kept when the month was over.")
    elif told.counted_at is None and view.number:
        when = _("This month was not counted.")
    elif told.counted_at is None:
        when = _("The figures of a large place are counted every night.")
    else:
        when = _("Counted {at}.", at=_.moment(told.counted_at, turn.zone))
    before = "" if view.knows_before else _("There is no data of the month before.")
    return "\n".join(part for part in (title, when, before) if part)


def month_number(text: str) -> int:
    """202611, or 0 for the month that runs."""
    number = int(text)
    if number and not (2020 <= number // 100 <= 2100 and 1 <= number % 100 <= 12):
        raise ValueError("no such month")
    return number
