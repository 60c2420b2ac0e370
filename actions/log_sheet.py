"""Keep a whole sheet of a round, a line a person, in one transaction. Guesses no name: the lines say whose they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from actions.care_for import NotTheirs
from actions.log_measurements import MeasurementsLogged, NewExercise, NewReading, log_measurements
from actions.log_reading import NoConsent


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What one line says of one person. `name` is kept for the answer, if the same message comes again."""

    subject_id: int
    name: str
    measurements: tuple[NewReading | NewExercise, ...]


@dataclass(frozen=True, slots=True)
class LineLogged:
    """`logged` None: nothing may be kept of them, by their consent or by who asked."""

    subject_id: int
    name: str
    logged: MeasurementsLogged | None


@dataclass(frozen=True, slots=True)
class SheetLogged:
    lines: tuple[LineLogged, ...]


def log_sheet(
    session: Session,
    person_id: int,
    lines: tuple[SheetLine, ...],
    *,
    now: datetime,
    confirmed: bool = False,
) -> SheetLogged:
    """Keep every line for whom it is of; authority and consent are asked for each. Points are by the rules of one."""
    # Always in the same order of persons: two sheets of one village never wait for each other in a ring.
    order = sorted(range(len(lines)), key=lambda number: lines[number].subject_id)
    logged = {
        number: _log(session, person_id, lines[number], now=now, confirmed=confirmed) for number in order
    }
    return SheetLogged(tuple(logged[number] for number in range(len(lines))))


def _log(session: Session, person_id: int, line: SheetLine, *, now: datetime, confirmed: bool) -> LineLogged:
    try:
        # Somebody's own line on their own sheet is their own.
        subject = None if line.subject_id == person_id else line.subject_id
        logged = log_measurements(
            session, person_id, line.measurements, now=now, confirmed=confirmed, subject_id=subject
        )
    except (NoConsent, NotTheirs):  # raised before anything of this line was kept
        return LineLogged(line.subject_id, line.name, None)
    return LineLogged(line.subject_id, line.name, logged)
