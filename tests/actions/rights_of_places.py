"""What is done to places, groups, rosters, figures and alerts, each a line for the matrix of test_rights.py."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from actions.bind_group import bind_group, note_group
from actions.change_areas import end_area, grow_area, note_population, rename_area
from actions.decide_notice import decide_notice
from actions.end_role import end_role
from actions.hold_notice import pause_notice, resume_notice, stop_notice
from actions.import_table import TableChecked, check_table
from actions.invite import invite
from actions.look_at_alerts import look_at_alerts
from actions.look_at_roster import look_at_roster, take_places, take_roster
from actions.look_behind_figure import look_behind
from actions.not_allowed import NotAllowed
from actions.note_committee import note_committee
from actions.recall_notice import recall_notice
from actions.see_receivers import export_notice, see_missed, see_silent
from actions.set_group_lesson import set_group_lesson
from actions.take_figures import take_figures
from actions.unbind_group import unbind_group
from domain.audience import Audience
from domain.authority import Deed
from domain.figures import Figure
from domain.importing import Importable
from domain.notices import Move
from domain.people import Role
from storage import areas, grid, notice_rights, notices
from storage.notices import Content
from tests.storage.keeping import add_people

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MONTH = date(2026, 11, 1)
GROUP = -1000


class Place(Protocol):
    """As much of the town as is asked about here."""

    @property
    def village(self) -> int: ...
    @property
    def resident(self) -> int: ...


Ask = Callable[[Session, int, Place], object]


def _group(session: Session, town: Place) -> int:
    """A group that was bound to the village before."""
    note_group(session, GROUP, title="群", bot_status="administrator", may_delete=True, now=NOW)
    areas.change_group(session, GROUP, area_id=town.village)
    found = areas.find_group(session, GROUP)
    assert found is not None
    assert found.id is not None
    return found.id


def _bind(session: Session, who: int, town: Place) -> object:
    note_group(session, GROUP, title="群", bot_status="administrator", may_delete=True, now=NOW)
    return bind_group(session, who, GROUP, town.village, now=NOW)


def _end_role(session: Session, who: int, town: Place) -> object:
    """Somebody else's role in the village."""
    (worker,) = add_people(session, 1)
    areas.add_membership(session, worker, town.village, Role.VOLUNTEER, NOW.date())
    held = {one.person_id: one for one in grid.list_workers(session, town.village, NOW.date())}
    return end_role(session, who, held[worker].membership_id, now=NOW)


def _decide(session: Session, who: int, town: Place) -> object:
    """Somebody else's notice to the village waits for a second person."""
    (author,) = add_people(session, 1)
    waiting = notices.add_notice(session, author, Content("停水"), Audience(town.village), NOW)
    notices.move_notice(session, waiting, Move.ASK, asked_at=NOW)
    return decide_notice(session, who, waiting, accepted=True, now=NOW)


Act = Callable[..., object]


def _on_a_notice(act: Act, **more: object) -> Ask:
    """Something done to what somebody else sends to the village, and has sent to the first."""

    def ask(session: Session, who: int, town: Place) -> object:
        (author,) = add_people(session, 1)
        sent = notices.add_notice(session, author, Content("停水"), Audience(town.village), NOW)
        notices.change_notice(
            session, sent, state="sending", total=2, started_at=NOW, first_sent_at=NOW, fed=True
        )
        if act is resume_notice:
            notices.move_notice(session, sent, Move.PAUSE)
        return act(session, who, sent, now=NOW, **more)

    return ask


def _find_notices(session: Session, who: int, town: Place) -> object:
    """Of two notices to the village the one that was sent off is found; the draft is its author's alone."""
    (author,) = add_people(session, 1)
    for total, state in ((2, "sending"), (0, "draft"), (0, "cancelled")):
        made = notices.add_notice(session, author, Content("停水"), Audience(town.village), NOW)
        notices.change_notice(session, made, state=state, total=total)
    found = notice_rights.list_of_others(session, who, NOW.date(), first=0, at_most=8)
    return [one.state for one in found] == ["sending"] or NotAllowed()


def _import(session: Session, who: int, town: Place) -> object:
    """A row about the village is wrong for whoever imports nothing there, as if there were no such village."""
    row = {"name": "李四", "area": "village", "birth_year": "1950"}
    checked = check_table(session, who, Importable.RESIDENTS, [(2, row)], now=NOW)
    return NotAllowed() if isinstance(checked, TableChecked) and checked.wrong else checked


# What is asked of something made on the spot is not asked of a town that is not there.
OF_WHAT_IS_MADE: tuple[tuple[str, Deed, Ask], ...] = (
    ("bind_group", Deed.CHANGE_GROUPS, _bind),
    (
        "set_group_lesson",
        Deed.CHANGE_GROUPS,
        lambda session, who, town: set_group_lesson(
            session, who, _group(session, town), weekday=2, hour=10, now=NOW
        ),
    ),
    (
        "unbind_group",
        Deed.CHANGE_GROUPS,
        lambda session, who, town: unbind_group(session, who, _group(session, town), now=NOW),
    ),
    ("end_role", Deed.GIVE_ROLES, _end_role),
    ("check_table", Deed.IMPORT, _import),
    ("decide_notice", Deed.APPROVE_NOTICE, _decide),
    ("pause_notice", Deed.HOLD_NOTICE, _on_a_notice(pause_notice)),
    ("resume_notice", Deed.HOLD_NOTICE, _on_a_notice(resume_notice)),
    ("stop_notice", Deed.HOLD_NOTICE, _on_a_notice(stop_notice)),
    ("recall_notice", Deed.HOLD_NOTICE, _on_a_notice(recall_notice)),
    ("list_of_others", Deed.SEE_NOTICES, _find_notices),
    ("see_silent", Deed.SEE_NOTICES, _on_a_notice(see_silent, page=0)),
    ("see_missed", Deed.SEE_NOTICES, _on_a_notice(see_missed, page=0)),
    ("export_notice", Deed.SEE_NOTICES, _on_a_notice(export_notice)),
)
OF_PLACES: tuple[tuple[str, Deed, Ask], ...] = (
    (
        "grow_area",
        Deed.CHANGE_AREAS,
        lambda session, who, town: grow_area(
            session, who, town.village, "一组", "grid", "Asia/Shanghai", now=NOW
        ),
    ),
    (
        "rename_area",
        Deed.CHANGE_AREAS,
        lambda session, who, town: rename_area(session, who, town.village, "清溪", now=NOW),
    ),
    (
        "note_population",
        Deed.CHANGE_AREAS,
        lambda session, who, town: note_population(session, who, town.village, 58, now=NOW),
    ),
    (
        "end_area",
        Deed.CHANGE_AREAS,
        lambda session, who, town: end_area(session, who, town.village, now=NOW),
    ),
    (
        "note_committee",
        Deed.CHANGE_AREAS,
        lambda session, who, town: note_committee(session, who, town.village, NOW.date(), now=NOW),
    ),
    (
        "invite",
        Deed.GIVE_ROLES,
        lambda session, who, town: invite(session, who, Role.VOLUNTEER, town.village, now=NOW),
    ),
    (
        "look_at_alerts",
        Deed.SEE_ALERTS,
        lambda session, who, town: look_at_alerts(session, who, town.village, over=False, page=0, now=NOW),
    ),
    (
        "look_behind",
        Deed.SEE_FIGURES,
        lambda session, who, town: look_behind(
            session, who, town.village, MONTH, Figure.ACTIVE, page=0, now=NOW
        ),
    ),
    (
        "take_figures",
        Deed.EXPORT_FIGURES,
        lambda session, who, town: take_figures(session, who, town.village, MONTH, now=NOW),
    ),
    (
        "look_at_roster",
        Deed.SEE_ROSTER,
        lambda session, who, town: look_at_roster(
            session, who, town.village, NOW.date(), page=0, a_page=8, now=NOW
        ),
    ),
    (
        "take_roster",
        Deed.EXPORT_ROSTER,
        lambda session, who, town: take_roster(session, who, town.village, NOW.date(), now=NOW),
    ),
    (
        "take_places",
        Deed.EXPORT_ROSTER,
        lambda session, who, town: take_places(session, who, town.village, NOW.date(), now=NOW),
    ),
)
