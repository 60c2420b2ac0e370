"""Keep what a person entered, typed or tapped, and wait for the first thing that has to be asked."""

from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter

from actions.log_exercise import ExerciseQuestioned
from actions.log_measurements import MeasurementsLogged, NewExercise, NewReading, log_measurements
from actions.log_reading import NoConsent, ReadingQuestioned
from actions.once import UNMOVED, Step
from bot.keyboards import button, rows
from bot.showing import questions, screens
from bot.showing.questions import Question
from bot.turn import Turn
from bot.words import telling
from domain.cries_for_help import sounds_urgent


async def enter(
    turn: Turn,
    measurements: Sequence[NewReading | NewExercise],
    unclear: Sequence[Question] = (),
    *,
    confirmed: bool = False,
    answering: bool = False,
    goes_on: bool | None = None,
) -> None:
    """Log in one transaction what is clear, with the step of what is not; then tell both. Raises NoConsent.

    `answering`: it answers the open question, and `unclear` holds whatever was to be asked after it.
    `goes_on`: whose it is was asked and answered, see log_measurements.
    """
    if turn.whose_is_open and goes_on is None:
        await ask_whose(turn, measurements, unclear)
        return
    if not turn.about.may_be_logged:
        raise NoConsent  # what is asked about would be remembered, too
    if not answering:
        unclear = [*unclear, *_left_open(turn, measurements, unclear)]

    def still_open(logged: MeasurementsLogged) -> Step | None:
        left = [question for question in _open(turn, logged, unclear) if question.can_wait]
        if left:
            return Step(questions.STEP, questions.waiting(left))
        return UNMOVED if turn.step == ROUND_SHEET else None  # its lines go on waiting

    logged = await turn.do_then(
        still_open,
        log_measurements,
        turn.person.id,
        tuple(measurements),
        confirmed=confirmed,
        subject_id=turn.subject_id,
        goes_on=goes_on,
        now=turn.now,
    )
    cry = sounds_urgent(turn.text)
    await screens.tell_logged(turn, logged.outcomes, _open(turn, logged, unclear), cry=cry)


def _left_open(
    turn: Turn, measurements: Sequence[NewReading | NewExercise], unclear: Sequence[Question]
) -> list[Question]:
    """Questions about other things, unanswered: they are asked again, or what was sent would be lost unsaid."""
    if turn.step != questions.STEP or turn.asked_for != turn.subject_id:
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
    return sorted([*asked, *unclear], key=lambda one: screens.how_urgent(screens.danger_in(turn, one)))


WHOSE, ROUND_SHEET = "whose", "round_sheet"
_NEW: TypeAdapter[tuple[NewReading | NewExercise, ...]] = TypeAdapter(tuple[NewReading | NewExercise, ...])


async def ask_whose(
    turn: Turn, measurements: Sequence[NewReading | NewExercise], unclear: Sequence[Question]
) -> None:
    """Logging for somebody ended a while ago, or is not for groups: whose this is, nobody guesses. Danger comes first."""
    assert turn.whom is not None
    _ = turn.words
    if turn.step == WHOSE:  # asked already, and not answered: all of it waits
        earlier, asked = asked_about(turn.said)
        measurements, unclear = [*earlier, *measurements], [*asked, *unclear]
    waiting = {
        "measurements": _NEW.dump_python(tuple(measurements), mode="json"),
        **questions.waiting(unclear),
    }
    await turn.wait_for(WHOSE, **waiting)
    turn.voice.go_private()
    theirs = button(_("👤 {name}", name=turn.whom.name), "whose", turn.token, turn.whom.id)
    await turn.say(
        *_advice(turn, measurements, unclear),
        _("Whose is this? Tap, and I keep it."),
        keyboard=rows(
            theirs if turn.whom.care is not None else [],
            button(_("🙋 Mine"), "whose", turn.token, 0),
            button(_("✖️ Do not keep it"), "whoseno", turn.token),
        ),
    )


def _advice(
    turn: Turn, measurements: Sequence[NewReading | NewExercise], unclear: Sequence[Question]
) -> list[str]:
    if sounds_urgent(turn.text):
        return [telling.call_if_now(turn.words)]
    readings = [one.reading for one in measurements if isinstance(one, NewReading)]
    found = screens.gravest(
        *(screens.danger_of(turn, one) for one in readings),
        *(screens.danger_in(turn, one) for one in unclear),
    )
    return [] if found is None else telling.danger(turn.words, found.level, found.reasons)


def asked_about(
    said: Mapping[str, object],
) -> tuple[tuple[NewReading | NewExercise, ...], tuple[Question, ...]]:
    """What waits until it is known whose it is."""
    return _NEW.validate_python(said["measurements"]), questions.remembered(said)
