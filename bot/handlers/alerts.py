"""The team's button on an alert, which the first who taps takes; and `/alerts`: those that wait, and those that are over."""

from actions.acknowledge_alert import AlertTaken, acknowledge_alert
from actions.look_at_alerts import AlertOpened, AlertsSeen, SeenAlert, look_at_alert, look_at_alerts
from actions.once import UNMOVED, Step
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import arrows, button, grid, rows
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import alert_words
from domain.authority import Deed
from storage import alerts

WAITING, OVER = 0, 1


async def take(turn: Turn, alert_id: int) -> None:
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, acknowledge_alert, turn.person.id, alert_id, now=turn.now)
    if not isinstance(outcome, AlertTaken):
        await turn.toast(_("This alert is not yours to take."), alert=True)
        return
    about = alert_words.about(_, outcome.name, outcome.reading, _.moment(outcome.taken_at, turn.zone))
    at = _.clock(outcome.at, turn.zone)
    they = alert_words.they_took(_, at, outcome.taker, outcome.role)
    await turn.show(about, alert_words.you_took(_, at) if outcome.mine else they)


async def show_mine(turn: Turn) -> None:
    """`/alerts`: of all places this person looks after."""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.SEE_ALERTS):
        await turn.say(_("I cannot do that for you here."))
        return
    await _show_list(turn, None, 0, WAITING, 0)


async def show_list(turn: Turn, area_id: int, which: int, page: int) -> None:
    """A page of those that wait, or of those that are over. `area_id` 0: of all this person's places."""
    await _show_list(turn, UNMOVED, area_id, which, page)


async def _show_list(turn: Turn, then: Step | None, area_id: int, which: int, page: int) -> None:
    _ = turn.words
    seen = await turn.do_then(
        then, look_at_alerts, turn.person.id, area_id or None, over=which == OVER, page=page, now=turn.now
    )
    if not isinstance(seen, AlertsSeen):
        await turn.toast(_("I cannot do that for you here."))
        return
    first = page * 8 + 1
    lines = [_line(turn, number, one) for number, one in enumerate(seen.alerts, first)]
    opens = [button(str(number), "alert", one.id) for number, one in enumerate(seen.alerts, first)]
    pages = arrows("alerts", area_id, which, page=page, more=seen.more)
    nothing = _("There was none in the last 90 days.") if which else _("✅ No alert is waiting.")
    other = button(_("✅ Those that are over"), "alerts", area_id, OVER, 0)
    await turn.show(
        _("🚨 <b>Alerts</b>: {n} waiting", n=seen.waiting),
        "\n".join(lines) or nothing,
        keyboard=rows(
            *grid(opens, width=4),
            pages,
            button(_("🚨 Those that wait"), "alerts", area_id, WAITING, 0) if which else other,
        ),
    )


def _line(turn: Turn, number: int, one: SeenAlert) -> str:
    _ = turn.words
    told = _(
        "{number}. {light} {name}, {area}, since {at}",
        number=number,
        light="🔴" if one.urgent else "🟠",
        name=one.name or f"A-{one.id}",
        area=one.area,
        at=_.moment(one.opened_at, turn.zone),
    )
    if one.taken_at is None:
        return told + _(" · called {n} times, {people} told", n=one.called.rounds, people=one.called.told)
    if one.taker is None:
        return told + _(" · came down by itself")
    return told + _(
        " · {name} after {time}", name=one.taker, time=alert_words.lasted(_, one.opened_at, one.taken_at)
    )


async def show_one(turn: Turn, alert_id: int) -> None:
    """One alert, as far as the reader may know of it, and who was told."""
    _ = turn.words
    opened = await turn.do_then(UNMOVED, look_at_alert, turn.person.id, alert_id, now=turn.now)
    case = await turn.read(alerts.find_case, alert_id)
    if not isinstance(opened, AlertOpened) or case is None:
        await turn.toast(_("I cannot do that for you here."))
        return
    if case.waits:
        words_of = alert_words.for_clinicians if opened.clinical else alert_words.for_helpers
        told = words_of(_, case, turn.now)
    elif case.acknowledged_at is None:
        told = [_("Alert {code} came down by itself.", code=alert_words.code(case))]
    elif opened.clinical:
        told = alert_words.taken_by_another(_, case, None)
    else:
        told = alert_words.taken_for_helpers(_, case, turn.now)
    people = _.listed(f"{name} {_.moment(at, turn.zone)}" for name, at in opened.told)
    await turn.show(
        *told,
        _("Told: {people}", people=people) if people else _("Nobody was told yet."),
        keyboard=rows(
            button(_("✋ I take care of it"), "takealert", alert_id) if opened.may_take else [],
            button(_("‹ Back"), "alerts", 0, WAITING if case.waits else OVER, 0),
        ),
    )


def which_list(text: str) -> int:
    return (WAITING, OVER)[("0", "1").index(text)]


def area_or_all(text: str) -> int:
    return 0 if text == "0" else row_id(text)


conversation = Conversation(
    commands={"alerts": show_mine},
    taps={
        "takealert": Tap(take, (row_id,)),
        "alerts": Tap(in_private(show_list), (area_or_all, which_list, page_number)),
        "alert": Tap(in_private(show_one), (row_id,)),
    },
)
