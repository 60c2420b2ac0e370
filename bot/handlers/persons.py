"""Finding a resident of one's own places, in private: by place or by name, their card, their chart. Changes nothing."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

from actions.look_for_people import PeopleSeen, look_for_people
from actions.once import UNMOVED, Step
from actions.view_person import ChartViewed, view_chart
from bot.conversation import Conversation, NotAButton, Tap, page_number, row_id, row_or_none
from bot.keyboards import arrows, button, grid, rows
from bot.showing import carding, placing, seeing
from bot.showing.carding import CARD, CHART, PLACE
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import vocabulary
from domain.authority import Deed
from domain.people import plain_name
from domain.vitals import VITAL_SIGNS
from storage import grid as tree
from storage import readings
from storage.cards import Listed

LOOKING = "person_looking"
RANGES = (carding.CHART_DAYS, 90)


async def begin(turn: Turn) -> None:
    """`/person`: the one place somebody looks after, or a choice of them."""
    if not await placing.may_begin(turn, Deed.SEE_PERSON):
        return
    await _begin(turn, 0)


async def show_place(turn: Turn, area_id: int, page: int) -> None:
    """`area_id` 0: where it begins."""
    if area_id:
        await _show_people(turn, area_id, page)
    else:
        await _begin(turn, page)


async def _begin(turn: Turn, page: int) -> None:
    tops = await placing.list_tops(turn, Deed.SEE_PERSON)
    if len(tops) == 1:
        await _show_people(turn, tops[0][0], 0)
    else:
        await _choose(turn, tops, page)


async def _choose(turn: Turn, places: list[tuple[int, str]], page: int, *, of: int = 0) -> None:
    _ = turn.words
    await turn.show(
        _("👥 <b>Whom are you looking for?</b>"),
        _("Choose the place they live in.") if places else _("There is no place yet."),
        keyboard=rows(*placing.choice(PLACE, places, page, of=of), await _up(turn, of)),
    )


async def _up(turn: Turn, area_id: int) -> placing.Buttons:
    return await placing.others(turn, Deed.SEE_PERSON, PLACE, area_id)


async def _show_people(turn: Turn, area_id: int, page: int) -> None:
    _ = turn.words
    seen = await turn.do_then(_waiting, look_for_people, turn.person.id, area_id, page=page, now=turn.now)
    if not isinstance(seen, PeopleSeen):
        await _refuse(turn)
    elif seen.too_many:
        await _choose(turn, await turn.read(tree.list_below, area_id), page, of=area_id)
    else:
        await turn.show(
            _("👥 <b>{place}</b> · {n} people", place=seen.area, n=seen.found),
            _("Send me a part of the name, or tap somebody."),
            keyboard=rows(
                *_names(seen.people),
                arrows(PLACE, area_id, page=page, more=seen.has_more),
                await _up(turn, area_id),
            ),
        )


def _waiting(seen: object) -> Step | None:
    """Where people are shown, a name can be typed."""
    if not isinstance(seen, PeopleSeen) or seen.too_many:
        return None
    return Step(LOOKING, {"area": seen.area_id})


def _names(people: tuple[Listed, ...]) -> list[placing.Buttons]:
    """Two a line; the year of birth tells two of one name apart."""
    labels = [f"{one.name} {one.birth_year}" if one.birth_year else one.name for one in people]
    buttons = [button(label, CARD, one.id) for label, one in zip(labels, people, strict=True)]
    return grid(buttons, width=2)


async def take_name(turn: Turn) -> bool:
    """A part of a name. What has a number in it is a reading."""
    _ = turn.words
    called = plain_name(turn.text)
    if turn.in_group or not _is_a_name(called):
        return False
    area_id = int(str(turn.said["area"]))
    seen = await turn.do_then(_waiting, look_for_people, turn.person.id, area_id, called=called, now=turn.now)
    if not isinstance(seen, PeopleSeen):
        await turn.say(_("I cannot do that for you here."))
        return True
    if not seen.found:
        said = _(
            "I find nobody called {name} in {place}. Try a shorter part of the name.",
            name=called,
            place=seen.area,
        )
    elif seen.has_more:
        said = _("{n} people are called so. These are the first; send more of the name.", n=seen.found)
    else:
        said = _("👥 <b>{place}</b>, called {name}:", place=seen.area, name=called)
    await turn.say(
        said,
        keyboard=rows(
            *_names(seen.people), [button(_("👥 Everybody"), PLACE, area_id, 0)], await _up(turn, area_id)
        ),
    )
    return True


def _is_a_name(text: str) -> bool:
    return bool(text) and text[0] != "/" and not any(map(str.isdigit, text))


async def show_card(turn: Turn, person_id: int) -> None:
    await carding.show_card(turn, person_id)


async def show_chart(turn: Turn, person_id: int, vital: str, days: int) -> None:
    """Their picture of the last days, for clinical eyes; that it was opened is kept before it is drawn."""
    _ = turn.words
    viewed = await turn.do_then(UNMOVED, view_chart, turn.person.id, person_id, now=turn.now)
    if not isinstance(viewed, ChartViewed):
        await _refuse(turn)
        return
    zone, since = ZoneInfo(viewed.timezone), turn.now - timedelta(days=days)
    kept = await turn.read(readings.list_readings, person_id, vital=vital, since=since)
    ranges = [button(_("{n} days", n=one), CHART, person_id, vital, one) for one in RANGES if one != days]
    keyboard = rows([*ranges, button(_("‹ Back"), CARD, person_id)])
    who = _("👤 <b>{name}</b>", name=viewed.name)
    if not kept:
        nothing = _("No {vital} in the last {n} days.", vital=_(vocabulary.VITALS[vital]), n=days)
        await turn.show(who, nothing, keyboard=keyboard)
        return
    png = await asyncio.to_thread(
        seeing.draw_chart, kept, days=days, now=turn.now, zone=zone, large=turn.large
    )
    caption = seeing.caption(_, vital, kept, days=days, zone=zone)
    await turn.show_picture(png, f"{who}\n{caption}", keyboard)


async def _refuse(turn: Turn) -> None:
    """The same for what they may not see and for what is not there."""
    await turn.toast(turn.words("I cannot do that for you here."))


def vital_name(text: str) -> str:
    if text not in {sign.name for sign in VITAL_SIGNS}:
        raise NotAButton
    return text


def days_shown(text: str) -> int:
    return RANGES[RANGES.index(int(text))]


conversation = Conversation(
    commands={"person": begin},
    taps={
        PLACE: Tap(in_private(show_place), (row_or_none, page_number)),
        CARD: Tap(in_private(show_card), (row_id,)),
        CHART: Tap(in_private(show_chart), (row_id, vital_name, days_shown)),
    },
    answers={LOOKING: take_name},
)
