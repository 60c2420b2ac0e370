"""Calls the team about an alert that nobody has taken yet, wider each time. Sends nothing: says whom to tell, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.alerting import GIVEN_UP_AFTER, reach, wait_after
from domain.people import Role
from storage import alerts, audit, authority, teams
from storage.alerts import Case
from storage.teams import Teammate

# Told a code and to call the doctor, never a name or a number: what a neighbour may know.
HELPERS = frozenset({Role.VOLUNTEER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class TeamCalled:
    """Who is told now, and when to call again if nobody takes it. `again_at` None: there is nothing to call about."""

    team: tuple[Teammate, ...] = ()
    again_at: datetime | None = None


def call_team(session: Session, alert_id: int, *, now: datetime) -> TeamCalled:
    """Who has to hear of this alert now. Nobody once it is taken, closed, too old, or no longer shared."""
    case = alerts.find_case(session, alert_id)
    if case is None or not case.waits or now - case.opened_at >= GIVEN_UP_AFTER:
        return TeamCalled()
    rounds = alerts.count_rounds(session, case)
    team = _team(session, case, rounds, now)
    why = f"{case.id}:{case.level.value}"
    audit.add_audit(session, None, alerts.ROUND, subject_id=case.person_id, why=why, at=now)
    return TeamCalled(team, now + wait_after(rounds + 1, urgent=case.is_urgent(now)))


def _team(session: Session, case: Case, rounds: int, now: datetime) -> tuple[Teammate, ...]:
    """Each person once, clinical roles first; helpers only where nobody clinical has taken it or is there."""
    levels = authority.list_area_and_above(session, case.area_id)
    if not levels:
        return ()
    everybody = [
        one for one in teams.list_team(session, levels, now.date()) if one.person_id != case.person_id
    ]
    clinical = [one for one in everybody if one.role.is_clinical]
    there = [any(one.area_id == level for one in clinical) for level in levels]
    reached = levels[: reach(rounds, there)]
    helpers = [one for one in everybody if one.role in HELPERS] if rounds or not there[0] else []
    called = {one.person_id: one for one in reversed([*clinical, *helpers]) if one.area_id in reached}
    return tuple(reversed(called.values()))
