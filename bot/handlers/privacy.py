"""What is kept and who saw it: consents, a copy of everything, being forgotten."""

import json

from actions.change_consent import change_consent
from actions.export_my_data import export_my_data
from actions.forget_me import forget_me
from actions.join import ConsentGiven, forget_stranger
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.showing import kin
from bot.turn import Turn
from bot.wording import page
from bot.words import audit_words, vocabulary
from bot.words.my_data import readable_page
from domain.people import ConsentScope
from storage import audit, families

FORGETTING = "forgetting"


async def show_privacy(turn: Turn) -> None:
    """Every consent with its switch, and the ways out. Whoever comes here does not want to be forgotten after all."""
    if turn.resident is None:
        await _say_nothing_is_kept(turn)
        return
    await turn.leave_step()
    _ = turn.words
    lines, switches = [], []
    for scope, name in vocabulary.SCOPES.items():
        given = getattr(turn.person, f"consents_{scope.value}")
        lines.append(f"{'✅' if given else '⬜️'} {_(name)}")
        label = _("Withdraw: {name}", name=_(name)) if given else _("Agree: {name}", name=_(name))
        switches.append(button(label, "consent", scope.value, int(not given)))
    links = await turn.read(families.list_links, turn.person.id)
    await turn.show(
        _("🔒 <b>What you agreed to</b>"),
        "\n".join([*lines, *(f"👪 {kin.line(turn, link, by=turn.person.id)}" for link in links)]),
        _(
            "You can change each any time, in one tap. Telegram's servers are abroad, "
            "and Telegram can read what you write here."
        ),
        keyboard=rows(
            *switches,
            [button(_("📄 Read the texts"), "texts"), button(_("👁 Who saw my data"), "whosaw")],
            [button(_("📦 All my data"), "mydata"), button(_("🗑 Forget me"), "forget")],
            [button(_("👪 My family"), "family"), button(_("☰ Menu"), "menu")],
        ),
    )


async def _say_nothing_is_kept(turn: Turn) -> None:
    """To somebody who has not joined, or not yet: their joining stays where it is."""
    _ = turn.words
    await turn.say(
        _(
            "🔒 You have not joined yet, so I keep nothing about your health, and nobody sees anything of you."
        ),
        _("All I remember is where we are with my first questions. /forget drops that too."),
        _("To go on: /start"),
    )


async def show_texts(turn: Turn) -> None:
    texts = [page(turn.language, scope.value) for scope in ConsentScope]
    await turn.say(*(f"<b>{text.title}</b>\n{text.body}" for text in texts))


async def switch_consent(turn: Turn, scope: ConsentScope, given: int) -> None:
    _ = turn.words
    text = page(turn.language, scope.value)
    consent = ConsentGiven(scope, bool(given), text.version, text.hash)
    changed = await turn.do(change_consent, turn.person.id, consent, now=turn.now)
    name = _(vocabulary.SCOPES[scope])
    if changed.given:
        said = _("✅ Agreed: {name}. You can withdraw it here any time.", name=name)
    elif scope is ConsentScope.SHARING:
        said = _(
            "Withdrawn: {name}. From now on your doctor team sees nothing of yours, "
            "and nobody is told when a number is dangerous.",
            name=name,
        )
    else:
        said = _(
            "Withdrawn: {name}. I keep no new health data. What I have stays until you say /forget; "
            "everything else here goes on working.",
            name=name,
        )
    await turn.show(said, keyboard=rows(button(_("🔒 Privacy"), "privacy")))


async def send_my_data(turn: Turn) -> None:
    """Everything held, as JSON for machines and as a page for eyes, into the private chat."""
    if turn.resident is None:
        await _say_nothing_is_kept(turn)
        return
    _ = turn.words
    held = await turn.do(export_my_data, turn.person.id, now=turn.now)
    content = json.dumps(held, ensure_ascii=False, indent=2).encode()
    await turn.voice.send_file(
        content, "healthgrid.json", _("Everything I keep about you, for a computer to read.")
    )
    readable = readable_page(_, held, turn.zone).encode()
    await turn.voice.send_file(
        readable, "healthgrid.html", _("The same, for you to read. Open it in a browser.")
    )


async def ask_forget(turn: Turn) -> None:
    """To a resident it is a question; of a stranger there is nothing one could miss."""
    if turn.resident is None:
        await turn.do_unrecorded(forget_stranger, turn.writer.id)
        await _say_forgotten(turn)
        return
    _ = turn.words
    await turn.wait_for(FORGETTING)
    await turn.show(
        _("🗑 <b>Shall I forget you?</b>"),
        _("Your name, readings, exercise, consents and settings are erased for good. Your points end."),
        _("What stays: counts without a name, and our record of who looked at what, without a name."),
        _("The messages in this chat are at Telegram, out of my reach: delete the chat yourself."),
        keyboard=rows(
            button(_("🗑 Yes, forget me"), "forgetyes", turn.token),
            button(_("← No, keep everything"), "privacy"),
        ),
    )


async def forget(turn: Turn, token: int) -> None:
    """Erase the person. A tap that comes a second time finds a stranger, and is answered the same."""
    _ = turn.words
    if turn.resident is not None:
        if not turn.answers(FORGETTING, token):
            await turn.toast(_("This one is done already."))
            return
        await turn.do_unrecorded(forget_me, turn.person.id, now=turn.now)
    await _say_forgotten(turn)


async def _say_forgotten(turn: Turn) -> None:
    _ = turn.words
    await turn.show(
        _("Done. I have forgotten you. Be well."),
        _("To clear what Telegram keeps, delete this chat. If you ever come back: /start"),
    )


async def show_who_saw(turn: Turn) -> None:
    if turn.resident is None:
        await _say_nothing_is_kept(turn)
        return
    _ = turn.words
    looks = await turn.read(audit.list_looks, turn.person.id)
    if not looks:
        await turn.show(
            _("👁 Nobody has looked at your data."), keyboard=rows(button(_("🔒 Privacy"), "privacy"))
        )
        return
    lines = [
        _(
            "{when}  {who} {what}",
            when=_.moment(look.at, turn.zone),
            who=look.actor or _("somebody who has left"),
            what=_(audit_words.DEEDS.get(look.what, look.what)),
        )
        for look in looks
    ]
    await turn.show(
        _("👁 <b>Who looked at your data</b>"),
        "\n".join(lines),
        keyboard=rows(button(_("🔒 Privacy"), "privacy")),
    )


def switch(text: str) -> int:
    return {"0": 0, "1": 1}[text]


conversation = Conversation(
    commands={"privacy": show_privacy, "mydata": send_my_data, "forget": ask_forget, "whosaw": show_who_saw},
    taps={
        "privacy": Tap(show_privacy),
        "texts": Tap(show_texts),
        "consent": Tap(switch_consent, (ConsentScope, switch)),
        "mydata": Tap(send_my_data),
        "forget": Tap(ask_forget),
        "forgetyes": Tap(forget, (int,), open_to_strangers=True),
        "whosaw": Tap(show_who_saw),
    },
    open_to_strangers=True,
)
