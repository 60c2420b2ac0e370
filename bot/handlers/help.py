"""Help on one screen, for whoever asks: a newcomer, a resident, an administrator."""

from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from domain.authority import Deed


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
        _("Administrators: in a village's group, /bind says which village it is.")
        if await turn.may_somewhere(Deed.CHANGE_GROUPS)
        else "",
        _("⚠️ I am not a doctor and not 120. In an emergency call 120."),
        keyboard=rows(button(_("☰ Menu"), "menu")),
    )


conversation = Conversation(
    commands={"help": show_help}, taps={"help": Tap(show_help)}, open_to_strangers=True
)
