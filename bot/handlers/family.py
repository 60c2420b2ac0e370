"""Who looks after whom in a family: asked by either side, agreed by the other, ended by either in one tap."""

from actions.end_family_link import FamilyLinkEnded, end_family_link
from actions.join_family import FamilyJoined, join_family
from actions.offer_family import FamilyOffered, ask_to_be_looked_after, ask_to_look_after
from actions.once import UNMOVED
from bot import links
from bot.conversation import Conversation, Tap, row_id, row_or_none
from bot.keyboards import button, grid, rows
from bot.showing import kin
from bot.showing.placing import in_private
from bot.turn import Turn
from storage import families


async def show_family(turn: Turn) -> None:
    """Those one looks after, and those who look after one."""
    _ = turn.words
    links_ = await turn.read(families.list_links, turn.person.id)
    lines = [f"{number}. {kin.line(turn, link, by=turn.person.id)}" for number, link in enumerate(links_, 1)]
    ends = [
        button(_("✂️ End {number}", number=number), "famend", link.id) for number, link in enumerate(links_, 1)
    ]
    await turn.show(
        _("👪 <b>My family</b>"),
        "\n".join(lines)
        or _("Nobody yet. You can look after a relative: log for them, and be told when something is wrong."),
        keyboard=rows(
            *grid(ends, width=3),
            button(_("💌 I look after somebody"), "famask"),
            button(_("💌 Somebody looks after me"), "famoffer", 0, 1, 1),
            button(_("➕ Without Telegram"), "addkin"),
            [button(_("🔒 Privacy"), "privacy"), button(_("☰ Menu"), "menu")],
        ),
    )


async def make_link_to_look_after(turn: Turn) -> None:
    _ = turn.words
    made = await turn.do_then(UNMOVED, ask_to_look_after, turn.person.id, now=turn.now)
    await _pass_on(turn, made, _("👪 {name} would like to look after you. Tap here:", name=made.asks))


async def offer(turn: Turn, subject_id: int, see: int, told: int) -> None:
    """What the helper may do, as switches; `subject_id` 0: of oneself, else of somebody without Telegram, by a paper."""
    _ = turn.words
    await turn.show(
        _("👪 What may the one who looks after you do? Log for you, in any case. Tap to change the rest.")
        if not subject_id
        else _("👪 What did they agree to on paper? Log for them, in any case. Tap to change the rest."),
        keyboard=rows(
            button(kin.switch(turn, "see", bool(see)), "famoffer", subject_id, int(not see), told),
            button(kin.switch(turn, "told", bool(told)), "famoffer", subject_id, see, int(not told)),
            button(_("🔗 Make the link"), "fammake", subject_id, see, told),
            button(_("‹ Back"), "family"),
        ),
    )


async def make_link(turn: Turn, subject_id: int, see: int, told: int) -> None:
    _ = turn.words
    made = await turn.do_then(
        UNMOVED,
        ask_to_be_looked_after,
        turn.person.id,
        may_see=bool(see),
        told_of_alerts=bool(told),
        subject_id=subject_id or None,
        now=turn.now,
    )
    if not isinstance(made, FamilyOffered):
        await turn.toast(_("I cannot do that for you here."))
        return
    await _pass_on(turn, made, _("👪 {name} asks you to look after them. Tap here:", name=made.asks))


async def _pass_on(turn: Turn, made: FamilyOffered, asked: str) -> None:
    """The link, in a message of its own that can be passed on as it is."""
    _ = turn.words
    address = links.to_start(await turn.voice.username(), f"{kin.START_WORD}-{made.code}")
    day = _.day(made.expires_at.astimezone(turn.zone))
    await turn.show(
        _("Pass on the next message to that one person. It works once, until {day}.", day=day),
        _("When they agree, I tell you."),
        keyboard=rows(button(_("👪 My family"), "family")),
    )
    await turn.say(asked, address)


async def open_link(turn: Turn) -> None:
    await kin.show_offer(turn, kin.code_in(turn.text), by=turn.person.id)


async def change_offer(turn: Turn, code: str, see: int, told: int) -> None:
    await kin.show_offer(turn, code, by=turn.person.id, may_see=bool(see), told=bool(told))


async def take(turn: Turn, code: str, see: int, told: int) -> None:
    _ = turn.words
    joined = await turn.do_then(
        UNMOVED,
        join_family,
        turn.person.id,
        code,
        may_see=bool(see),
        told_of_alerts=bool(told),
        now=turn.now,
    )
    if not isinstance(joined, FamilyJoined):
        await turn.show(_("This link cannot be used. Please ask whoever sent it for a new one."))
    elif joined.helps:
        await turn.show(
            _("👪 You look after {name} now. To log for them: /for", name=joined.other),
            keyboard=rows(button(_("👤 For somebody"), "fors"), button(_("👪 My family"), "family")),
        )
    else:
        await turn.show(
            _("👪 {name} looks after you now. You can end it any time in /family", name=joined.other),
            keyboard=rows(button(_("👪 My family"), "family")),
        )


async def end(turn: Turn, link_id: int) -> None:
    _ = turn.words
    ended = await turn.do_then(UNMOVED, end_family_link, turn.person.id, link_id, now=turn.now)
    if not isinstance(ended, FamilyLinkEnded):
        await turn.toast(_("I cannot do that for you here."))
        return
    await turn.show(
        _(
            "✂️ Ended, from now on. Neither of you logs for the other or sees anything: {name}.",
            name=ended.other,
        ),
        keyboard=rows(button(_("👪 My family"), "family")),
    )


def code_of(text: str) -> str:
    """The code of a link, as a button carries it. Raises ValueError."""
    if not 1 <= len(text) <= 32:
        raise ValueError("no link has this code")
    return text


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"family": show_family},
    taps={
        "family": Tap(in_private(show_family)),
        "famask": Tap(in_private(make_link_to_look_after)),
        "famoffer": Tap(in_private(offer), (row_or_none, switch, switch)),
        "fammake": Tap(in_private(make_link), (row_or_none, switch, switch)),
        "famopen": Tap(in_private(change_offer), (code_of, switch, switch)),
        "famtake": Tap(in_private(take), (code_of, switch, switch)),
        "famend": Tap(in_private(end), (row_id,)),
    },
    starts={kin.START_WORD: open_link},
)
