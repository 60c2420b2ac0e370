"""Erasing a person. What is listed here goes; the ledger and the audit log keep a number that leads to nobody."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from storage import merges
from storage.conversations import forget_conversation
from storage.due import remove_all_due
from storage.notice_threads import erase_threads
from storage.tables import (
    Alert,
    ClaimCode,
    Consent,
    ExerciseRow,
    FamilyLink,
    FamilyOffer,
    ForWhom,
    ImportDraft,
    Membership,
    NoticeReceipt,
    OutboxRow,
    Pause,
    Person,
    PersonTag,
    QuizAnswer,
    ReadingRow,
    Reminder,
    Unsubscribed,
    Visit,
    table,
)

OWNED = (
    ForWhom,
    Alert,
    ClaimCode,
    ImportDraft,
    Pause,
    PersonTag,
    Consent,
    Membership,
    ExerciseRow,
    ReadingRow,
    Reminder,
    OutboxRow,
    QuizAnswer,
    Visit,
    NoticeReceipt,
)


def erase_person(session: Session, person_id: int, telegram_id: int | None, *, at: datetime) -> None:
    """Erase a person, and with them every entry that went into theirs."""
    for merged_id in merges.list_merged_into(session, person_id):
        erase_person(session, merged_id, None, at=at)
    merges.forget_merges(session, person_id)
    _erase_owned(session, person_id)
    person = table(Person)
    session.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(
            telegram_id=None,
            name="",
            nickname=None,
            phone=None,
            area_id=None,
            birth_year=None,
            last_log_on=None,
            sex=None,
            consents_health=False,
            consents_sharing=False,
            consents_abroad=False,
            erased_at=at,
            standing="active",
            standing_since=None,
            merged_into=None,
        )
    )
    if telegram_id is not None:
        forget_conversation(session, telegram_id)


def _erase_owned(session: Session, person_id: int) -> None:
    """The rows that are about them, and what is due to them."""
    for model in OWNED:
        rows = table(model)
        if "replaces_id" in rows.c:
            session.execute(update(rows).where(rows.c.person_id == person_id).values(replaces_id=None))
        session.execute(delete(rows).where(rows.c.person_id == person_id))
    link = table(FamilyLink)
    session.execute(delete(link).where(or_(link.c.person_id == person_id, link.c.helper_id == person_id)))
    for_whom = table(ForWhom)
    session.execute(delete(for_whom).where(for_whom.c.subject_id == person_id))
    offer = table(FamilyOffer)
    theirs = offer.c.person_id, offer.c.helper_id, offer.c.made_by
    session.execute(delete(offer).where(or_(*(one == person_id for one in theirs))))
    erase_threads(session, person_id)
    receiver = f"person:{person_id}"
    remove_all_due(session, [receiver])
    unsubscribed = table(Unsubscribed)
    session.execute(delete(unsubscribed).where(unsubscribed.c.receiver == receiver))
