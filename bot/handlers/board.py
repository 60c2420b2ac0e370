"""On the village's board or not: a nickname to join, one tap to leave. Shows no board itself."""

from actions.join_board import NicknameRefused, join_board, leave_board
from actions.once import Step
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from bot.words.vocabulary import mark
from domain.nicknames import WrongNickname
from storage.boards import find_nickname

NAMING = "naming_board"
REFUSED = {
    WrongNickname.TOO_SHORT: mark("That is too short. Two to twelve characters, please."),
    WrongNickname.TOO_LONG: mark("That is too long. Two to twelve characters, please."),
    WrongNickname.NUMBERS: mark(
        "No telephone or other long numbers, please: everybody in the group reads it."
    ),
    WrongNickname.SIGNS: mark("Only letters, numbers and spaces, please."),
    WrongNickname.TAKEN: mark("Somebody in your village has that one already. Another, please."),
}


async def show_board(turn: Turn) -> None:
    """Whether they are on it, and what it shows."""
    _ = turn.words
    nickname = await turn.read(find_nickname, turn.person.id)
    what = _("On Mondays the group sees nicknames and the points of the week. Never a number you measured.")
    if nickname is None:
        await turn.show(
            _("🏅 You are not on the village's board."),
            what,
            keyboard=rows(button(_("🏅 Put me on it"), "boardname"), button(_("☰ Menu"), "menu")),
        )
        return
    await turn.show(
        _("🏅 On the village's board you are <b>{nickname}</b>.", nickname=nickname),
        what,
        keyboard=rows(
            [button(_("✏️ Another nickname"), "boardname"), button(_("🚪 Take me off"), "boardleave")],
            button(_("☰ Menu"), "menu"),
        ),
    )


async def ask_nickname(turn: Turn) -> None:
    _ = turn.words
    await turn.wait_for(NAMING)
    await turn.show(
        _("What shall the board call you? Two to twelve characters; better not your real name."),
        keyboard=rows(button(_("☰ Menu"), "menu")),
    )


async def take_nickname(turn: Turn) -> bool:
    """The answer; one that will not do is asked for again."""
    if not turn.text:
        return False
    outcome = await turn.do_then(
        lambda outcome: Step(NAMING) if isinstance(outcome, NicknameRefused) else None,
        join_board,
        turn.person.id,
        turn.text,
        now=turn.now,
    )
    _ = turn.words
    if isinstance(outcome, NicknameRefused):
        await turn.say(_(REFUSED[outcome.why]), keyboard=rows(button(_("☰ Menu"), "menu")))
    else:
        await turn.say(
            _("🏅 On the village's board you are <b>{nickname}</b>.", nickname=outcome.nickname),
            keyboard=rows(button(_("🚪 Take me off"), "boardleave")),
        )
    return True


async def leave(turn: Turn) -> None:
    await turn.do(leave_board, turn.person.id, now=turn.now)
    _ = turn.words
    await turn.show(
        _("🏅 You are not on the village's board."),
        keyboard=rows(button(_("🏅 Put me on it"), "boardname")),
    )


conversation = Conversation(
    commands={"board": show_board},
    taps={"boardname": Tap(ask_nickname), "boardleave": Tap(leave)},
    answers={NAMING: take_nickname},
    starts={"board": show_board},
)
