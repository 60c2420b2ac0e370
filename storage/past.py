"""A person's last weeks of one vital sign, summed up in the database. Keeps no rows, compares nothing."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import Date, bindparam, case, func, select
from sqlalchemy.orm import Session

from domain.trend import Past
from domain.vital_sign import Reading
from storage.engine.prepared import Prepared
from storage.tables import ReadingRow, table

reading = table(ReadingRow)


def find_past(
    session: Session, person_id: int, like: Reading, part: str, *, since: date, until: date, week: date
) -> Past | None:
    """One part of a person's readings of the same vital sign and meal, summed up; `this_week` counts from `week`."""
    # The earliest moment at which it can be that day anywhere: what the index knows is the moment.
    earliest = datetime.combine(since, time(), tzinfo=UTC) - timedelta(hours=14)
    days = {"since": since, "until": until, "week": week}
    asked = {"person_id": person_id, "vital": like.vital, "earliest": earliest, **days}
    if like.meal is not None:
        asked["meal"] = like.meal.value
    [(count, mean, lowest, highest, this_week)] = _past(part, like.meal is not None)(session, **asked)
    return Past(count, float(mean), lowest, highest, int(this_week)) if count else None


@cache
def _past(part: str, of_a_meal: bool) -> Prepared:
    value = reading.c[part]
    return Prepared(
        select(
            func.count(),
            func.avg(value),
            func.min(value),
            func.max(value),
            func.sum(case((reading.c.local_date >= bindparam("week", type_=Date), 1), else_=0)),
        ).where(
            reading.c.person_id == bindparam("person_id"),
            reading.c.vital == bindparam("vital"),
            reading.c.meal == bindparam("meal") if of_a_meal else reading.c.meal.is_(None),
            reading.c.taken_at >= bindparam("earliest"),
            reading.c.local_date >= bindparam("since"),
            reading.c.local_date <= bindparam("until"),
            reading.c.ended_at.is_(None),
        )
    )
