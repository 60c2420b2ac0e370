"""No more of one kind of post in a village group, or again: one tap of an administrator. Posts nothing."""

from actions.change_group_posts import change_group_posts
from actions.not_allowed import NotAllowed
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap
from bot.keyboards import button, rows
from bot.turn import Turn
from bot.words.group_words import POSTS


def post_name(text: str) -> str:
    """The name of a push to groups. Raises KeyError."""
    POSTS[text]
    return text


def chat_id(text: str) -> int:
    """A group's number at Telegram. Raises ValueError."""
    number = int(text)
    if not -(2**52) < number < 0:
        raise ValueError("no group has this number")
    return number


async def end(turn: Turn, push: str) -> None:
    await _change(turn, push, turn.voice.chat_id, wanted=False)


async def resume(turn: Turn, push: str, chat: int) -> None:
    await _change(turn, push, chat, wanted=True)


async def _change(turn: Turn, push: str, chat: int, *, wanted: bool) -> None:
    _ = turn.words
    outcome = await turn.do_then(
        UNMOVED,
        change_group_posts,
        turn.person.id,
        chat,
        push,
        wanted=wanted,
        now=turn.now,
    )
    if isinstance(outcome, NotAllowed):
        await turn.toast(_("Only an administrator can change what I post here."), alert=True)
    elif wanted:
        await turn.say(_("🔔 From the next time on I post it again: {what}.", what=_(POSTS[push])))
    else:
        await turn.say(
            _("🔕 I do not post this in the group any more: {what}.", what=_(POSTS[push])),
            keyboard=rows(button(_("🔔 Post it again"), "gresub", push, chat)),
        )


conversation = Conversation(
    taps={"gunsub": Tap(end, (post_name,)), "gresub": Tap(resume, (post_name, chat_id))}
)
