"""What a round is planned from: the facts of everybody in a place, in one statement. Decides no order."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from domain.people import Tag, is_elderly
from domain.round import Facts, Met, Standing
from domain.vital_sign import Level
from storage import authority
from storage.moment import Moment
from storage.tables import Alert, Pause, Person, PersonTag, Visit, table
from storage.visits import IN_TOUCH

person = table(Person)
person_tag = table(PersonTag)
alert = table(Alert)
pause = table(Pause)
visit = table(Visit)

IN_TREATMENT = [Tag.HYPERTENSION.value, Tag.DIABETES.value]  # 规范第三版: the two that are followed up
DANGER = [level.value for level in Level if level.is_danger]
DANGER_REMEMBERED = timedelta(days=90)  # [D] a follow-up nobody did in that time is the quarterly one


def list_facts(session: Session, area_id: int, *, now: datetime, zone: ZoneInfo) -> list[Facts]:
    """Everybody in a place and below it who is looked after and lets the team see it."""
    return _facts(session, authority.below(session, person.c.area_id, area_id), now, zone)


def find_facts(session: Session, person_id: int, *, now: datetime, zone: ZoneInfo) -> Facts | None:
    """The same of one person; None for who is on no round."""
    return next(iter(_facts(session, person.c.id == person_id, now, zone)), None)


def last_danger(session: Session, person_id: int, *, now: datetime) -> datetime | None:
    """When the newest dangerous number of the last months came."""
    newest = select(func.max(alert.c.opened_at)).where(
        alert.c.person_id == person_id,
        alert.c.level.in_(DANGER),
        alert.c.opened_at >= now - DANGER_REMEMBERED,
    )
    at: datetime | None = session.execute(newest).scalar()
    return at


def _facts(session: Session, where: ColumnElement[bool], now: datetime, zone: ZoneInfo) -> list[Facts]:
    today = now.astimezone(zone).date()
    rows = session.execute(
        _looked_after().where(where), {"today": today, "danger_since": now - DANGER_REMEMBERED}
    )
    return [_fact(row, zone, now) for row in rows]


def _fact(row: Row[Any], zone: ZoneInfo, now: datetime) -> Facts:
    born = row.birth_year
    return Facts(
        row.id,
        row.joined_at,
        row.last_log_on,
        row.alert_at,
        row.danger_at,
        row.in_treatment,
        born is not None and is_elderly(born, now.astimezone(zone).date()),
        row.paused,
        row.seen_at,
        row.followed_up_at,
        row.missed_at,
    )


@cache
def _looked_after() -> Select[Any]:
    """A look at an index for each of these, and no row of anybody else."""
    return select(
        person.c.id,
        person.c.joined_at,
        person.c.birth_year,
        person.c.last_log_on,
        _newest(alert.c.opened_at, alert.c.person_id, alert.c.closed_at.is_(None)).label("alert_at"),
        _newest(
            alert.c.opened_at,
            alert.c.person_id,
            alert.c.level.in_(DANGER),
            alert.c.opened_at >= bindparam("danger_since", type_=Moment),
        ).label("danger_at"),
        exists()
        .where(person_tag.c.person_id == person.c.id, person_tag.c.tag.in_(IN_TREATMENT))
        .label("in_treatment"),
        exists()
        .where(
            pause.c.person_id == person.c.id,
            pause.c.first <= bindparam("today"),
            pause.c.last.is_(None) | (pause.c.last >= bindparam("today")),
        )
        .label("paused"),
        _visit(visit.c.met.in_(IN_TOUCH)).label("seen_at"),
        _visit(visit.c.met.in_(IN_TOUCH), visit.c.clinical).label("followed_up_at"),
        _visit(visit.c.met == Met.NOT_AT_HOME.value).label("missed_at"),
    ).where(
        person.c.erased_at.is_(None),
        person.c.standing == Standing.ACTIVE.value,
        person.c.consents_health,
        person.c.consents_sharing,
    )


def _newest(
    column: ColumnElement[Any], whose: ColumnElement[Any], *where: ColumnElement[bool]
) -> ScalarSelect[Any]:
    return select(func.max(column)).where(whose == person.c.id, *where).scalar_subquery()


def _visit(*where: ColumnElement[bool]) -> ScalarSelect[Any]:
    return _newest(visit.c.at, visit.c.person_id, visit.c.undone_at.is_(None), *where)
