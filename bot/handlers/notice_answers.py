"""Answers to a notice, and answers to those: by a button or by replying to the message. Passed on in words alone."""

from actions.answer_notice import (
    NoticeAnswered,
    ThreadEnded,
    TooMuch,
    answer_notice,
    end_thread,
    reply_in_thread,
)
from actions.not_allowed import NotAllowed
from actions.once import UNMOVED
from bot.conversation import Conversation, Tap, row_id
from bot.keyboards import button, rows
from bot.showing import noticing, unkept
from bot.turn import Turn
from bot.wording import Words
from domain.notices import NoticeState
from storage import notice_receivers, notice_threads, notices
from storage.notice_receivers import NOTICE
from storage.notice_threads import ANSWER, REPLY

ANSWERING, REPLYING = "notice_answering", "notice_replying"
Outcome = NoticeAnswered | ThreadEnded | TooMuch | NotAllowed


async def ask(turn: Turn, notice_id: int) -> None:
    """Before somebody writes they know who reads it."""
    _ = turn.words
    found = None if turn.in_group else await turn.read(notices.find_notice, notice_id)
    key = notice_receivers.key_of(notice_id, person_id=turn.person.id)
    was_sent = await turn.read(notice_receivers.is_receiver, key)
    if found is None or not was_sent or found.state is NoticeState.RECALLED:
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    await turn.wait_for(ANSWERING, notice=notice_id)
    await turn.say(
        _("✍️ What do you want to say to {name}? They read it with your name.", name=found.author),
        keyboard=rows(button(_("✖️ Cancel"), "nquiet")),
    )


async def ask_reply(turn: Turn, thread_id: int) -> None:
    _ = turn.words
    thread = None if turn.in_group else await turn.read(notice_threads.find_thread, thread_id)
    if thread is None or turn.person.id not in (thread.person_id, thread.author_id):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    name = thread.name if turn.person.id == thread.author_id else thread.author
    await turn.wait_for(REPLYING, thread=thread_id)
    await turn.say(
        _("✍️ What do you want to say to {name}?", name=name),
        keyboard=rows(button(_("✖️ Cancel"), "nquiet")),
    )


async def leave(turn: Turn) -> None:
    await turn.leave_step()
    await turn.show(turn.words("All right, nothing is passed on."))


async def take_answer(turn: Turn) -> bool:
    if turn.text.startswith("/") or noticing.is_for_the_bot(turn):
        return False
    notice_id = int(str(turn.said["notice"]))
    said = await turn.do(answer_notice, turn.person.id, notice_id, turn.text.strip(), now=turn.now)
    await _tell(turn, said)
    return True


async def take_reply(turn: Turn) -> bool:
    if turn.text.startswith("/") or noticing.is_for_the_bot(turn):
        return False
    thread_id = int(str(turn.said["thread"]))
    said = await turn.do(reply_in_thread, turn.person.id, thread_id, turn.text.strip(), now=turn.now)
    await _tell(turn, said)
    return True


async def take_telegram_reply(turn: Turn) -> bool:
    """Somebody used Telegram's own reply on a notice, or on what was said in a thread."""
    to = turn.replies_to
    if to is None or noticing.is_for_the_bot(turn):
        return False
    about = await turn.read(notice_threads.find_what_was_said, turn.person.id, to)
    if about is None or about[0] not in (NOTICE, ANSWER, REPLY):
        return False
    push, reference = about
    if push == NOTICE:
        said: Outcome = await turn.do(
            answer_notice, turn.person.id, reference, turn.text.strip(), now=turn.now
        )
    else:
        spoken = await turn.read(notice_threads.find_spoken, reference)
        if spoken is None:
            return False
        said = await turn.do(
            reply_in_thread, turn.person.id, spoken.thread.id, turn.text.strip(), now=turn.now
        )
    await _tell(turn, said)
    return True


async def _tell(turn: Turn, said: Outcome) -> None:
    """What became of it; before that what to do about a danger in it, because whoever reads it may read it late."""
    await turn.say(*unkept.advice(turn), _told(turn.words, said))


def _told(_: Words, said: Outcome) -> str:
    if isinstance(said, NoticeAnswered):
        return _("✅ Passed on to {name}.", name=said.to)
    if isinstance(said, TooMuch):
        return _(
            "That is too much: {longest} characters, {most} times a day.",
            longest=said.longest,
            most=said.most,
        )
    if isinstance(said, ThreadEnded):
        return _("This talk has ended. If it matters, please telephone.")
    return _("I can only pass on words here, to whoever wrote to you.")


async def end(turn: Turn, thread_id: int) -> None:
    _ = turn.words
    ended = await turn.do_then(UNMOVED, end_thread, turn.person.id, thread_id, now=turn.now)
    if not isinstance(ended, ThreadEnded):
        await turn.toast(_("This button does not work any more. Please try /menu"))
        return
    await turn.voice.change_keyboard(None)
    await turn.say(_("🔚 All right, this talk has ended."))


conversation = Conversation(
    taps={
        "nans": Tap(ask, (row_id,)),
        "nthread": Tap(ask_reply, (row_id,)),
        "nthrend": Tap(end, (row_id,)),
        "nquiet": Tap(leave),
    },
    answers={ANSWERING: take_answer, REPLYING: take_reply},
)
