"""A resident is forgotten: what is theirs is erased, the books and anonymous totals stay. Cannot be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import erasure, people, points, readings


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was erased."""

    logs: int


def forget_me(session: Session, person_id: int, *, now: datetime) -> Forgotten:
    """Erase a person at their own word. Their ledger rows stay under a number nobody can trace to them."""
    person = people.get_person(session, person_id)
    counts = readings.count_logs(session, person_id)
    for (month, what), count in counts.items():
        people.add_anonymous_total(session, person.area_id, month, what, count)
    held = points.get_balance(session, person_id)
    if held > 0:
        points.move_points(
            session,
            from_account=person_id,
            to_account=points.ERASED,
            points=held,
            act="erased",
            local_date=now.date(),
            taken_at=now,
            made_at=now,
        )
    erasure.erase_person(session, person_id, person.telegram_id, at=now)
    return Forgotten(sum(counts.values()))
