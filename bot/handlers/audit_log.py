"""`/audit`: who did or saw what in one's areas, newest first, filtered by tapping; and whether the chain is whole."""

from datetime import timedelta
from html import escape

from actions.once import UNMOVED, Step
from actions.read_audit import AuditRead, ChainProved, prove_audit, read_audit
from bot.conversation import Conversation, Tap, page_number, row_id
from bot.keyboards import arrows, button, grid, rows
from bot.showing.placing import in_private
from bot.turn import Turn
from bot.words import audit_words
from domain.authority import Deed
from storage.audit_list import Entry, Wanted

ALL = "-"
DAYS = (1, 7, 30, 0)  # 0: all
A_PAGE = 12  # kinds of deeds on a page
DEEDS = tuple(audit_words.DEEDS)


async def show_newest(turn: Turn) -> None:
    """`/audit`"""
    _ = turn.words
    if turn.in_group or not await turn.may_somewhere(Deed.READ_AUDIT):
        await turn.say(_("I cannot do that for you here."))
        return
    await _show_page(turn, None, ALL, 0, 0, 0)


async def show_page(turn: Turn, what: str, actor_id: int, days: int, before: int) -> None:
    """A page of entries: of one deed, one actor, the last days, older than a number; 0 and `-` are all."""
    await _show_page(turn, UNMOVED, what, actor_id, days, before)


async def _show_page(turn: Turn, then: Step | None, what: str, actor_id: int, days: int, before: int) -> None:
    _ = turn.words
    since = turn.now - timedelta(days=days) if days else None
    wanted = Wanted(None if what == ALL else what, actor_id or None, since, before or None)
    read = await turn.do_then(then, read_audit, turn.person.id, wanted, now=turn.now)
    if not isinstance(read, AuditRead):
        await turn.toast(_("I cannot do that for you here."))
        return
    actors = {one.actor_id: one.actor for one in read.entries if one.actor_id and one.actor}
    whose = [button(f"👤 {name}", "audit", what, id_, days, 0) for id_, name in actors.items()]
    turned = [button(_("⬅️ Newest"), "audit", what, actor_id, days, 0)] if before else []
    if read.more:
        turned.append(button(_("Older ➡️"), "audit", what, actor_id, days, read.entries[-1].number))
    spans = [button(_days(turn, one, days), "audit", what, actor_id, one, 0) for one in DAYS]
    filtered = what != ALL or actor_id or days
    await turn.show(
        _("📜 <b>Audit log</b>: who did or saw what"),
        "\n".join(_line(turn, one) for one in read.entries) or _("Nothing that fits."),
        _("People without a role are numbers here: №12 is the twelfth who joined."),
        keyboard=rows(
            turned,
            *grid(spans, width=2),
            *grid(whose[:4] if not actor_id else [], width=2),
            [button(_("🔎 What was done"), "auditwhat", actor_id, days, 0)]
            + ([button(_("✖️ Show all"), "audit", ALL, 0, 0, 0)] if filtered else []),
            button(_("🔗 Prove it is whole"), "auditprove"),
        ),
    )


def _days(turn: Turn, days: int, chosen: int) -> str:
    _ = turn.words
    told = _.count("{n} day", "{n} days", days) if days else _("All")
    return f"• {told}" if days == chosen else told


def _line(turn: Turn, one: Entry) -> str:
    """Moment, who, what, of whom, where: what the entry says, and no more."""
    _ = turn.words
    who = one.actor or (f"№{one.actor_id}" if one.actor_id else _("The bot"))
    told = _(
        "{number}. {at} {who}: {what}",
        number=one.number,
        at=_.moment(one.at, turn.zone),
        who=who,
        what=_(audit_words.NEUTRAL.get(one.what) or audit_words.DEEDS.get(one.what, one.what)),
    )
    whom = f" · №{one.subject_id}" if one.subject_id and one.subject_id != one.actor_id else ""
    return told + whom + (f" · {escape(one.area, quote=False)}" if one.area else "")


async def pick_deed(turn: Turn, actor_id: int, days: int, page: int) -> None:
    _ = turn.words
    if not await turn.may_somewhere(Deed.READ_AUDIT):
        await turn.toast(_("I cannot do that for you here."))
        return
    here = DEEDS[page * A_PAGE : (page + 1) * A_PAGE]
    deeds = [
        button(_(audit_words.NEUTRAL.get(what) or audit_words.DEEDS[what]), "audit", what, actor_id, days, 0)
        for what in here
    ]
    pages = arrows("auditwhat", actor_id, days, page=page, more=bool(DEEDS[(page + 1) * A_PAGE :]))
    back = button(_("‹ Back"), "audit", ALL, actor_id, days, 0)
    await turn.show(_("Which of these?"), keyboard=rows(*grid(deeds, width=1), pages, back))


async def prove(turn: Turn) -> None:
    _ = turn.words
    proved = await turn.do_then(UNMOVED, prove_audit, turn.person.id, now=turn.now)
    if not isinstance(proved, ChainProved):
        await turn.toast(_("I cannot do that for you here."))
    elif proved.broken is not None:
        await turn.toast(
            _(
                "⚠️ Entry {number} does not follow from the one before. Tell who keeps the service.",
                number=proved.broken,
            ),
            alert=True,
        )
    else:
        await turn.toast(
            _("✅ Entries {first} to {last} are as they were written.", first=proved.first, last=proved.last),
            alert=True,
        )


def deed(text: str) -> str:
    if text != ALL and text not in audit_words.DEEDS:
        raise ValueError("no such deed")
    return text


def some_days(text: str) -> int:
    return DAYS[DAYS.index(int(text))]


def number_or_none(text: str) -> int:
    return 0 if text == "0" else row_id(text)


conversation = Conversation(
    commands={"audit": show_newest},
    taps={
        "audit": Tap(in_private(show_page), (deed, number_or_none, some_days, number_or_none)),
        "auditwhat": Tap(in_private(pick_deed), (number_or_none, some_days, page_number)),
        "auditprove": Tap(in_private(prove)),
    },
)
