"""The answer to "do you have any of these?": one tap, and what to do at once."""

from actions.answer_symptoms import SymptomsAnswered, answer_symptoms
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.showing import screens
from bot.turn import Turn
from bot.wording import Html
from bot.words import caring_words, telling
from domain.triage import DANGER_SYMPTOMS, Reason, Symptom
from domain.vital_sign import Level
from storage.care import find_care


def symptoms_of(text: str) -> frozenset[Symptom]:
    """A symptom's code, or "none". Raises ValueError."""
    return frozenset() if text == "none" else frozenset({Symptom(text)})


async def take_answer(turn: Turn, reading_id: int, symptoms: frozenset[Symptom]) -> None:
    # A question about another number may stand open; it goes on being asked.
    outcome = await turn.do_then(UNMOVED, answer_symptoms, turn.person.id, reading_id, symptoms, now=turn.now)
    if not isinstance(outcome, SymptomsAnswered):
        # Whatever became of the reading, a sign of danger gets its answer.
        if symptoms & DANGER_SYMPTOMS:
            await turn.show(*telling.danger(turn.words, Level.RED, (Reason.DANGER_SYMPTOM,)))
        else:
            await screens.gone(turn)
        return
    heading = telling.heading(turn.words, outcome.reading)
    if outcome.of != turn.person.id:
        await _tell_helper(turn, outcome, heading)
        return
    if outcome.level.is_danger and outcome.symptoms:
        first, *advice = telling.danger(turn.words, outcome.level, outcome.reasons)
        await turn.show(first, heading, telling.told_to(turn.words, turn.person), *advice)
    else:
        await turn.show(*_without_symptoms(turn, outcome), heading)


async def _tell_helper(turn: Turn, outcome: SymptomsAnswered, heading: str) -> None:
    """To whoever was asked about somebody else."""
    care = await turn.read(find_care, turn.person.id, outcome.of, turn.now.date())
    if care is None:
        await screens.gone(turn)
        return
    _, person = turn.words, care.person
    if outcome.level.is_danger and outcome.symptoms:
        first, *advice = caring_words.danger(_, person.name, outcome.level, outcome.reasons)
        await turn.show(first, heading, caring_words.told_to(_, person), *advice)
    else:
        told = caring_words.no_symptoms(_, person, outcome.level, outcome.reasons)
        await turn.show(*told, heading)


def _without_symptoms(turn: Turn, outcome: SymptomsAnswered) -> list[str]:
    _ = turn.words
    if_it_begins = _(
        "If you begin to feel chest pain, weakness on one side, or cannot breathe: call 120 at once."
    )
    if not outcome.level.is_danger:
        rest = _("Sit a while, drink some water, and measure again later.")
        return [_("Good that you feel well."), rest, if_it_begins]
    # What to do comes before anything kind.
    act = Html(f"{telling.LIGHTS[outcome.level]} {telling.act_today(_, outcome.reasons)}")
    return [act, if_it_begins, telling.told_to(_, turn.person)]


conversation = Conversation(taps={"symptom": Tap(take_answer, (row_id, symptoms_of))})
