"""Those who give roles in an area are asked whether somebody shall be a volunteer there. The first answer counts."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Deed
from storage import authority
from storage.due import add_due


def ask_about_volunteer(
    session: Session, invitation_id: int, area_id: int, *, besides: int, now: datetime
) -> int:
    """How many were asked. `besides`: whom it is about, who does not decide it."""
    asked = list_askable(session, area_id, besides=besides, now=now)
    for one in asked:
        add_due(session, "volunteer_asked", f"person:{one}", reference=invitation_id, due_at=now)
    return len(asked)


def list_askable(session: Session, area_id: int, *, besides: int, now: datetime) -> list[int]:
    asked = authority.list_who_may(session, Deed.GIVE_ROLES, area_id, now.date())
    return [one for one in asked if one != besides]
