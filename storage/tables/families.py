"""Who looks after whom within a family. Holds no queries."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from storage.tables.base import moment


class ForWhom(SQLModel, table=True):
    """Whom somebody logs for besides themselves, until when. It ends by itself; nobody logs for the wrong person."""

    __tablename__ = "for_whom"
    person_id: int = Field(
        primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False}
    )
    subject_id: int = Field(foreign_key="person.id", index=True)
    until: datetime = moment()


class FamilyLink(SQLModel, table=True):
    """A relative (`person_id`) whom a helper may log for. Both agreed; either ends it. Rows are ended, never changed."""

    __tablename__ = "family_link"
    __table_args__ = (
        Index("family_of_helper", "helper_id", "ended_at"),
        Index("family_of_person", "person_id", "ended_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    helper_id: int = Field(foreign_key="person.id")
    may_see: bool = False  # readings and how they change
    told_of_alerts: bool = False
    channel: str  # telegram, or paper
    recorded_by: int | None = Field(default=None, foreign_key="person.id")  # who saw the paper
    since: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
    ended_by: int | None = Field(default=None, foreign_key="person.id")


class FamilyOffer(SQLModel, table=True):
    """A link by which one side asks the other to agree. It works once, until it expires; who takes it is the other side."""

    __tablename__ = "family_offer"
    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)  # of the code in the link, which is kept nowhere
    person_id: int | None = Field(
        default=None, foreign_key="person.id", index=True
    )  # the relative, if they ask
    helper_id: int | None = Field(
        default=None, foreign_key="person.id", index=True
    )  # the helper, if they ask
    made_by: int = Field(foreign_key="person.id", index=True)  # one of the two, or staff with a paper
    may_see: bool = False  # as the relative agreed to; when the helper asks, it is not known yet
    told_of_alerts: bool = False
    made_at: datetime = moment()
    expires_at: datetime = moment()
    taken_at: datetime | None = moment(nullable=True)


class ClaimCode(SQLModel, table=True):
    """A code with which somebody who was filed without Telegram takes their record over. Works once, until it expires."""

    __tablename__ = "claim_code"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_stamp: str = Field(unique=True)  # under our keys: eight digits would be guessed from a plain hash
    made_by: int = Field(foreign_key="person.id")
    made_at: datetime = moment()
    expires_at: datetime = moment()
    used_at: datetime | None = moment(nullable=True)


class ClaimTry(SQLModel, table=True):
    """A code that was wrong, and who sent it: so many an hour, and no more. Dropped after that hour."""

    __tablename__ = "claim_try"
    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False, index=True))
    at: datetime = moment(index=True)
