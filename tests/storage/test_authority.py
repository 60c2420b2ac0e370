"""Every role, every deed, in its own area, below it, beside it and elsewhere; and a stranger, who may do nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from domain.authority import MAY, Deed, Line, line_of, missing_from_team
from domain.people import Role
from storage import areas, authority
from storage.database import Database
from tests.storage.keeping import add_people

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STAFF = [role for role in Role if role.is_staff]


def grow(session: Session) -> dict[str, int]:
    """Two counties; the first has a township with two villages, one of them with a grid."""
    grown: dict[str, int] = {}
    for name, level, above in (
        ("county", "county", None),
        ("township", "township", "county"),
        ("village", "village", "township"),
        ("grid", "grid", "village"),
        ("sibling", "village", "township"),
        ("foreign", "county", None),
    ):
        parent = grown.get(above) if above else None
        grown[name] = areas.add_area(
            session, parent_id=parent, level=level, name=name, code=name, timezone="Asia/Shanghai"
        )
    return grown


async def test_every_role_may_do_what_the_table_says_and_nothing_beside_its_area(sqlite_url: str) -> None:
    def ask(session: Session) -> list[str]:
        grown = grow(session)
        people = add_people(session, len(STAFF) + 1)
        stranger = people.pop()
        for person, role in zip(people, STAFF, strict=True):
            areas.add_membership(session, person, grown["village"], role, TODAY)
        wrong = []
        for person, role in [*zip(people, STAFF, strict=True), (stranger, None)]:
            for deed in Deed:
                for place, area_id in [*grown.items(), ("everywhere", None)]:
                    expected = role in MAY[deed] and place in ("village", "grid")
                    if authority.may(session, person, deed, area_id, TODAY) is not expected:
                        wrong.append(f"{role} {deed} {place}")
        return wrong

    database = Database(sqlite_url)  # the whole matrix on one database; what it asks is asked of both below
    assert await database.run(ask) == []
    await database.close()


async def test_a_role_without_an_area_holds_everywhere(database: Database) -> None:
    def ask(session: Session) -> list[bool]:
        grown = grow(session)
        (person,) = add_people(session, 1)
        areas.add_membership(session, person, None, Role.ADMINISTRATOR, TODAY)
        places = [*grown.values(), None]
        return [authority.may(session, person, Deed.CHANGE_AREAS, place, TODAY) for place in places]

    assert await database.run(ask) == [True] * 7


async def test_a_role_gives_nothing_from_the_moment_it_ends_and_stays_in_the_roster(
    database: Database,
) -> None:
    def ask(session: Session) -> tuple[bool, bool, bool, int]:
        grown = grow(session)
        (person,) = add_people(session, 1)
        begun = TODAY - timedelta(days=30)
        role = areas.add_membership(session, person, grown["county"], Role.NURSE, begun)
        asked = person, Deed.SEE_VALUES, grown["grid"]
        before = authority.may(session, *asked, TODAY)
        areas.end_membership(session, role, by=None, now=NOW)
        after = authority.may(session, *asked, TODAY)
        early = authority.may(session, *asked, begun - timedelta(days=1))
        return before, after, early, len(areas.list_memberships(session, person))

    assert await database.run(ask) == (True, False, False, 1)


async def test_what_lies_below_an_area_is_found_by_its_path(database: Database) -> None:
    def ask(session: Session) -> list[set[str]]:
        grown = grow(session)
        names = {area_id: name for name, area_id in grown.items()}
        found = []
        for place in ("township", "grid", "foreign"):
            where = authority.below(session, areas.area.c.id, grown[place])
            found.append({names[row.id] for row in session.execute(areas.area.select().where(where))})
        return found

    assert await database.run(ask) == [{"township", "village", "grid", "sibling"}, {"grid"}, {"foreign"}]


@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_stands_in_the_table_and_no_resident_may_do_it(deed: Deed) -> None:
    assert MAY[deed]
    assert not MAY[deed] & {Role.RESIDENT, Role.FAMILY}


def test_a_volunteer_sees_no_number_and_an_auditor_changes_nothing() -> None:
    assert Role.VOLUNTEER not in MAY[Deed.SEE_VALUES] | MAY[Deed.SEE_SENSITIVE_TAGS]
    assert Role.ADMINISTRATOR not in MAY[Deed.SEE_VALUES]
    assert {deed for deed, roles in MAY.items() if Role.AUDITOR in roles} == {
        Deed.SEE_ROSTER,
        Deed.SEE_NOTICES,
        Deed.SEE_FIGURES,
        Deed.EXPORT_FIGURES,
        Deed.READ_AUDIT,
    }


def test_every_role_of_staff_is_on_one_of_the_two_lines() -> None:
    assert {role for role in Role if line_of(role) is not None} == set(STAFF)
    assert line_of(Role.VOLUNTEER) is Line.PROFESSIONAL
    assert line_of(Role.AUDITOR) is Line.ADMINISTRATIVE


def test_a_team_is_complete_with_the_four_and_a_volunteer() -> None:
    four = frozenset({Role.SPECIALIST, Role.DOCTOR, Role.VILLAGE_DOCTOR, Role.NURSE})
    assert missing_from_team(four | {Role.VOLUNTEER}) == ()
    assert missing_from_team(four - {Role.NURSE}) == (Role.NURSE, Role.VOLUNTEER)
