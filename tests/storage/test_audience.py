"""Who a notice is for, counted and listed: the same people both times, each with the reason they cannot have it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.aim_notice import aim_notice
from actions.confirm_notice import confirm_notice
from actions.draft_notice import NoticeDrafted, draft_notice
from actions.feed_notice import AHEAD, feed_notice
from actions.hold_notice import pause_notice, resume_notice
from actions.not_allowed import NotAllowed
from actions.send_notice import send_notice
from domain.audience import Audience
from domain.outbox import Kind
from domain.people import Role, Tag
from storage import areas, audience, notice_receivers, notices, outbox, people
from storage.audience import NO_TELEGRAM, UNREACHABLE, Whom
from storage.database import Database
from storage.notices import Content
from storage.outbox_claims import NO_CONSENT, claim_ready
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # ten in the morning
PLACE = {"timezone": "Asia/Shanghai", "parent_id": None, "level": "county"}


def settle(session: Session) -> dict[str, int]:
    """A county of two villages: one with people of every sort, the other with one who is nobody's business here."""
    county = areas.add_area(session, name="青山县", code="c", **PLACE)
    here = areas.add_area(
        session, **PLACE | {"parent_id": county, "level": "village", "name": "新坪", "code": "h"}
    )
    there = areas.add_area(
        session, **PLACE | {"parent_id": county, "level": "village", "name": "白石", "code": "t"}
    )
    names = (
        "author",
        "well",
        "no_health",
        "never",
        "blocked",
        "no_phone",
        "asleep",
        "old",
        "erased",
        "elsewhere",
    )
    town = dict(zip(names, add_people(session, len(names)), strict=True))
    for number, (name, id_) in enumerate(town.items()):
        agreed = name != "never"
        people.change_person(
            session,
            id_,
            telegram_id=None if name == "no_phone" else 7000 + number,
            area_id=there if name == "elsewhere" else here,
            birth_year=1940 if name == "old" else 1980,
            consents_abroad=agreed,
            consents_health=agreed and name != "no_health",
            unreachable_why="blocked" if name == "blocked" else None,
        )
    people.change_person(session, town["asleep"], quiet_from=time(9), quiet_until=time(12))
    people.change_person(session, town["erased"], erased_at=NOW)
    people.set_tags(session, town["old"], [Tag.DIABETES])
    people.change_person(session, town["well"], last_log_on=NOW.date() - timedelta(days=7))
    areas.add_membership(session, town["author"], here, Role.VOLUNTEER, NOW.date())
    return town | {"county": county, "here": here, "there": there}


async def test_everybody_is_counted_once_by_why_they_cannot_have_it(database: Database) -> None:
    town = await database.run(settle)

    def ask(session: Session) -> None:
        whole = Audience(town["here"])
        reach = audience.measure(session, Whom(whole, town["author"], NOW))
        assert (reach.total, reach.ready) == (7, 3)
        assert reach.held == {NOW + timedelta(hours=2): 1}
        assert reach.cannot == {NO_TELEGRAM: 1, UNREACHABLE: 1, NO_CONSENT: 1}
        listed = audience.list_next(session, Whom(whole, town["author"], NOW), after=0, at_most=99)
        assert {one.id: one.why_not for one in listed} == {
            town["well"]: "",
            town["no_health"]: "",
            town["never"]: NO_CONSENT,
            town["blocked"]: UNREACHABLE,
            town["no_phone"]: NO_TELEGRAM,
            town["asleep"]: "",
            town["old"]: "",
        }
        for narrowed in (
            Audience(town["here"], tags=frozenset({Tag.DIABETES, Tag.COPD})),
            Audience(town["county"], age_from=80),
            Audience(town["here"], age_from=80, age_to=90, silent_days=30),
        ):
            found = audience.list_next(session, Whom(narrowed, town["author"], NOW), after=0, at_most=9)
            assert [one.id for one in found] == [town["old"]]
        for days, active, silent in ((6, 0, 7), (7, 1, 6)):
            by_day = Audience(town["here"], active_days=days), Audience(town["here"], silent_days=days)
            counts = [audience.measure(session, Whom(one, town["author"], NOW)).total for one in by_day]
            assert counts == [active, silent]

    await database.read(ask)


async def test_an_ordinary_notice_needs_a_yes_to_telegram_alone_and_never_leaves_without_it(
    database: Database,
) -> None:
    town = await database.run(settle)

    def ask(session: Session) -> set[int | None]:
        items = [
            outbox.Queue(f"k{id_}", 7000 + id_, person_id=id_, reference=1)
            for id_ in (town["well"], town["no_health"], town["never"], town["blocked"], town["asleep"])
        ]
        outbox.add_outbox(session, push="notice", kind=Kind.VILLAGE_NOTICE, items=items, now=NOW)
        ready = claim_ready(session, now=NOW, at_most=99, lease=timedelta(minutes=2))
        return {one.person_id for one in ready}

    assert await database.run(ask) == {town["well"], town["no_health"]}


def sent_off(session: Session, town: dict[str, int]) -> int:
    made = draft_notice(session, town["author"], Content("明天停水"), now=NOW)
    assert isinstance(made, NoticeDrafted)
    send_notice(session, town["author"], made.notice_id, at=None, card=None, now=NOW)
    return made.notice_id


async def test_a_batch_that_is_queued_again_doubles_nobody_and_misses_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = await database.run(settle)
    monkeypatch.setattr("actions.feed_notice.AHEAD", 3)
    notice_id = await database.run(sent_off, town)

    def keys(session: Session) -> list[tuple[str, str]]:
        rows = outbox.outbox
        return [
            tuple(row) for row in session.execute(select(rows.c.dedupe_key, rows.c.state).order_by(rows.c.id))
        ]

    def feed_all(session: Session) -> None:
        for step in range(9):
            fed = feed_notice(session, notice_id, now=NOW + timedelta(seconds=step))
            outbox.add_outbox(session, push="notice", kind=Kind.VILLAGE_NOTICE, items=fed.queue, now=NOW)
            waiting = outbox.outbox.update().where(outbox.outbox.c.state == "queued").values(state="sent")
            session.execute(waiting)

    await database.run(feed_all)
    found = await database.read(keys)
    assert len(found) == len({key for key, _state in found}) == 7
    assert sum(state == "sent" for _key, state in found) == 4
    counts = await database.read(notice_receivers.count_receivers, notice_id)
    assert (counts.sent, counts.unreachable, counts.rows) == (4, 3, 7)
    assert AHEAD >= 1921  # all groups of a county at once


async def test_pausing_holds_all_that_waits_and_only_its_author_moves_it(database: Database) -> None:
    town = await database.run(settle)
    notice_id = await database.run(sent_off, town)

    def ask(session: Session) -> None:
        fed = feed_notice(session, notice_id, now=NOW)
        outbox.add_outbox(session, push="notice", kind=Kind.VILLAGE_NOTICE, items=fed.queue, now=NOW)
        for other in ("well", "elsewhere"):
            assert pause_notice(session, town[other], notice_id, now=NOW) == NotAllowed()
        pause_notice(session, town["author"], notice_id, now=NOW)
        assert claim_ready(session, now=NOW, at_most=99, lease=timedelta(minutes=2)) == []
        assert notice_receivers.count_receivers(session, notice_id).paused == 4
        assert feed_notice(session, notice_id, now=NOW).queue == ()
        resume_notice(session, town["author"], notice_id, now=NOW)
        ready = claim_ready(session, now=NOW, at_most=99, lease=timedelta(minutes=2))
        assert {one.person_id for one in ready} == {town["well"], town["no_health"], town["old"]}
        assert confirm_notice(session, town["never"], notice_id, now=NOW) == NotAllowed()
        assert confirm_notice(session, town["elsewhere"], notice_id, now=NOW) == NotAllowed()
        assert confirm_notice(session, town["well"], notice_id, group=-1, now=NOW) == NotAllowed()

    await database.run(ask)


async def test_a_draft_is_aimed_only_where_its_author_may_write(database: Database) -> None:
    town = await database.run(settle)

    def ask(session: Session) -> None:
        made = draft_notice(session, town["author"], Content("明天停水"), now=NOW)
        assert isinstance(made, NoticeDrafted)
        assert draft_notice(session, town["well"], Content("明天停水"), now=NOW) == NotAllowed()
        author, notice_id = town["author"], made.notice_id
        refused = [
            aim_notice(session, author, notice_id, Audience(town["there"]), urgent=False, now=NOW),
            aim_notice(session, author, notice_id, Audience(town["here"]), urgent=True, now=NOW),
            aim_notice(
                session, author, notice_id, Audience(town["here"], tags=frozenset({Tag.PREGNANT})), urgent=False, now=NOW
            ),
            aim_notice(session, town["well"], notice_id, Audience(town["here"]), urgent=False, now=NOW),
            send_notice(session, town["well"], notice_id, at=None, card=None, now=NOW),
        ]  # fmt: skip
        assert refused == [NotAllowed()] * 5
        aim_notice(session, author, notice_id, Audience(town["county"]), urgent=False, now=NOW)
        assert notices.get_notice(session, notice_id).area == "青山县"

    await database.run(ask)
