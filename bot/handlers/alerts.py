"""The team's button on an alert: the first who taps takes it, everybody else sees who did."""

from actions.acknowledge_alert import AlertTaken, acknowledge_alert
from actions.once import UNMOVED
from bot import alert_words
from bot.conversation import Conversation, Tap, row_id
from bot.turn import Turn


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


conversation = Conversation(taps={"takealert": Tap(take, (row_id,))})
