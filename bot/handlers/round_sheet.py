"""The lines of a sheet that were not clear, one after another: whose it is, or what its numbers are."""

from actions.log_measurements import NewExercise, NewReading
from actions.log_sheet import SheetLine
from bot.conversation import Conversation, Tap, row_id
from bot.showing import questions, round_sheet
from bot.showing.questions import Question
from bot.showing.round_sheet import Pending, Sheet
from bot.turn import Turn
from domain.vital_sign import Meal
from storage import cards


async def _gone(turn: Turn) -> None:
    """A button of a line that is not asked about any more: done, or given up for something else."""
    await turn.toast(
        turn.words("This line is not open any more. If it was not kept, please send it again."), alert=True
    )


async def choose_person(turn: Turn, token: int, person_id: int) -> None:
    """Whose the line is. That one may log for them is asked where it is logged."""
    if not turn.answers(round_sheet.STEP, token):
        await _gone(turn)
        return
    sheet = round_sheet.remembered(turn)
    first = sheet.pending[0]
    card = await turn.read(cards.find_card, person_id)
    roster = await turn.read(round_sheet.list_roster, turn.person.id, turn.now.date())
    if card is None or not any(one.id == person_id for same in roster.values() for one in same):
        await turn.toast(turn.words("I cannot do that for you here."))
        return
    clear, asked = round_sheet.read_line(turn, card.name, first.said, person_id)
    rest = sheet.rest
    await round_sheet.keep(turn, clear, Sheet((*asked, *rest.pending), rest.kept, rest.left_out))


async def confirm(turn: Turn, token: int) -> None:
    if turn.answers(round_sheet.STEP, token):
        sheet = round_sheet.remembered(turn)
        if sheet.pending[0].question is not None:
            await _keep(turn, sheet, sheet.pending[0], sheet.pending[0].question)
            return
    await _gone(turn)


async def choose_meal(turn: Turn, token: int, meal: Meal) -> None:
    if turn.answers(round_sheet.STEP, token):
        sheet = round_sheet.remembered(turn)
        if sheet.pending[0].question is not None:
            await _keep(turn, sheet, sheet.pending[0], sheet.pending[0].question.with_meal(meal))
            return
    await _gone(turn)


async def skip(turn: Turn, token: int) -> None:
    if not turn.answers(round_sheet.STEP, token):
        await _gone(turn)
        return
    await round_sheet.leave_out(turn, round_sheet.remembered(turn))


async def take_numbers(turn: Turn) -> bool:
    """The numbers of the line, typed again. A new sheet, or what is no number, is read as new."""
    sheet = round_sheet.remembered(turn)
    first = sheet.pending[0]
    if first.subject_id is None or "\n" in turn.text.strip():
        return False
    clear, asked = round_sheet.read_line(turn, first.name, turn.text, first.subject_id)
    if not clear and all(one.question is None for one in asked):
        return False
    rest = sheet.rest
    await round_sheet.keep(turn, clear, Sheet((*asked, *rest.pending), rest.kept, rest.left_out))
    return True


async def _keep(turn: Turn, sheet: Sheet, pending: Pending, question: Question) -> None:
    """A number as it was offered: they said it is right."""
    assert pending.subject_id is not None
    one: NewReading | NewExercise = NewReading(question.reading, question.taken_at)
    if question.vital == questions.EXERCISE:
        assert question.kind is not None
        one = NewExercise(question.kind, int(question.values["minutes"]), question.taken_at)
    line = SheetLine(pending.subject_id, pending.name, (one,))
    await round_sheet.keep(turn, [line], sheet.rest, confirmed=True)


conversation = Conversation(
    taps={
        "shwho": Tap(choose_person, (int, row_id)),
        "shyes": Tap(confirm, (int,)),
        "shmeal": Tap(choose_meal, (int, Meal)),
        "shskip": Tap(skip, (int,)),
    },
    answers={round_sheet.STEP: take_numbers},
)
