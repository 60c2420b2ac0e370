"""The points rules in force at a moment: those of content/points.toml, and what was changed since. Judges no change."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from domain.points import Act, Rules
from domain.rule_changes import Change, Number, changed, in_order
from storage import content
from storage.engine.prepared import Prepared
from storage.rows import add_row
from storage.tables import Person, RuleChange, table

rule_change = table(RuleChange)
person = table(Person)

# A payment reads no rules: they are read again after so long, and no change holds sooner (domain/rule_changes.py: SOON).
STALE_AFTER = timedelta(seconds=5)


@dataclass(slots=True)
class _Read:
    """What was read of the changes, in the order they begin to hold, and the rules after so many of them."""

    at: datetime
    changes: list[Change]
    moments: list[datetime]
    after: dict[int, Rules] = field(default_factory=dict)

    def rules_at(self, at: datetime) -> Rules:
        number = bisect_right(self.moments, at)
        rules = self.after.get(number)
        if rules is None:
            rules = self.after[number] = changed(content.point_rules(), self.changes[:number])
        return rules


_read: WeakKeyDictionary[Engine, _Read] = (
    WeakKeyDictionary()
)  # a process may have several databases, in tests
_changes = Prepared(
    select(rule_change.c.act, rule_change.c.number, rule_change.c.value, rule_change.c.valid_from)
    .where(rule_change.c.undone_at.is_(None))
    .order_by(rule_change.c.id)
)


def rules_at(session: Session, at: datetime, *, now: datetime) -> Rules:
    """The rules that hold, or held, at a moment."""
    engine = session.get_bind().engine
    read = _read.get(engine)
    if read is None or abs(now - read.at) > STALE_AFTER:
        changes = in_order(
            Change(Act(act) if act is not None else None, Number(number), value, valid_from)
            for act, number, value, valid_from in _changes(session)
        )
        read = _read[engine] = _Read(now, changes, [one.valid_from for one in changes])
    return read.rules_at(at)


def add_change(session: Session, change: Change, *, by: int, now: datetime) -> int:
    return add_row(
        session,
        rule_change,
        act=change.act.value if change.act is not None else None,
        number=change.number.value,
        value=change.value,
        valid_from=change.valid_from,
        made_by=by,
        made_at=now,
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A change somebody made. `undone`: it was taken back before it held."""

    id: int
    change: Change
    by: str
    made_at: datetime
    undone: bool


def list_changes(session: Session, *, page: int, a_page: int) -> tuple[list[Made], bool]:
    """The history, newest first, and whether there is more."""
    rows = session.execute(
        select(rule_change, person.c.name)
        .join(person, person.c.id == rule_change.c.made_by)
        .order_by(rule_change.c.id.desc())
        .offset(page * a_page)
        .limit(a_page + 1)
    ).all()
    made = [
        Made(
            row.id,
            Change(
                Act(row.act) if row.act is not None else None, Number(row.number), row.value, row.valid_from
            ),
            row.name,
            row.made_at,
            row.undone_at is not None,
        )
        for row in rows[:a_page]
    ]
    return made, len(rows) > a_page


def find_change(session: Session, change_id: int) -> RuleChange | None:
    return session.get(RuleChange, change_id)


def undo_change(session: Session, change_id: int, *, by: int, now: datetime) -> None:
    change = update(rule_change).where(rule_change.c.id == change_id)
    session.execute(change.values(undone_by=by, undone_at=now))
