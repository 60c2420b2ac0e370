"""Which village a group is: asked, confirmed, taken back; and those who may none of it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from actions.ask_to_bind import GroupAsked, GroupIsVillage, ask_to_bind
from actions.bind_group import bind_group, note_group
from actions.decide_binding import BindingDecided, decide_binding
from actions.not_allowed import NotAllowed
from actions.set_group_lesson import set_group_lesson
from actions.unbind_group import GroupUnbound, bind_group_again, unbind_group
from domain.groups import WAITS_FOR
from storage import groups, people
from storage.database import Database
from tests.actions.test_the_grid import settle

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
REFUSED = ("stranger", "volunteer", "doctor", "auditor", "elsewhere")


def settled(session: Session) -> dict[str, int]:
    town = settle(session)
    note_group(session, -77, title="群", bot_status="administrator", may_delete=True, now=NOW)
    group = groups.find_group_of_chat(session, -77)
    assert group is not None
    for number, who in enumerate(("boss", "second", "elsewhere"), 1):
        people.change_person(session, town[who], telegram_id=9000 + number)
    return town | {"group": group.id}


async def test_only_who_looks_after_a_village_or_runs_the_group_says_which_it_is(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settled(session)
        group, village = town["group"], town["village"]
        for who in REFUSED:
            refused = ask_to_bind(session, town[who], group, village, runs_group=False, now=NOW)
            assert refused == NotAllowed()
        asked = ask_to_bind(session, town["stranger"], group, village, runs_group=True, now=NOW)
        assert asked == GroupAsked("新坪", 2)
        request = groups.find_open_request(session, group, NOW - WAITS_FOR)
        assert request is not None
        for who in REFUSED:
            assert decide_binding(session, town[who], request.id, accepted=True, now=NOW) == NotAllowed()
        late = NOW + WAITS_FOR + timedelta(seconds=1)
        assert decide_binding(session, town["boss"], request.id, accepted=True, now=late) == NotAllowed()
        first = decide_binding(session, town["boss"], request.id, accepted=False, now=NOW)
        second = decide_binding(session, town["second"], request.id, accepted=True, now=NOW)
        assert isinstance(first, BindingDecided)
        assert second == NotAllowed()
        bound = ask_to_bind(session, town["boss"], group, village, runs_group=False, now=NOW)
        assert bound == GroupIsVillage("新坪", ())

    await database.run(ask)


async def test_a_bound_group_is_taken_from_its_village_by_nobody_else(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settled(session)
        group, village, there = town["group"], town["village"], town["here"] + 1
        bind_group(session, town["boss"], -77, village, now=NOW)
        for who in REFUSED:
            person = town[who]
            assert bind_group(session, person, -77, there, now=NOW) == NotAllowed()
            assert ask_to_bind(session, person, group, there, runs_group=True, now=NOW) == NotAllowed()
            assert unbind_group(session, person, group, now=NOW) == NotAllowed()
            assert set_group_lesson(session, person, group, weekday=1, hour=9, now=NOW) == NotAllowed()
        assert set_group_lesson(session, town["boss"], group, weekday=1, hour=23, now=NOW) == NotAllowed()
        assert isinstance(unbind_group(session, town["boss"], group, now=NOW), GroupUnbound)
        for who in ("second", *REFUSED):
            assert bind_group_again(session, town[who], group, now=NOW) == NotAllowed()
        again = bind_group_again(session, town["boss"], group, now=NOW + timedelta(minutes=10))
        assert isinstance(again, GroupUnbound)
        found = groups.find_group(session, group)
        assert found is not None
        assert found.area_id == village

    await database.run(ask)
