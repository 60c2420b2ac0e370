"""What is dangerous in a text of which nothing may be kept: what to do at once. Keeps nothing."""

from bot.showing import screens
from bot.showing.questions import Question
from bot.turn import Turn
from bot.words import caring_words, telling
from domain.cries_for_help import sounds_urgent
from domain.triage import Circumstances, Triage
from domain.understanding import Exercised, Measured, Understood, understand, understand_of_others


def advice(turn: Turn) -> list[str]:
    """Paragraphs, the danger first; none where no danger is to be seen."""
    if sounds_urgent(turn.text):
        return [telling.call_if_now(turn.words)]
    found = screens.gravest(*(_danger_in(turn, item) for item in _own(turn, turn.text)))
    if found is not None:
        return telling.danger(turn.words, found.level, found.reasons)
    return advice_for_another(turn)


def advice_for_another(turn: Turn) -> list[str]:
    """The same, to whoever writes of somebody else's body: 我妈190/115."""
    return _advice_about(turn, turn.words("them"), of_others(turn))


def advice_for(turn: Turn, name: str, text: str) -> list[str]:
    """The same, of a text that is about this person: a note on a visit, a line of a sheet."""
    if sounds_urgent(text):
        return [caring_words.call_if_now(turn.words, name)]
    return _advice_about(turn, name, (*_own(turn, text), *_of_others(turn, text)))


def comes_first(turn: Turn) -> bool:
    """Health first: whether a text is a reading, a danger or a cry, whatever was asked. A lone number is an answer."""
    if turn.text.strip().isdigit():
        return False
    return any(isinstance(one, Measured) for one in _own(turn, turn.text)) or bool(advice(turn))


def holds_a_reading(turn: Turn, text: str) -> bool:
    """Whether a text that others are to read tells what was measured of anybody."""
    return any(isinstance(one, Measured) for one in (*_own(turn, text), *_of_others(turn, text)))


def of_others(turn: Turn) -> tuple[Understood, ...]:
    """What a text says was measured of somebody else."""
    return _of_others(turn, turn.text)


def _own(turn: Turn, text: str) -> tuple[Understood, ...]:
    return understand(text, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))


def _of_others(turn: Turn, text: str) -> tuple[Understood, ...]:
    return understand_of_others(text, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))


def _advice_about(turn: Turn, name: str, items: tuple[Understood, ...]) -> list[str]:
    found = screens.gravest(*(_danger_in(turn, item, Circumstances()) for item in items))
    return [] if found is None else caring_words.danger(turn.words, name, found.level, found.reasons)


def _danger_in(turn: Turn, item: Understood, known: Circumstances | None = None) -> Triage | None:
    """`known`: of the body it is about, if that is not the writer's."""
    if isinstance(item, Exercised):
        return None
    if isinstance(item, Measured):
        return screens.danger_of(turn, item.reading, known)
    question = Question(item.problem, item.vital, dict(item.values), turn.sent_at, item.meal)
    return screens.danger_in(turn, question, known)
