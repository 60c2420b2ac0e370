"""Two entries of one person: moving what is one's to the other, and moving it back. Decides nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, func, or_, select, update
from sqlalchemy.orm import Session

from storage import authority
from storage.rows import add_row, count_changed
from storage.tables import (
    Alert,
    ClaimCode,
    Consent,
    Due,
    ExerciseRow,
    FamilyLink,
    FamilyOffer,
    ForWhom,
    ImportDraft,
    Membership,
    Merge,
    NoticeReceipt,
    NoticeThread,
    NotSame,
    OutboxRow,
    Pause,
    Person,
    PersonTag,
    QuizAnswer,
    ReadingRow,
    Reminder,
    Visit,
    table,
)

person = table(Person)
merge = table(Merge)
not_same = table(NotSame)
due = table(Due)
family_link = table(FamilyLink)
for_whom = table(ForWhom)

# Rows that are about a person, by the column that says so. What somebody did (logged_by, by ...) stays theirs.
MOVED = (
    (table(ReadingRow), "person_id"),
    (table(ExerciseRow), "person_id"),
    (table(Alert), "person_id"),
    (table(Pause), "person_id"),
    (table(Consent), "person_id"),
    (table(Reminder), "person_id"),
    (table(Visit), "person_id"),
    (family_link, "person_id"),
    (family_link, "helper_id"),
)
# One a person and key: those the other has not yet.
MOVED_IF_NEW = ((table(PersonTag), "tag"), (table(QuizAnswer), "poll_id"))
# What an entry keeps: a right never moves unseen, and what was said to somebody was said to them.
STAYS = (
    table(Membership),
    table(OutboxRow),
    table(NoticeReceipt),
    table(NoticeThread),
    table(ImportDraft),
    table(FamilyOffer),
    table(ClaimCode),
    for_whom,
)

Moved = dict[str, list[int | str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that stands or was undone."""

    id: int
    kept_id: int
    merged_id: int
    by: int
    at: datetime
    moved: dict[str, object]
    undone_at: datetime | None


def count_logs(session: Session, person_id: int) -> int:
    """How many readings and exercises of somebody are in force."""
    counted = 0
    for logs in (table(ReadingRow), table(ExerciseRow)):
        own = logs.c.person_id == person_id, logs.c.ended_at.is_(None)
        counted += int(session.execute(select(func.count()).select_from(logs).where(*own)).scalar_one())
    return counted


def move_rows(session: Session, from_id: int, to_id: int) -> Moved:
    """Give one person what is another's; which rows that were, by table and column."""
    moved: Moved = {}
    for rows, column in MOVED:
        whose = rows.c[column]
        mine = select(rows.c.id).where(whose == from_id)
        if rows is family_link:  # nobody looks after themselves
            other = rows.c.helper_id if column == "person_id" else rows.c.person_id
            mine = mine.where(other != to_id)
        ids = list(session.execute(mine).scalars())
        _give(session, rows, column, "id", ids, to_id)
        moved[f"{rows.name}.{column}"] = ids
    for rows, key in MOVED_IF_NEW:
        keys: list[int | str] = sorted(_keys(session, rows, key, from_id) - _keys(session, rows, key, to_id))
        _give(session, rows, "person_id", key, keys, to_id, of=from_id)
        moved[f"{rows.name}.{key}"] = keys
    moved["due"] = _move_due(session, from_id, to_id)
    # Whoever was about to log for the one chooses anew: nobody logs for somebody who is not there.
    session.execute(for_whom.delete().where(for_whom.c.subject_id == from_id))
    return moved


def move_rows_back(session: Session, moved: Moved, from_id: int, to_id: int) -> None:
    """Undo `move_rows`: `from_id` has them now. What was removed since is not brought back."""
    for rows, column in MOVED:
        ids = _followed(session, rows, moved[f"{rows.name}.{column}"])
        _give(session, rows, column, "id", ids, to_id, of=from_id)
    for rows, key in MOVED_IF_NEW:
        _give(session, rows, "person_id", key, moved[f"{rows.name}.{key}"], to_id, of=from_id)
    _give_due(session, moved["due"], to_id, from_id)


def _give(
    session: Session,
    rows: Table,
    column: str,
    key: str,
    keys: Sequence[int | str],
    to_id: int,
    *,
    of: int | None = None,
) -> None:
    given = update(rows).where(rows.c[key].in_(list(keys))).values({column: to_id})
    session.execute(given if of is None else given.where(rows.c[column] == of))


def _followed(session: Session, rows: Table, ids: Sequence[int | str]) -> list[int | str]:
    """These rows, and those that took their place when they were put right."""
    every = list(ids)
    newest = every
    while newest and "replaces_id" in rows.c:
        newest = list(session.execute(select(rows.c.id).where(rows.c.replaces_id.in_(newest))).scalars())
        every += newest
    return every


def _keys(session: Session, rows: Table, key: str, person_id: int) -> set[int | str]:
    return set(session.execute(select(rows.c[key]).where(rows.c.person_id == person_id)).scalars())


def _move_due(session: Session, from_id: int, to_id: int) -> list[int | str]:
    """What is due to one is due to the other, but for what is due to them already. As "push:reference"."""
    of_one, of_other = (_due_to(session, receiver) for receiver in (from_id, to_id))
    moved: list[int | str] = sorted(of_one - of_other)
    _give_due(session, moved, from_id, to_id)
    return moved


def _due_to(session: Session, person_id: int) -> set[str]:
    rows = session.execute(select(due.c.push, due.c.reference).where(due.c.receiver == f"person:{person_id}"))
    return {f"{push}:{reference}" for push, reference in rows}


def _give_due(session: Session, moved: Iterable[int | str], from_id: int, to_id: int) -> None:
    for one in moved:
        push, _, reference = str(one).partition(":")
        key = due.c.receiver == f"person:{from_id}", due.c.push == push, due.c.reference == int(reference)
        session.execute(update(due).where(*key).values(receiver=f"person:{to_id}"))


def add_merge(session: Session, **values: object) -> int:
    return add_row(session, merge, **values)


def find_merge(session: Session, merge_id: int) -> Merged | None:
    row = session.execute(select(merge).where(merge.c.id == merge_id)).one_or_none()
    if row is None:
        return None
    return Merged(row.id, row.kept_id, row.merged_id, row.by, row.at, row.moved or {}, row.undone_at)


def end_merge(session: Session, merge_id: int, *, by: int, at: datetime) -> bool:
    """False: it was undone already."""
    standing = update(merge).where(merge.c.id == merge_id, merge.c.undone_at.is_(None))
    return bool(count_changed(session, standing.values(undone_at=at, undone_by=by)))


def list_merges(session: Session, area_id: int, *, last: int) -> list[tuple[int, str, datetime]]:
    """The newest merges of a place that can be undone: id, name, when."""
    rows = session.execute(
        select(merge.c.id, person.c.name, merge.c.at)
        .join(person, person.c.id == merge.c.kept_id)
        .where(
            merge.c.undone_at.is_(None),
            person.c.erased_at.is_(None),
            authority.below(session, person.c.area_id, area_id),
        )
        .order_by(merge.c.at.desc(), merge.c.id.desc())
        .limit(last)
    )
    return [(row.id, row.name, row.at) for row in rows]


def newest_consents(session: Session, person_id: int) -> dict[str, bool]:
    """The newest answer to each question, of whichever entry it was given for."""
    consent = table(Consent)
    rows = session.execute(
        select(consent.c.scope, consent.c.given)
        .where(consent.c.person_id == person_id)
        .order_by(consent.c.at, consent.c.id)
    )
    return {f"consents_{row.scope}": row.given for row in rows}


def values_of(session: Session, person_id: int, columns: Sequence[str]) -> dict[str, object]:
    """These columns of a person, opened."""
    row = session.execute(select(*(person.c[name] for name in columns)).where(person.c.id == person_id)).one()
    return dict(row._mapping)


def list_merged_into(session: Session, person_id: int) -> list[int]:
    """The entries that went into this one, and are its own now."""
    return list(session.execute(select(person.c.id).where(person.c.merged_into == person_id)).scalars())


def forget_merges(session: Session, person_id: int) -> None:
    """Nothing says any more which rows were whose."""
    about = or_(merge.c.kept_id == person_id, merge.c.merged_id == person_id)
    session.execute(merge.delete().where(about))
    session.execute(
        not_same.delete().where(or_(not_same.c.one_id == person_id, not_same.c.other_id == person_id))
    )
