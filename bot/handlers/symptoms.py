"""The answer to "do you have any of these?": one tap, and what to do at once."""

from actions.answer_symptoms import SymptomsAnswered, answer_symptoms
from bot import screens, telling
from bot.conversation import Conversation, Tap, row_id
from bot.turn import Turn
from domain.triage import Reason, Symptom
from domain.vital_sign import Level


def symptoms_of(text: str) -> frozenset[Symptom]:
    """A symptom's code, or "none". Raises ValueError."""
    return frozenset() if text == "none" else frozenset({Symptom(text)})


async def take_answer(turn: Turn, reading_id: int, symptoms: frozenset[Symptom]) -> None:
    outcome = await turn.do(answer_symptoms, turn.person.id, reading_id, symptoms, now=turn.now)
    if not isinstance(outcome, SymptomsAnswered):
        await screens.gone(turn)
        return
    if outcome.level.is_danger and symptoms:
        reasons = (Reason.DANGER_SYMPTOM,) if outcome.level is Level.RED else (Reason.SYMPTOM,)
        await turn.show(
            *telling.danger(turn.words, outcome.level, reasons),
            telling.told_to(turn.words, shared=turn.person.consents_sharing),
            telling.heading(turn.words, outcome.reading),
        )
        return
    await turn.show(*_without_symptoms(turn, outcome))


def _without_symptoms(turn: Turn, outcome: SymptomsAnswered) -> list[str]:
    _ = turn.words
    heading = telling.heading(_, outcome.reading)
    if not outcome.level.is_danger:
        return [
            _("Good that you feel well."),
            _("Sit a while, drink some water, and measure again later."),
            heading,
        ]
    return [
        _("Good that you feel nothing of it. Still:"),
        _("Rest five minutes, measure again and send me the numbers. Contact your clinic today."),
        _("If you begin to feel chest pain, weakness on one side, or cannot breathe: call 120 at once."),
        telling.told_to(_, shared=turn.person.consents_sharing),
        heading,
    ]


conversation = Conversation(taps={"symptom": Tap(take_answer, (row_id, symptoms_of))})
