"""Help on one screen, for whoever asks: a newcomer, a resident, whoever works in the grid."""

from bot import commands
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from storage import authority


async def say_no_such_command(turn: Turn) -> None:
    """A command nobody made, or with a slip of the finger: what there is."""
    await turn.leave_step()
    await _tell(turn, turn.words("I do not know that command. This is what I can do."))


async def show_help(turn: Turn) -> None:
    await _tell(turn)


async def _tell(turn: Turn, first: str = "") -> None:
    _ = turn.words
    if turn.resident is None:
        await turn.show(
            _("I keep your blood pressure, blood sugar, weight and exercise, and show you how they change."),
            _("To begin: /start"),
        )
        return
    work = commands.work_of(await turn.read(authority.list_deeds, turn.person.id, turn.now.date()))
    if not work:
        await _tell_resident(turn, first)
        return
    lines = [f"/{name}  {_(said)}" for name, said in work.items()]
    await turn.show(
        first,
        _("<b>Your work in the grid</b>"),
        "\n".join(lines),
        keyboard=rows(button(_("🩺 For my own health"), "helpme"), button(_("☰ Menu"), "menu")),
    )


async def show_for_oneself(turn: Turn) -> None:
    """What whoever works in the grid can do for their own health, as everybody."""
    await _tell_resident(turn)


async def _tell_resident(turn: Turn, first: str = "") -> None:
    _ = turn.words
    await turn.show(
        first,
        _("<b>Just send what you measured:</b>"),
        _(
            "<code>128/82</code>  blood pressure\n<code>128/82 72</code>  with pulse\n"
            "<code>fasting sugar 6.1</code>\n<code>weight 65 kg</code>\n<code>walked 30 minutes</code>"
        ),
        _(
            "/menu  log by tapping\n/history  see, put right, delete\n/points  points and streak\n"
            "/undo  take the last one back\n/settings  language, large text, quiet hours\n/privacy  your data, your choice"
        ),
        _("⚠️ I am not a doctor and not 120. In an emergency call 120."),
        keyboard=rows(button(_("☰ Menu"), "menu")),
    )


conversation = Conversation(
    commands={"help": show_help},
    taps={"help": Tap(show_help), "helpme": Tap(show_for_oneself)},
    open_to_strangers=True,
)
