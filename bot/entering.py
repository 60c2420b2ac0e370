"""Keep what a person entered, typed or tapped, and wait for the first thing that has to be asked."""

from collections.abc import Sequence

from actions.log_exercise import ExerciseQuestioned
from actions.log_measurements import MeasurementsLogged, NewExercise, NewReading, log_measurements
from actions.log_reading import NoConsent, ReadingQuestioned
from actions.once import Step
from bot import questions, screens
from bot.questions import Question
from bot.turn import Turn
from domain.cries_for_help import sounds_urgent


async def enter(
    turn: Turn,
    measurements: Sequence[NewReading | NewExercise],
    unclear: Sequence[Question] = (),
    *,
    confirmed: bool = False,
    answering: bool = False,
) -> None:
    """Log in one transaction what is clear, with the step of what is not; then tell both. Raises NoConsent.

    `answering`: it answers the open question, and `unclear` holds whatever was to be asked after it.
    """
    if not turn.person.may_be_logged:
        raise NoConsent  # what is asked about would be remembered, too
    if not answering:
        unclear = [*unclear, *_left_open(turn, measurements, unclear)]

    def still_open(logged: MeasurementsLogged) -> Step | None:
        left = [question for question in _open(turn, logged, unclear) if question.can_wait]
        return Step(questions.STEP, questions.waiting(left)) if left else None

    logged = await turn.do_then(
        still_open, log_measurements, turn.person.id, tuple(measurements), confirmed=confirmed, now=turn.now
    )
    cry = sounds_urgent(turn.text)
    await screens.tell_logged(turn, logged.outcomes, _open(turn, logged, unclear), cry=cry)


def _left_open(
    turn: Turn, measurements: Sequence[NewReading | NewExercise], unclear: Sequence[Question]
) -> list[Question]:
    """Questions about other things, unanswered: they are asked again, or what was sent would be lost unsaid."""
    if turn.step != questions.STEP:
        return []
    sent_anew = {
        one.reading.vital if isinstance(one, NewReading) else questions.EXERCISE for one in measurements
    }
    sent_anew |= {question.vital for question in unclear}
    return [question for question in questions.remembered(turn.said) if question.vital not in sent_anew]


def _open(turn: Turn, logged: MeasurementsLogged, unclear: Sequence[Question]) -> list[Question]:
    """What has to be asked, the dangerous first."""
    asked = [
        questions.questioned(outcome)
        for outcome in logged.outcomes
        if isinstance(outcome, ReadingQuestioned | ExerciseQuestioned)
    ]
    return sorted([*asked, *unclear], key=lambda question: screens.danger_in(turn, question) is None)
