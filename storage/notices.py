"""Notices as they are kept: their words, their audience, the state they are in. Decides nothing, and finds no receivers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.orm import Session

from domain.audience import Audience, audience_of
from domain.authority import Deed
from domain.notices import MOVES, Move, NoticeState, WhyEnded, may_recall
from storage import authority
from storage.outbox import add_body
from storage.rows import add_row, count_changed
from storage.tables import Area, Notice, NoticeReceipt, OutboxBody, Person, table

notice = table(Notice)
receipt = table(NoticeReceipt)
outbox_body = table(OutboxBody)
person = table(Person)
area = table(Area)


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: words, and perhaps a picture or a file by the id Telegram gave it."""

    text: str = ""
    photo: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice with all that is known of it."""

    id: int
    author_id: int
    author: str
    area_id: int
    area: str
    timezone: str
    content: Content
    audience: Audience
    urgent: bool
    corrects_id: int | None
    state: NoticeState
    why_ended: str | None
    made_at: datetime
    send_at: datetime | None
    asked_at: datetime | None
    decided_by: int | None
    held_by: int | None
    holder: str | None
    started_at: datetime | None
    first_sent_at: datetime | None
    ended_at: datetime | None
    total: int
    fed_to: int
    fed: bool
    changed_to: int
    card: int | None

    @property
    def was_sent_off(self) -> bool:
        """Whether its author let it out of their hands, to leave or to be decided about."""
        return self.state is not NoticeState.DRAFT and self.total > 0

    def may_be_recalled(self, now: datetime) -> bool:
        return may_recall(self.state, self.first_sent_at, now)


class Ground(StrEnum):
    """How an area lies to what somebody may address by themselves."""

    OWN = "own"
    BEYOND = "beyond"  # their own lies in it
    FOREIGN = "foreign"


_PLAIN = (
    "urgent", "corrects_id", "state", "why_ended", "made_at", "send_at", "asked_at", "decided_by", "held_by",
    "started_at", "first_sent_at", "ended_at", "total", "fed_to", "fed", "changed_to", "card",
)  # fmt: skip


def _noticed() -> Select[Any]:
    holder = person.alias("holder")
    return (
        select(
            notice.c.id,
            notice.c.author_id,
            person.c.name.label("author"),
            holder.c.name.label("holder"),
            notice.c.area_id,
            area.c.name.label("area"),
            area.c.timezone,
            outbox_body.c.content,
            notice.c.audience,
            *(notice.c[name] for name in _PLAIN),
        )
        .join(person, person.c.id == notice.c.author_id)
        .join(area, area.c.id == notice.c.area_id)
        .join(outbox_body, outbox_body.c.id == notice.c.body_id)
        .outerjoin(holder, holder.c.id == notice.c.held_by)
    )


def _read(row: Row[Any]) -> Noticed:
    values = dict(row._mapping)
    return Noticed(
        **{
            **values,
            "content": Content(**values["content"]),
            "audience": audience_of(values["audience"]),
            "state": NoticeState(values["state"]),
        }
    )


def add_notice(
    session: Session, author_id: int, content: Content, audience: Audience, now: datetime, **more: object
) -> int:
    said: dict[str, object] = {"text": content.text, "photo": content.photo, "document": content.document}
    return add_row(
        session,
        notice,
        author_id=author_id,
        area_id=audience.area_id,
        body_id=add_body(session, said, now),
        audience=audience.written(),
        made_at=now,
        **more,
    )


def find_notice(session: Session, notice_id: int) -> Noticed | None:
    row = session.execute(_noticed().where(notice.c.id == notice_id)).one_or_none()
    return None if row is None else _read(row)


def get_notice(session: Session, notice_id: int) -> Noticed:
    """Raises NoResultFound when there is none."""
    return _read(session.execute(_noticed().where(notice.c.id == notice_id)).one())


def lock_notice(session: Session, notice_id: int) -> Noticed | None:
    """The notice as it stands, and stands still until the transaction ends, where the database locks rows.

    Whoever queues its receivers and whoever pauses it take turns so.
    """
    session.execute(select(notice.c.id).where(notice.c.id == notice_id).with_for_update())
    return find_notice(session, notice_id)


def list_notices_of(session: Session, author_id: int, *, first: int, at_most: int) -> list[Noticed]:
    """What somebody wrote, newest first."""
    query = _noticed().where(notice.c.author_id == author_id).order_by(notice.c.id.desc())
    return [_read(row) for row in session.execute(query.offset(first).limit(at_most))]


def list_sent_off(session: Session, *which: ColumnElement[bool], first: int, at_most: int) -> list[Noticed]:
    """Of these notices those that are no draft, nor were thrown away as one; newest first."""
    sent_off = notice.c.state != NoticeState.DRAFT.value, notice.c.total > 0
    query = _noticed().where(*which, *sent_off).order_by(notice.c.id.desc())
    return [_read(row) for row in session.execute(query.offset(first).limit(at_most))]


def change_notice(session: Session, notice_id: int, **values: object) -> None:
    session.execute(update(notice).where(notice.c.id == notice_id).values(**values))


def set_audience(session: Session, notice_id: int, audience: Audience, *, urgent: bool) -> None:
    change_notice(session, notice_id, audience=audience.written(), area_id=audience.area_id, urgent=urgent)


def move_notice(session: Session, notice_id: int, move: Move, **values: object) -> bool:
    """Make a move, if the notice stands where it can be made; two at once cannot both."""
    before, after = MOVES[move]
    standing = update(notice).where(
        notice.c.id == notice_id, notice.c.state.in_([state.value for state in before])
    )
    return bool(count_changed(session, standing.values(state=after.value, **values)))


def end_notice(session: Session, notice_id: int, move: Move, why: WhyEnded, now: datetime) -> bool:
    """Make a move that ends it before it went its way."""
    return move_notice(session, notice_id, move, why_ended=why.value, ended_at=now)


def note_first_sent(session: Session, notice_id: int, now: datetime) -> None:
    """Somebody has it: from now on the time runs in which it can be taken back."""
    first = update(notice).where(notice.c.id == notice_id, notice.c.first_sent_at.is_(None))
    session.execute(first.values(first_sent_at=now))


def ground_of(session: Session, person_id: int, area_id: int, today: date) -> Ground:
    """Whether somebody may write to an area by themselves, or for a yes of a second person, or not at all."""
    if authority.may(session, person_id, Deed.SEND_NOTICE, area_id, today):
        return Ground.OWN
    held = authority.list_areas_where(session, person_id, Deed.SEND_NOTICE, today)
    over = {above for one in held for above in authority.list_area_and_above(session, one)}
    return Ground.BEYOND if area_id in over else Ground.FOREIGN


def list_written(session: Session, person_id: int) -> list[dict[str, Any]]:
    """What somebody wrote and said they have, as they may take it away with them."""
    wrote = session.execute(
        select(notice.c.id, notice.c.made_at, notice.c.state, outbox_body.c.content)
        .join(outbox_body, outbox_body.c.id == notice.c.body_id)
        .where(notice.c.author_id == person_id)
        .order_by(notice.c.id)
    )
    written = [
        {"wrote": row.id, "at": row.made_at, "state": row.state, "words": row.content["text"]}
        for row in wrote
    ]
    received = session.execute(
        select(receipt.c.notice_id, receipt.c.at)
        .where(receipt.c.person_id == person_id)
        .order_by(receipt.c.at)
    )
    return written + [{"received": row.notice_id, "at": row.at, "state": "", "words": ""} for row in received]


def has_receipt(session: Session, notice_id: int, person_id: int) -> bool:
    query = select(receipt.c.at).where(receipt.c.notice_id == notice_id, receipt.c.person_id == person_id)
    return session.execute(query).first() is not None


def add_receipt(session: Session, notice_id: int, person_id: int, now: datetime) -> bool:
    """Whether it is the first."""
    if has_receipt(session, notice_id, person_id):
        return False
    session.execute(receipt.insert().values(notice_id=notice_id, person_id=person_id, at=now))
    return True


def count_receipts(session: Session, notice_id: int) -> int:
    query = select(func.count()).select_from(receipt).where(receipt.c.notice_id == notice_id)
    return int(session.execute(query).scalar_one())


def list_areas_to_address(
    session: Session, person_id: int, today: date
) -> tuple[Sequence[int], Sequence[int]]:
    """Where somebody's own ground begins, and the areas that lie above it, nearest first."""
    held = authority.list_areas_where(session, person_id, Deed.SEND_NOTICE, today)
    if None in held:
        tops = select(area.c.id).where(area.c.parent_id.is_(None), area.c.ended_at.is_(None))
        return list(session.execute(tops.order_by(area.c.name)).scalars()), []
    own = [one for one in held if one is not None]
    above = [over for one in own for over in authority.list_area_and_above(session, one)[1:]]
    return own, [over for over in dict.fromkeys(above) if over not in own]


def name_areas(session: Session, ids: Sequence[int]) -> list[tuple[int, str]]:
    """These areas as far as they still are, in the order given."""
    rows = session.execute(
        select(area.c.id, area.c.name).where(area.c.id.in_(ids), area.c.ended_at.is_(None))
    )
    names: dict[int, str] = {row[0]: row[1] for row in rows}
    return [(one, names[one]) for one in ids if one in names]
