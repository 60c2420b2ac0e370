"""Keep what a person entered, typed or tapped, and wait for the first thing that has to be asked."""

from collections.abc import Sequence

from actions.log_exercise import ExerciseQuestioned
from actions.log_measurements import MeasurementsLogged, NewExercise, NewReading, log_measurements
from actions.log_reading import ReadingQuestioned
from actions.once import Step
from bot import questions, screens
from bot.questions import Question
from bot.turn import Turn
from domain.vital_sign import Problem


async def enter(
    turn: Turn,
    measurements: Sequence[NewReading | NewExercise],
    unclear: Sequence[Question] = (),
    *,
    confirmed: bool = False,
) -> None:
    """Log in one transaction what is clear, with the step of what is not; then tell both."""

    def still_open(logged: MeasurementsLogged) -> Step | None:
        left = _open(logged, unclear)
        return Step(questions.STEP, questions.waiting(left)) if _can_wait(left) else None

    logged = await turn.do_then(
        still_open, log_measurements, turn.person.id, tuple(measurements), confirmed=confirmed, now=turn.now
    )
    await screens.tell_logged(turn, logged.outcomes, _open(logged, unclear))


def _open(logged: MeasurementsLogged, unclear: Sequence[Question]) -> list[Question]:
    asked = [
        questions.questioned(outcome)
        for outcome in logged.outcomes
        if isinstance(outcome, ReadingQuestioned | ExerciseQuestioned)
    ]
    return [*asked, *unclear]


def _can_wait(left: Sequence[Question]) -> bool:
    """Numbers that cannot be are not waited with: they are sent anew."""
    return bool(left) and left[0].problem not in (Problem.OUT_OF_RANGE, Problem.TOO_LONG_AGO)
