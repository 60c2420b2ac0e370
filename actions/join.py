"""A newcomer becomes a resident. Refuses children; keeps nothing of who is refused."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.appoint_first_administrators import appoint
from domain.people import ConsentScope, Joining, Sex, Tag, may_join
from storage import areas, audit, claims, conversations, people, points


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One answer to one consent text, and which text it was."""

    scope: ConsentScope
    given: bool
    version: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a newcomer told us. Everything but the language and the consents may be left out."""

    telegram_id: int
    name: str
    language: str
    consents: tuple[ConsentGiven, ...]
    birth_year: int | None = None
    sex: Sex | None = None
    tags: frozenset[Tag] = field(default=frozenset())
    village_code: str | None = None
    claim_code: str | None = None  # of the record that was kept for them so far


@dataclass(frozen=True, slots=True)
class Joined:
    person_id: int
    already: bool
    village: str | None


class TooYoung(Exception):
    """Under 18: nothing was stored."""


class CodeOver(Exception):
    """The code opens nothing any more: used or too old by now. Nothing was stored."""


def join(
    session: Session, newcomer: Newcomer, *, timezone: str, now: datetime, is_administrator: bool = False
) -> Joined:
    """Keep a newcomer and their consents. Raises TooYoung, CodeOver. `timezone` is used when no village says another.

    `is_administrator`: named in the settings as one.
    """
    known = people.find_person_by_telegram(session, newcomer.telegram_id)
    village = areas.find_area_by_code(session, newcomer.village_code) if newcomer.village_code else None
    if known is not None:
        return Joined(known.id, True, village.name if village else None)
    if newcomer.claim_code is not None:
        return _take_over(session, newcomer, newcomer.claim_code, now=now)
    today = now.astimezone(ZoneInfo(village.timezone if village else timezone)).date()
    if newcomer.birth_year is not None and may_join(newcomer.birth_year, today) is not Joining.YES:
        raise TooYoung
    person_id = people.add_person(
        session,
        telegram_id=newcomer.telegram_id,
        name=newcomer.name,
        language=newcomer.language,
        timezone=village.timezone if village else timezone,
        area_id=village.id if village else None,
        birth_year=newcomer.birth_year,
        sex=newcomer.sex.value if newcomer.sex else None,
        joined_at=now,
    )
    points.open_account(session, person_id)
    people.set_tags(session, person_id, newcomer.tags)
    for consent in newcomer.consents:
        keep_consent(session, person_id, consent, now=now)
    if is_administrator:
        appoint(session, person_id, now=now)
    return Joined(person_id, False, village.name if village else None)


def _take_over(session: Session, newcomer: Newcomer, code: str, *, now: datetime) -> Joined:
    """The record that was kept for somebody becomes theirs, with all that was logged; what they agree to, they say anew."""
    found = claims.find_claimable(session, code, now)
    if found is None or not claims.mark_used(session, found.code_id, now):
        raise CodeOver
    person = people.get_person(session, found.person_id)
    people.change_person(
        session, person.id, telegram_id=newcomer.telegram_id, language=newcomer.language, phone=None
    )
    for consent in newcomer.consents:
        keep_consent(session, person.id, consent, now=now)
    audit.add_audit(session, person.id, "claimed", subject_id=person.id, at=now)
    return Joined(person.id, False, found.area)


def keep_consent(
    session: Session,
    person_id: int,
    consent: ConsentGiven,
    *,
    now: datetime,
    recorded_by: int | None = None,
) -> None:
    """Keep an answer: tapped by the person, or on a paper that `recorded_by` has seen."""
    people.add_consent(
        session,
        person_id,
        consent.scope,
        given=consent.given,
        version=consent.version,
        text_hash=consent.text_hash,
        channel="telegram" if recorded_by is None else "paper",
        recorded_by=recorded_by,
        at=now,
    )


def forget_stranger(session: Session, telegram_id: int) -> None:
    """Somebody who did not join: nothing of the conversation stays."""
    if people.find_person_by_telegram(session, telegram_id) is None:
        conversations.forget_conversation(session, telegram_id)
