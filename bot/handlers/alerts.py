"""The team's button on an alert: the first who taps takes it, everybody else sees who did."""

from actions.acknowledge_alert import AlertTaken, acknowledge_alert
from actions.once import UNMOVED
from bot import telling, vocabulary
from bot.conversation import Conversation, Tap, row_id
from bot.turn import Turn


async def take(turn: Turn, alert_id: int) -> None:
    _ = turn.words
    outcome = await turn.do_then(UNMOVED, acknowledge_alert, turn.person.id, alert_id, now=turn.now)
    if not isinstance(outcome, AlertTaken):
        await turn.toast(_("This alert is not yours to take."), alert=True)
        return
    about = _(
        "<b>{name}</b> · {what} · {when}",
        name=outcome.name,
        what=telling.heading(_, outcome.reading),
        when=_.moment(outcome.taken_at, turn.zone),
    )
    at = _.clock(outcome.at, turn.zone)
    if outcome.mine:
        taken = _("✋ You took this at {at}. Please telephone them now; they know you take care.", at=at)
    else:
        role = _(vocabulary.ROLES[outcome.role]) if outcome.role else ""
        taken = _("✋ Taken at {at} by {name}, {role}.", at=at, name=outcome.taker, role=role)
    await turn.show(about, taken)


conversation = Conversation(taps={"takealert": Tap(take, (row_id,))})
