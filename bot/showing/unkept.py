"""What is dangerous in a text of which nothing may be kept: what to do at once. Keeps nothing."""

from bot.showing import screens
from bot.showing.questions import Question
from bot.turn import Turn
from bot.words import telling
from domain.cries_for_help import sounds_urgent
from domain.triage import Triage
from domain.understanding import Exercised, Measured, Understood, understand


def advice(turn: Turn) -> list[str]:
    """Paragraphs, the danger first; none where no danger is to be seen."""
    if sounds_urgent(turn.text):
        return [telling.call_if_now(turn.words)]
    now = turn.sent_at.astimezone(turn.zone)
    for item in understand(turn.text, language=turn.language[:2], now=now):
        found = _danger_in(turn, item)
        if found is not None:
            return telling.danger(turn.words, found.level, found.reasons)
    return []


def _danger_in(turn: Turn, item: Understood) -> Triage | None:
    if isinstance(item, Exercised):
        return None
    if isinstance(item, Measured):
        return screens.danger_of(turn, item.reading)
    return screens.danger_in(
        turn, Question(item.problem, item.vital, dict(item.values), turn.sent_at, item.meal)
    )
