"""Nobody decides about themselves, and whoever gives no roles decides about nobody."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from actions.decide_invitation import InvitationDecided, decide_invitation
from actions.not_allowed import NotAllowed
from actions.offer_to_volunteer import NoVillage, OfferMade, offer_to_volunteer
from storage import people
from storage.database import Database
from tests.actions.test_the_grid import WHO, settle

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def test_an_administrator_who_offers_to_volunteer_is_decided_on_by_another(database: Database) -> None:
    def ask(session: Session) -> None:
        town = settle(session)
        assert offer_to_volunteer(session, town["boss"], now=NOW) == NoVillage()
        for number, who in enumerate(("boss", "second"), 1):
            people.change_person(session, town[who], telegram_id=9000 + number, area_id=town["village"])
        assert offer_to_volunteer(session, town["boss"], now=NOW) == OfferMade("新坪", 1)
        for who in ("boss", *WHO):
            assert decide_invitation(session, town[who], 1, accepted=True, now=NOW) == NotAllowed()
        decided = decide_invitation(session, town["second"], 1, accepted=True, now=NOW)
        assert isinstance(decided, InvitationDecided)

    await database.run(ask)
