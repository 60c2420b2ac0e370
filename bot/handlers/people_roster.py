"""`/people` and `/export`: who works in an area, today or on another day, on the screen or as a file. Gives no role."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime

from actions.look_at_roster import (
    PlacesTaken,
    RosterSeen,
    RosterTaken,
    look_at_roster,
    take_places,
    take_roster,
)
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.files import roster_sheets
from bot.keyboards import A_PAGE, arrows, button, grid, rows
from bot.showing import placing
from bot.turn import Turn
from bot.wording import Words
from bot.words import vocabulary
from domain.authority import Deed
from domain.days import read_day
from domain.people import Role
from storage import grid as tree
from storage.rosters import OnRoster

STEP = "roster_day"


async def begin(turn: Turn) -> None:
    """`/people`: whose roster?"""
    if not await placing.may_begin(turn, Deed.SEE_ROSTER):
        return
    _ = turn.words
    tops = await placing.list_tops(turn, Deed.SEE_ROSTER)
    if len(tops) == 1:
        await show(turn, tops[0][0], turn.now.date(), 0)
        return
    await turn.leave_step()
    today = _code(turn.now.date())
    await turn.show(
        _("👥 <b>Who works where</b>"),
        _("Tap a place to see who works there.") if tops else _("There is no place yet."),
        keyboard=rows(*grid([button(name, "ppl", id_, today, 0) for id_, name in tops], width=2)),
    )


async def show(turn: Turn, area_id: int, on: date, page: int) -> None:
    seen = await turn.do(look_at_roster, turn.person.id, area_id, on, page=page, a_page=A_PAGE, now=turn.now)
    if isinstance(seen, RosterSeen):
        await _show(turn, seen, page)
    else:
        await turn.toast(turn.words("I cannot do that for you here."))


async def _show(turn: Turn, seen: RosterSeen, page: int) -> None:
    _ = turn.words
    total = sum(count for _role, count in seen.counts)
    lines = [_line(_, one) for one in seen.workers]
    counts = _.listed(f"{_(vocabulary.ROLES[role])} {count}" for role, count in seen.counts)
    heading = _("👥 <b>Who works in {area}</b>", area=seen.area)
    await turn.show(
        heading if seen.on == turn.now.date() else f"{heading}\n{_('As of {day}', day=_.full_day(seen.on))}",
        counts,
        "\n".join(lines) or _("Nobody."),
        _teams(turn, seen),
        keyboard=rows(*await _keys(turn, seen, page, total)),
    )


def _line(words: Words, one: OnRoster) -> str:
    """Who does what, since when, and until when if that is known."""
    said = words(
        "• {name}: {role}, {area}, since {day}",
        name=one.name,
        role=words(vocabulary.ROLES[Role(one.role)]),
        area=one.area,
        day=words.full_day(one.since),
    )
    return said if one.until is None else f"{said}{words(', until {day}', day=words.full_day(one.until))}"


def _teams(turn: Turn, seen: RosterSeen) -> str:
    _ = turn.words
    if not seen.teams.villages:
        return ""
    return _(
        "4+N teams: complete in {complete} of {villages} villages",
        complete=seen.teams.complete,
        villages=seen.teams.villages,
    )


async def _keys(turn: Turn, seen: RosterSeen, page: int, total: int) -> Iterable[placing.Buttons]:
    _ = turn.words
    on, area_id = _code(seen.on), seen.area_id
    below = await turn.read(tree.list_below, area_id)
    exports = await turn.may(Deed.EXPORT_ROSTER, area_id)
    return [
        arrows("ppl", f"{area_id}:{on}", page=page, more=(page + 1) * A_PAGE < total),
        *grid([button(f"{name} ›", "ppl", id_, on, 0) for id_, name in below[:20]], width=2),
        [button(_("📅 Another day"), "pplday", area_id)],
        [button(_("📄 As a file"), "exp", area_id, on)] if exports else [],
        [button(_("‹ Back"), "pplall")],
    ]


async def ask_day(turn: Turn, area_id: int) -> None:
    _ = turn.words
    if not await turn.may(Deed.SEE_ROSTER, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.wait_for(STEP, area=area_id)
    await turn.show(_("Of which day? Send it to me like <code>2025-12-31</code>."))


async def take_day(turn: Turn) -> bool:
    day = read_day(turn.text)
    if day is None:
        return False
    if day > turn.now.date():
        await turn.say(turn.words("That day is still to come."))
        return True
    await show(turn, int(str(turn.said["area"])), day, 0)
    return True


async def begin_export(turn: Turn) -> None:
    """`/export`: of which place?"""
    if not await placing.may_begin(turn, Deed.EXPORT_ROSTER):
        return
    await turn.leave_step()
    _ = turn.words
    tops = await placing.list_tops(turn, Deed.EXPORT_ROSTER)
    if len(tops) == 1:
        await offer(turn, tops[0][0], turn.now.date())
        return
    today = _code(turn.now.date())
    await turn.show(
        _("📤 <b>A file of whom or what?</b> First tap the place."),
        keyboard=rows(*grid([button(name, "exp", id_, today) for id_, name in tops], width=2)),
    )


async def offer(turn: Turn, area_id: int, on: date) -> None:
    _ = turn.words
    name = await turn.read(tree.find_name, area_id)
    if name is None or not await turn.may(Deed.EXPORT_ROSTER, area_id):
        await turn.toast(_("I cannot do that for you here."))
        return
    below = await turn.read(tree.list_below, area_id)
    day = _code(on)
    await turn.show(
        _("📤 <b>{area}</b>, as of {day}", area=name, day=_.full_day(on)),
        _("For another day: /people, then “Another day”."),
        keyboard=rows(
            [
                button(_("👥 Roster, Excel"), "exr", area_id, day, "xlsx"),
                button(_("👥 Roster, CSV"), "exr", area_id, day, "csv"),
            ],
            [
                button(_("🏘 Places, Excel"), "exa", area_id, day, "xlsx"),
                button(_("🏘 Places, CSV"), "exa", area_id, day, "csv"),
            ],
            *grid([button(f"{one} ›", "exp", id_, day) for id_, one in below[:20]], width=2),
            button(_("‹ Back"), "export"),
        ),
    )


async def send_roster(turn: Turn, area_id: int, on: date, form: str) -> None:
    taken = await turn.do_unrecorded(take_roster, turn.person.id, area_id, on, now=turn.now)
    if not isinstance(taken, RosterTaken):
        await turn.toast(turn.words("I cannot do that for you here."))
        return
    _ = turn.words
    content = await asyncio.to_thread(roster_sheets.roster, _, taken.workers, form)
    caption = _(
        "Roster of {area}, as of {day}: {n} lines", area=taken.area, day=_.full_day(on), n=len(taken.workers)
    )
    await turn.voice.send_file(content, f"roster-{on}.{form}", caption)


async def send_places(turn: Turn, area_id: int, on: date, form: str) -> None:
    taken = await turn.do_unrecorded(take_places, turn.person.id, area_id, on, now=turn.now)
    if not isinstance(taken, PlacesTaken):
        await turn.toast(turn.words("I cannot do that for you here."))
        return
    _ = turn.words
    content = await asyncio.to_thread(roster_sheets.places, _, taken.places, form)
    caption = _(
        "Places of {area}, as of {day}: {n} lines", area=taken.area, day=_.full_day(on), n=len(taken.places)
    )
    await turn.voice.send_file(content, f"places-{on}.{form}", caption)


def _code(day: date) -> str:
    return f"{day:%Y%m%d}"


def day_of(text: str) -> date:
    """A day as buttons carry it. Raises ValueError."""
    return datetime.strptime(text, "%Y%m%d").replace(tzinfo=None).date()  # noqa: DTZ007  # a day has no zone


def form_of(text: str) -> str:
    return {"xlsx": "xlsx", "csv": "csv"}[text]


conversation = Conversation(
    commands={"people": begin, "export": begin_export},
    taps={
        "pplall": Tap(begin),
        "ppl": Tap(show, (row_id, day_of, page_number)),
        "pplday": Tap(ask_day, (row_id,)),
        "export": Tap(begin_export),
        "exp": Tap(offer, (row_id, day_of)),
        "exr": Tap(send_roster, (row_id, day_of, form_of)),
        "exa": Tap(send_places, (row_id, day_of, form_of)),
    },
    answers={STEP: take_day},
)
