"""A link and a code are taken by the first alone, whoever saw them open at the same moment."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from storage import claims, family_offers
from storage.database import Database
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def test_only_the_first_takes_a_link_or_a_code(database: Database) -> None:
    def ask(session: Session) -> list[bool]:
        one, other = add_people(session, 2)
        made = {"made_by": one, "made_at": NOW, "expires_at": NOW + timedelta(days=7)}
        offer = family_offers.add_offer(session, "abc", helper_id=one, **made)
        code = claims.add_code(session, "12345678", person_id=other, **made)
        found = claims.find_claimable(session, "12345678", NOW)
        assert found is not None
        assert (found.code_id, found.person_id) == (code, other)
        return [
            family_offers.mark_taken(session, offer, NOW),
            family_offers.mark_taken(session, offer, NOW),
            claims.mark_used(session, code, NOW),
            claims.mark_used(session, code, NOW),
            claims.find_claimable(session, "12345678", NOW) is None,
        ]

    assert await database.run(ask) == [True, False, True, False, True]
