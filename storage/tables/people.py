"""People, where they live, what they agreed to, and what they hold in the grid. Holds no queries."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, Column, true
from sqlmodel import Field, SQLModel

from storage.sealed import Sealed
from storage.tables.base import moment


class Area(SQLModel, table=True):
    """A place in the grid: city, county, township, village or grid, each below its parent."""

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    level: str
    name: str
    code: str = Field(unique=True)  # the v-<code> of its deep link and poster
    timezone: str
    # "/1/5/12/": the areas above it, and itself.
    path: str = Field(default="", index=True)
    ended_at: datetime | None = moment(nullable=True)
    committee_since: date | None = None  # since when a village has a public-health committee


class Person(SQLModel, table=True):
    """Anybody the bot knows. `telegram_id` is empty once erased."""

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int | None = Field(default=None, sa_column=Column(BigInteger, unique=True))
    name: str = Field(sa_type=Sealed)
    language: str
    timezone: str
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    birth_year: int | None = None
    sex: str | None = None
    large_text: bool = False
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 0)
    # What the last row of `consent` says for each scope, kept here because every message asks.
    consents_health: bool = False
    consents_sharing: bool = False
    consents_abroad: bool = False
    joined_at: datetime = moment()
    # The local day they last logged anything, or somebody did for them: a county is counted by it.
    last_log_on: date | None = None
    unreachable_why: str | None = None
    nickname: str | None = Field(default=None, sa_type=Sealed)  # on the village's board, if they want to be
    phone: str | None = Field(default=None, sa_type=Sealed)  # of somebody without Telegram, to be called by
    added_by: int | None = Field(default=None, foreign_key="person.id")  # who filed somebody without Telegram
    erased_at: datetime | None = moment(nullable=True)
    # domain/round.py: Standing. Only who is active is looked in on, and written to.
    standing: str = Field(default="active", sa_column_kwargs={"server_default": "active"})
    standing_since: datetime | None = moment(nullable=True)
    # The entry this one went into: then it is erased too, for as long as that stands.
    merged_into: int | None = Field(default=None, foreign_key="person.id", index=True)


class PersonTag(SQLModel, table=True):
    """A key population a person belongs to."""

    __tablename__ = "person_tag"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    tag: str = Field(primary_key=True)


class Consent(SQLModel, table=True):
    """One answer to one consent question; a new answer is a new row."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    scope: str
    given: bool
    version: str
    text_hash: str
    channel: str  # telegram, or paper
    recorded_by: int | None = Field(default=None, foreign_key="person.id")  # who saw the paper
    at: datetime = moment()


class Membership(SQLModel, table=True):
    """A role held in an area and below it, from one day to another; without an area it is held everywhere.

    Rows are ended, never removed: last year's roster can be asked for.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    role: str
    since: date
    until: date | None = None
    origin: str = Field(
        default="appointed", sa_column_kwargs={"server_default": "appointed"}
    )  # domain/authority.py: Origin
    given_by: int | None = Field(default=None, foreign_key="person.id")
    ended_at: datetime | None = moment(nullable=True)  # from this instant on it gives no rights
    ended_by: int | None = Field(default=None, foreign_key="person.id")


class VillageGroup(SQLModel, table=True):
    """A Telegram group the bot is in, and the village it was bound to."""

    __tablename__ = "village_group"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_column=Column(BigInteger, unique=True, nullable=False))
    title: str = Field(sa_type=Sealed)
    area_id: int | None = Field(default=None, foreign_key="area.id", index=True)
    bot_status: str = "member"
    may_delete: bool = False
    may_pin: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    may_poll: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    lesson_weekday: int = Field(default=1, sa_column_kwargs={"server_default": "1"})  # 0 is Monday
    # On the village's own clock.
    lesson_hour: int = Field(default=9, sa_column_kwargs={"server_default": "9"})
    bound_by: int | None = Field(default=None, foreign_key="person.id")
    bound_at: datetime | None = moment(nullable=True)
    # The village it was until somebody unbound it: who did can take it back for a few minutes.
    was_area_id: int | None = Field(default=None, foreign_key="area.id")
    unbound_by: int | None = Field(default=None, foreign_key="person.id")
    unbound_at: datetime | None = moment(nullable=True)


class Pause(SQLModel, table=True):
    """Days a person declared they could not measure: ill, travelling, the cuff broken."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    reason: str
    first: date
    last: date | None = None


class AnonymousTotal(SQLModel, table=True):
    """What stays of somebody who asked to be forgotten: how much was logged where and in which month, and nothing else."""

    __tablename__ = "anonymous_total"
    id: int | None = Field(default=None, primary_key=True)
    area_id: int | None = Field(default=None, foreign_key="area.id")
    month: str  # 2026-11
    what: str
    count: int
