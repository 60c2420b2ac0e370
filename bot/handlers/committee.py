"""A village's public-health committee: whether there is one, and since when. Asks for nobody's name."""

from datetime import date

from actions.change_areas import AreaChanged
from actions.note_committee import note_committee
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, rows
from bot.turn import Turn
from domain.authority import Deed
from domain.days import read_day
from storage import grid as tree

STEP = "committee_day"


async def ask(turn: Turn, area_id: int) -> None:
    _ = turn.words
    place = await turn.read(tree.find_place, area_id) if await turn.may(Deed.CHANGE_AREAS, area_id) else None
    if place is None or turn.in_group:
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.wait_for(STEP, area=area_id)
    since = place.committee_since
    await turn.show(
        _("🏛 <b>Public-health committee of {area}</b>", area=place.name),
        _("Since {day}", day=_.full_day(since)) if since else _("Not noted yet."),
        _("Send me the day since when there is one, like <code>2023-06-01</code>, or tap."),
        keyboard=rows(
            button(_("Since today"), "comset", area_id, 1),
            button(_("There is none"), "comset", area_id, 0),
            button(_("‹ Back"), "area", area_id, 0),
        ),
    )


async def set_now(turn: Turn, area_id: int, there_is: int) -> None:
    await _note(turn, area_id, turn.now.date() if there_is else None)


async def take_day(turn: Turn) -> bool:
    day = read_day(turn.text)
    if day is None:
        return False
    await _note(turn, int(str(turn.said["area"])), day)
    return True


async def _note(turn: Turn, area_id: int, since: date | None) -> None:
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, note_committee, turn.person.id, area_id, since, now=turn.now)
    if isinstance(outcome, AreaChanged):
        await turn.show(
            _("✅ Noted for {area}.", area=outcome.name),
            keyboard=rows(button(_("‹ Back"), "area", area_id, 0)),
        )
    else:
        await turn.say(_("I cannot do that for you here."))


def there_is(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    taps={"arcom": Tap(ask, (row_id,)), "comset": Tap(set_now, (row_id, there_is))},
    answers={STEP: take_day},
)
