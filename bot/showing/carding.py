"""A resident's card as a screen, wherever it is opened from: their chart, and what came of looking in, a tap each."""

from aiogram.types import InlineKeyboardButton

from actions.once import UNMOVED
from actions.view_person import PersonViewed, view_person
from bot.keyboards import button, grid, rows
from bot.turn import Turn
from bot.words import card_words, round_words, vocabulary
from domain.authority import Deed

CARD, PLACE, CHART = "who", "people", "whochart"
ROUND, VISIT, BACK, LOG_FOR = "round", "visit", "visback", "for"
CHART_DAYS = 30
MOST_CHARTS = 4


async def show_card(turn: Turn, person_id: int, *, round_of: int = 0) -> None:
    """`round_of`: the place whose round it is opened from, and goes back to; 0: from a list of people."""
    viewed = await turn.do_then(UNMOVED, view_person, turn.person.id, person_id, now=turn.now)
    if not isinstance(viewed, PersonViewed):
        await turn.toast(turn.words("I cannot do that for you here."))
        return
    await turn.show(
        *card_words.told(turn.words, viewed, turn.now),
        keyboard=rows(
            *grid(_outcomes(turn, viewed, round_of), width=2),
            [button(turn.words("✏️ Log for them"), LOG_FOR, person_id)] if viewed.may_log_for else [],
            *grid(_charts(turn, viewed), width=2),
            await _without_telegram(turn, viewed),
            _back(turn, viewed, round_of),
        ),
    )


def _outcomes(turn: Turn, viewed: PersonViewed, round_of: int) -> list[InlineKeyboardButton]:
    _, person_id = turn.words, viewed.card.id
    if viewed.may_bring_back:
        return [button(_("↩️ Back on the round"), BACK, person_id)]
    if not viewed.may_visit:
        return []
    return [
        button(_(label), VISIT, person_id, met.value, round_of) for met, label in round_words.BUTTONS.items()
    ]


async def _without_telegram(turn: Turn, viewed: PersonViewed) -> list[InlineKeyboardButton]:
    """What is noted for somebody the bot does not reach: what they signed, and a code for when it can."""
    if viewed.card.has_telegram or not await turn.may(Deed.ADD_PERSON, viewed.card.area_id):
        return []
    _, person_id = turn.words, viewed.card.id
    return [
        button(_("📝 Papers"), "papers", person_id),
        button(_("🔑 Code for them"), "claimgive", person_id),
    ]


def _charts(turn: Turn, viewed: PersonViewed) -> list[InlineKeyboardButton]:
    _ = turn.words
    vitals = viewed.measured.vitals[:MOST_CHARTS] if viewed.measured is not None else ()
    return [
        button(f"📈 {_(vocabulary.VITALS[vital])}", CHART, viewed.card.id, vital, CHART_DAYS)
        for vital in vitals
    ]


def _back(turn: Turn, viewed: PersonViewed, round_of: int) -> InlineKeyboardButton:
    _ = turn.words
    if round_of:
        return button(_("‹ The round"), ROUND, round_of, 0)
    return button(_("‹ Back"), PLACE, viewed.card.area_id or 0, 0)
