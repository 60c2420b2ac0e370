"""The day's round, in private: whom to look in on and why, what came of it by one tap, and a note. Plans nothing."""

from actions.once import UNMOVED, Step
from actions.record_visit import (
    BroughtBack,
    NoteKept,
    VisitRecorded,
    VisitUndone,
    add_note,
    bring_back,
    record_visit,
    undo_visit,
)
from actions.see_round import RoundSeen, see_round
from bot.conversation import Conversation, Tap, page_number, row_id, row_or_none
from bot.keyboards import A_PAGE, Keyboard, arrows, button, grid, rows
from bot.showing import carding, placing, unkept
from bot.showing.carding import BACK, CARD, ROUND, VISIT
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import round_words
from domain.authority import Deed
from domain.cries_for_help import sounds_urgent
from domain.round import Met
from storage import grid as tree

NOTING = "visit_noting"
STOP, UNDO = "stop", "visundo"


async def begin(turn: Turn) -> None:
    """`/round`: that of the one place somebody looks after, or a choice of places."""
    if not await placing.may_begin(turn, Deed.SEE_ROUND):
        return
    await _begin(turn, 0)


async def show_place(turn: Turn, area_id: int, page: int) -> None:
    """`area_id` 0: where it begins."""
    if area_id:
        await _show_round(turn, area_id, page)
    else:
        await _begin(turn, page)


async def _begin(turn: Turn, page: int) -> None:
    tops = await placing.list_tops(turn, Deed.SEE_ROUND)
    if len(tops) == 1:
        await _show_round(turn, tops[0][0], 0)
    else:
        await _choose(turn, tops, page)


async def _choose(turn: Turn, places: list[tuple[int, str]], page: int, *, of: int = 0) -> None:
    _ = turn.words
    await turn.show(
        _("🧭 <b>Whose round?</b>"),
        _("Choose the place.") if places else _("There is no place yet."),
        keyboard=rows(*placing.choice(ROUND, places, page, of=of), await _others(turn, of)),
    )


async def _others(turn: Turn, area_id: int) -> placing.Buttons:
    return await placing.others(turn, Deed.SEE_ROUND, ROUND, area_id)


async def _show_round(turn: Turn, area_id: int, page: int) -> None:
    seen = await turn.do_then(None, see_round, turn.person.id, area_id, page=page, now=turn.now)
    if not isinstance(seen, RoundSeen):
        await _refuse(turn)
    elif seen.too_many:
        await _choose(turn, await turn.read(tree.list_below, area_id), page, of=area_id)
    else:
        today = turn.now.astimezone(turn.zone).date()
        lines = [
            round_words.line(turn.words, number, stop, today, sees_alerts=seen.sees_alerts)
            for number, stop in enumerate(seen.stops, page * A_PAGE + 1)
        ]
        await turn.show(
            round_words.heading(turn.words, seen), "\n\n".join(lines), keyboard=await _keyboard(turn, seen)
        )


async def _keyboard(turn: Turn, seen: RoundSeen) -> Keyboard:
    first = seen.page * A_PAGE + 1
    names = [
        button(f"{number}. {stop.name}", STOP, stop.person_id, seen.area_id)
        for number, stop in enumerate(seen.stops, first)
    ]
    turning = arrows(ROUND, seen.area_id, page=seen.page, more=seen.has_more)
    return rows(*grid(names, width=2), turning, await _others(turn, seen.area_id))


async def show_stop(turn: Turn, person_id: int, area_id: int) -> None:
    await carding.show_card(turn, person_id, round_of=area_id)


async def record(turn: Turn, person_id: int, met: Met, area_id: int) -> None:
    """Keep it, and wait for a word about it."""
    _ = turn.words

    def noting(outcome: object) -> Step | None:
        if not isinstance(outcome, VisitRecorded):
            return None
        return Step(NOTING, {"visit": outcome.visit_id, "area": area_id})

    recorded = await turn.do_then(noting, record_visit, turn.person.id, person_id, met, now=turn.now)
    if not isinstance(recorded, VisitRecorded):
        await _refuse(turn)
        return
    await turn.show(
        _(round_words.NOTED[met], name=recorded.name),
        _("If there is something to remember, send it to me now: the doctor team reads it. If not, go on."),
        keyboard=rows(
            button(_("↩️ Undo (ten minutes)"), UNDO, recorded.visit_id, area_id),
            _onward(turn, person_id, area_id),
        ),
    )


def _onward(turn: Turn, person_id: int, area_id: int) -> placing.Buttons:
    """To where the card was opened from."""
    _ = turn.words
    if area_id:
        return [button(_("› On with the round"), ROUND, area_id, 0)]
    return [button(_("‹ The card"), CARD, person_id)]


async def take_note(turn: Turn) -> bool:
    """A word on the visit. What sounds like an emergency is one, whatever was asked."""
    note = turn.text.strip()
    if turn.in_group or not note or note.startswith("/") or sounds_urgent(note):
        return False
    _ = turn.words
    visit_id, area_id = int(str(turn.said["visit"])), int(str(turn.said["area"]))
    kept = await turn.do(add_note, turn.person.id, visit_id, note, now=turn.now)
    if isinstance(kept, NoteKept):
        if advice := unkept.advice_for(turn, kept.name, note):
            await turn.say(*advice)
        onward = button(_("🧭 The round"), ROUND, area_id, 0)
        await turn.say(_("📝 Noted for {name}.", name=kept.name), keyboard=rows(onward))
    else:
        await turn.say(_("I cannot do that for you here."))
    return True


async def undo(turn: Turn, visit_id: int, area_id: int) -> None:
    _ = turn.words
    undone = await turn.do(undo_visit, turn.person.id, visit_id, now=turn.now)
    if not isinstance(undone, VisitUndone):
        await turn.toast(_("This one is done already."))
        return
    await turn.show(
        _("↩️ Taken back. {name} is as before.", name=undone.name),
        keyboard=rows(_onward(turn, undone.person_id, area_id)),
    )


async def back_on_round(turn: Turn, person_id: int) -> None:
    _ = turn.words
    back = await turn.do_then(UNMOVED, bring_back, turn.person.id, person_id, now=turn.now)
    if not isinstance(back, BroughtBack):
        await _refuse(turn)
        return
    await turn.show(
        _("↩️ {name} is looked after again, and I write to them as before.", name=back.name),
        keyboard=rows(_onward(turn, person_id, 0)),
    )


async def _refuse(turn: Turn) -> None:
    """The same for what they may not do and for what is not there."""
    await turn.toast(turn.words("I cannot do that for you here."))


conversation = Conversation(
    commands={"round": begin},
    taps={
        ROUND: Tap(in_private(show_place), (row_or_none, page_number)),
        STOP: Tap(in_private(show_stop), (row_id, row_id)),
        VISIT: Tap(in_private(record), (row_id, Met, row_or_none)),
        UNDO: Tap(in_private(undo), (row_id, row_or_none)),
        BACK: Tap(in_private(back_on_round), (row_id,)),
    },
    answers={NOTING: take_note},
)
