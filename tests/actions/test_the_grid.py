"""The grid's actions, asked by those who may not: by nobody, by staff without the right, by an administrator elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions.change_areas import (
    AreaChanged,
    bring_area_back,
    end_area,
    grow_area,
    note_population,
    rename_area,
)
from actions.decide_invitation import InvitationDecided, decide_invitation
from actions.end_role import bring_role_back, end_role
from actions.invite import InvitationMade, invite
from actions.not_allowed import NotAllowed
from actions.take_invitation import take_invitation
from domain.invitations import UNDO_WITHIN
from domain.people import Role
from storage import areas, invitations
from storage.database import Database
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WHO = ("stranger", "volunteer", "doctor", "auditor", "elsewhere")


def settle(session: Session) -> dict[str, int]:
    """Two counties with an administrator each, an empty village in the first, and staff of that village."""
    place = {"level": "county", "timezone": "Asia/Shanghai", "parent_id": None}
    here = areas.add_area(session, name="青山县", code="here", **place)
    there = areas.add_area(session, name="白水县", code="there", **place)
    village = areas.add_area(
        session, **place | {"parent_id": here, "level": "village", "name": "新坪", "code": "v"}
    )
    names = ("boss", "second", *WHO)
    settled = dict(zip(names, add_people(session, len(names)), strict=True))
    for name, role, area in (
        ("boss", Role.ADMINISTRATOR, here),
        ("second", Role.ADMINISTRATOR, here),
        ("volunteer", Role.VOLUNTEER, here),
        ("doctor", Role.DOCTOR, here),
        ("auditor", Role.AUDITOR, here),
        ("elsewhere", Role.ADMINISTRATOR, there),
    ):
        areas.add_membership(session, settled[name], area, role, NOW.date())
    return settled | {"here": here, "village": village}


@pytest.mark.parametrize("who", WHO)
async def test_who_may_not_changes_nothing_of_the_tree(database: Database, who: str) -> None:
    def ask(session: Session) -> list[object]:
        town = settle(session)
        person, village = town[who], town["village"]
        refused: list[object] = [
            grow_area(session, person, village, "x", "grid", "Asia/Shanghai", now=NOW),
            grow_area(session, person, None, "x", "city", "Asia/Shanghai", now=NOW),
            rename_area(session, person, village, "x", now=NOW),
            note_population(session, person, village, 7, now=NOW),
            end_area(session, person, village, now=NOW),
            invite(session, person, Role.ADMINISTRATOR, village, now=NOW),
        ]
        assert isinstance(end_area(session, town["boss"], village, now=NOW), AreaChanged)
        refused.append(bring_area_back(session, person, village, now=NOW))
        ended = areas.find_area(session, village)
        assert ended is not None
        assert (ended.name, ended.ended_at) == ("新坪", NOW)
        return refused

    assert await database.run(ask) == [NotAllowed()] * 7


async def test_what_was_ended_comes_back_within_ten_minutes_and_not_after(database: Database) -> None:
    def ask(session: Session) -> tuple[object, object]:
        town = settle(session)
        boss, village = town["boss"], town["village"]
        end_area(session, boss, village, now=NOW)
        late = bring_area_back(session, boss, village, now=NOW + UNDO_WITHIN + timedelta(seconds=1))
        return late, bring_area_back(session, boss, village, now=NOW + UNDO_WITHIN)

    late, in_time = await database.run(ask)
    assert late == NotAllowed()
    assert isinstance(in_time, AreaChanged)


async def test_only_who_made_an_invitation_confirms_it_and_only_while_they_may(database: Database) -> None:
    def ask(session: Session) -> list[object]:
        town = settle(session)
        made = invite(session, town["boss"], Role.NURSE, town["village"], now=NOW)
        assert isinstance(made, InvitationMade)
        found = invitations.find_by_code(session, made.code)
        assert found is not None
        take_invitation(session, town["stranger"], found.id, made.code, now=NOW)
        others = [town[name] for name in ("second", "stranger", *WHO)]
        refused: list[object] = [
            decide_invitation(session, one, found.id, accepted=True, now=NOW) for one in others
        ]
        role = next(one.id for one in _memberships(session, town["boss"]))
        end_role(session, town["second"], role, now=NOW)
        refused.append(decide_invitation(session, town["boss"], found.id, accepted=True, now=NOW))
        bring_role_back(session, town["second"], role, now=NOW)
        given = decide_invitation(session, town["boss"], found.id, accepted=True, now=NOW)
        assert isinstance(given, InvitationDecided)
        refused.append(decide_invitation(session, town["boss"], found.id, accepted=True, now=NOW))
        assert [one.role for one in _memberships(session, town["stranger"])] == [Role.NURSE]
        return refused

    assert await database.run(ask) == [NotAllowed()] * 9


def _memberships(session: Session, person_id: int) -> list[areas.Membered]:
    found = (areas.find_membership(session, number) for number in range(1, 20))
    return [one for one in found if one is not None and one.person_id == person_id]
