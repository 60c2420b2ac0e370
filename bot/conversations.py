"""The conversations there are, in one table a word; this list is the only registration. Handles no update."""

from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeVar

from bot.commands import STAFF
from bot.conversation import Conversation, Tap
from bot.handlers import (
    adding,
    alerts,
    areas,
    audit_log,
    binding,
    board,
    caring,
    charts,
    checking_in,
    claiming,
    committee,
    content,
    duplicates,
    family,
    figure_rows,
    figures,
    group_posts,
    group_settings,
    groups,
    help,
    history,
    home_series,
    importing,
    invitations,
    joining,
    lessons,
    notice,
    notice_after,
    notice_answers,
    notice_sending,
    notices,
    papers,
    people_roster,
    persons,
    points,
    poster,
    privacy,
    readings,
    reminders,
    roles,
    roster,
    round_sheet,
    rounds,
    rules,
    service_health,
    settings,
    subscriptions,
    symptoms,
    village_group,
    volunteering,
)
from bot.turn import Turn

T = TypeVar("T")

CONVERSATIONS = (
    joining.conversation,
    readings.conversation,
    symptoms.conversation,
    alerts.conversation,
    checking_in.conversation,
    history.conversation,
    charts.conversation,
    home_series.conversation,
    points.conversation,
    lessons.conversation,
    board.conversation,
    group_posts.conversation,
    reminders.conversation,
    settings.conversation,
    subscriptions.conversation,
    privacy.conversation,
    help.conversation,
    village_group.conversation,
    binding.conversation,
    groups.conversation,
    group_settings.conversation,
    poster.conversation,
    family.conversation,
    caring.conversation,
    claiming.conversation,
    papers.conversation,
    round_sheet.conversation,
    adding.conversation,
    areas.conversation,
    committee.conversation,
    roster.conversation,
    importing.conversation,
    people_roster.conversation,
    roles.conversation,
    invitations.conversation,
    volunteering.conversation,
    persons.conversation,
    figures.conversation,
    figure_rows.conversation,
    rounds.conversation,
    duplicates.conversation,
    notice.conversation,
    notice_sending.conversation,
    notices.conversation,
    notice_after.conversation,
    notice_answers.conversation,
    audit_log.conversation,
    rules.conversation,
    content.conversation,
    service_health.conversation,
)


def table(part: Callable[[Conversation], Mapping[str, T]]) -> dict[str, T]:
    """One table of all conversations. Two that want the same word are a mistake in the code."""
    merged: dict[str, T] = {}
    for name, entry in chain.from_iterable(part(one).items() for one in CONVERSATIONS):
        if name in merged:
            raise ValueError(f"two conversations want {name!r}")
        merged[name] = entry
    return merged


COMMANDS = table(lambda conversation: conversation.commands)


async def do_work(turn: Turn, name: str) -> None:
    """A button that is a command of somebody's work."""
    await COMMANDS[name](turn)


def work_name(text: str) -> str:
    """The name of such a command. Raises KeyError."""
    STAFF[text]
    return text


TAPS = table(lambda conversation: conversation.taps) | {"cmd": Tap(do_work, (work_name,))}
ANSWERS = table(lambda conversation: conversation.answers)
STARTS = table(lambda conversation: conversation.starts)
FOR_STRANGERS = {
    name for conversation in CONVERSATIONS if conversation.open_to_strangers for name in conversation.commands
}
