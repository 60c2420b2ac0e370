"""A paper sheet of a round sent as one message: whose each line is, what is kept at once, what has to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from actions.log_measurements import NewExercise, NewReading
from actions.log_reading import ReadingQuestioned
from actions.log_sheet import LineLogged, SheetLine, SheetLogged, log_sheet
from actions.look_for_people import MOST_OPENED
from actions.once import Step
from bot.showing import questions, unkept
from bot.showing.entering import ROUND_SHEET
from bot.showing.questions import Question
from bot.turn import Turn
from bot.words import round_sheet_words
from domain.authority import Deed
from domain.cries_for_help import sounds_urgent
from domain.people import name_key
from domain.sheet import Line, may_be_sheet, split_sheet
from domain.understanding import Exercised, Measured, Unclear, Understood, understand
from storage import authority, cards, families
from storage.cards import Listed
from storage.database import Session

STEP = ROUND_SHEET
Roster = Mapping[str, Sequence[Listed]]


@dataclass(frozen=True, slots=True)
class Pending:
    """A line that waits: `subject_id` None, whose it is; `question` None, what its numbers are."""

    name: str
    said: str
    subject_id: int | None = None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a sheet is still open, and how much of it is done."""

    pending: tuple[Pending, ...]
    kept: int = 0
    left_out: int = 0

    @property
    def rest(self) -> "Sheet":
        return replace(self, pending=self.pending[1:])


_SHEET: TypeAdapter[Sheet] = TypeAdapter(Sheet)


def remembered(turn: Turn) -> Sheet:
    return _SHEET.validate_python(turn.said["sheet"])


def _step(sheet: Sheet) -> Step | None:
    return Step(STEP, {"sheet": _SHEET.dump_python(sheet, mode="json")}) if sheet.pending else None


async def take_sheet(turn: Turn) -> bool:
    """Keep a sheet, if the message is one. Only then are the names looked up of those one may log for."""
    if turn.in_group or not may_be_sheet(turn.text):
        return False
    roster = await turn.read(list_roster, turn.person.id, turn.now.date())
    lines = split_sheet(turn.text, roster)
    if not lines:
        return False
    turn.for_subject(None)  # every line says for whom it is
    clear, pending = _planned(turn, lines, roster)
    await _say_dangers(turn, lines, pending)
    await keep(turn, clear, Sheet(tuple(pending)))
    return True


async def _say_dangers(turn: Turn, lines: Sequence[Line], pending: Sequence[Pending]) -> None:
    """What to do comes before everything; what is kept at once says so itself."""
    waiting = {(one.name, one.said) for one in pending}
    for line in lines:
        unsaid = (line.name, line.said) in waiting or sounds_urgent(line.said)
        if unsaid and (advice := unkept.advice_for(turn, line.name, line.said)):
            await turn.say(*advice)


def list_roster(session: Session, person_id: int, today: date) -> dict[str, list[Listed]]:
    """Everybody somebody may log for, by the key of their name. Of places too large to be one's round, nobody."""
    found = {
        link.person_id: Listed(link.person_id, link.person, None)
        for link in families.list_links(session, person_id)
        if link.helper_id == person_id
    }
    for area_id in authority.list_areas_where(session, person_id, Deed.LOG_FOR, today):
        if area_id is None or cards.count_people(session, area_id, at_most=MOST_OPENED) > MOST_OPENED:
            continue
        found |= {one.id: one for one in cards.list_people(session, area_id)}
    roster: dict[str, list[Listed]] = {}
    for one in found.values():
        roster.setdefault(name_key(one.name), []).append(one)
    return roster


def _planned(turn: Turn, lines: Sequence[Line], roster: Roster) -> tuple[list[SheetLine], list[Pending]]:
    clear: list[SheetLine] = []
    pending: list[Pending] = []
    for line in lines:
        people = roster.get(name_key(line.name), ())
        if len(people) != 1:
            pending.append(Pending(line.name, line.said))
            continue
        kept, asked = read_line(turn, line.name, line.said, people[0].id)
        clear += kept
        pending += asked
    return clear, pending


def read_line(turn: Turn, name: str, said: str, subject_id: int) -> tuple[list[SheetLine], list[Pending]]:
    """What of a line can be kept, and what of it has to be asked about."""
    items = understand(said, language=turn.language[:2], now=turn.sent_at.astimezone(turn.zone))
    measured = tuple(_new(turn, item) for item in items if not isinstance(item, Unclear))
    asked = [
        Pending(name, said, subject_id, _question(turn, item)) for item in items if isinstance(item, Unclear)
    ]
    if not items:
        asked = [Pending(name, said, subject_id)]
    return [SheetLine(subject_id, name, measured)] if measured else [], asked


def _new(turn: Turn, item: Measured | Exercised) -> NewReading | NewExercise:
    at = item.when.at(turn.sent_at.astimezone(turn.zone)) if item.when else turn.sent_at
    if isinstance(item, Measured):
        return NewReading(item.reading, at)
    return NewExercise(item.kind, item.minutes, at)


def _question(turn: Turn, item: Understood) -> Question:
    assert isinstance(item, Unclear)
    at = item.when.at(turn.sent_at.astimezone(turn.zone)) if item.when else turn.sent_at
    return Question(
        item.problem, item.vital, dict(item.values), at, item.meal, item.kind, setting=item.setting
    )


async def keep(turn: Turn, clear: Sequence[SheetLine], sheet: Sheet, *, confirmed: bool = False) -> None:
    """Log what is clear in one transaction, tell of it, and go on to what is open."""

    def after(logged: SheetLogged) -> Step | None:
        return _step(_added(sheet, logged))

    logged = await turn.do_then(
        after, log_sheet, turn.person.id, tuple(clear), confirmed=confirmed, now=turn.now
    )
    await round_sheet_words.tell(turn, logged)
    await go_on(turn, _added(sheet, logged))


def _added(sheet: Sheet, logged: SheetLogged) -> Sheet:
    """What became of the lines, counted; what the log itself had to ask about is open now."""
    asked = [
        Pending(line.name, "", line.subject_id, questions.questioned(one))
        for line in logged.lines
        if line.logged is not None
        for one in line.logged.outcomes
        if isinstance(one, ReadingQuestioned)
    ]
    refused = sum(line.logged is None for line in logged.lines)
    kept = sum(_is_kept(line) for line in logged.lines)
    return Sheet((*asked, *sheet.pending), sheet.kept + kept, sheet.left_out + refused)


def _is_kept(line: LineLogged) -> bool:
    return line.logged is not None and line.logged.kept


async def leave_out(turn: Turn, sheet: Sheet) -> None:
    """The line that was asked about is not kept."""
    rest = replace(sheet.rest, left_out=sheet.left_out + 1)
    step = _step(rest)
    if step is None:
        await turn.leave_step()
    else:
        await turn.wait_for(step.name, **step.said)
    await go_on(turn, rest)


async def remind(turn: Turn) -> None:
    """Before a command is followed: what of a sheet waits still, or it would be given up unsaid."""
    if turn.step == STEP:
        waiting = [(one.name, one.said) for one in remembered(turn).pending]
        await round_sheet_words.tell_waiting(turn, waiting)


async def go_on(turn: Turn, sheet: Sheet) -> None:
    if not sheet.pending:
        await round_sheet_words.tell_end(turn, sheet.kept, sheet.left_out)
        return
    first = sheet.pending[0]
    roster = await turn.read(list_roster, turn.person.id, turn.now.date()) if first.subject_id is None else {}
    await round_sheet_words.ask(
        turn, first.name, first.said, first.question, choices(first, roster), left=len(sheet.pending)
    )


def choices(pending: Pending, roster: Roster) -> list[Listed] | None:
    """Whose the line may be: those of that name, or of the same family name. None: that is known."""
    if pending.subject_id is not None:
        return None
    key = name_key(pending.name)
    same = roster.get(key)
    if same:
        return list(same)
    return [one for found, people in roster.items() if found[:1] == key[:1] for one in people]
