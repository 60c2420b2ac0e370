"""Where conversations stand, and which updates were handled. What that means is decided in actions/once.py."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.engine.prepared import Prepared
from storage.rows import count_changed
from storage.tables import Conversation, HandledUpdate, table

conversation = table(Conversation)
handled_update = table(HandledUpdate)

_outcome = Prepared(
    select(handled_update.c.action, handled_update.c.outcome).where(
        handled_update.c.update_id == bindparam("update_id")
    )
)
_add_handled = Prepared(insert(handled_update))
_move = Prepared(
    update(conversation)
    .where(conversation.c.telegram_id == bindparam("of"), conversation.c.turn == bindparam("before"))
    .values(step=bindparam("step"), said=bindparam("said"), turn=bindparam("turn"))
    .returning(conversation.c.turn)
)


def find_outcome(session: Session, update_id: int) -> tuple[str, str] | None:
    """The action an update led to, and what came of it, if it was handled before."""
    rows = _outcome(session, update_id=update_id)
    return (rows[0][0], rows[0][1]) if rows else None


def add_handled(session: Session, **values: object) -> bool:
    """False: another process handled the same update meanwhile, and this transaction has to be given up."""
    try:
        _add_handled(session, **values)
    except IntegrityError:
        return False
    return True


def move_conversation(
    session: Session, telegram_id: int, *, turn: int, step: str | None, said: dict[str, object] | None
) -> bool:
    """Take the conversation to its next step if it still stands at `turn`. False: somebody moved it meanwhile."""
    if turn:
        return bool(_move(session, of=telegram_id, before=turn, step=step, said=said, turn=turn + 1))
    try:
        with session.begin_nested():
            session.execute(
                insert(conversation).values(telegram_id=telegram_id, step=step, said=said, turn=1)
            )
    except IntegrityError:
        return False
    return True


def forget_conversation(session: Session, telegram_id: int) -> None:
    """Nothing of what was said stays, nor that anything was."""
    session.execute(delete(conversation).where(conversation.c.telegram_id == telegram_id))
    session.execute(delete(handled_update).where(handled_update.c.telegram_id == telegram_id))


def forget_handled_before(session: Session, moment: datetime) -> int:
    """Drop the memory of updates Telegram can no longer send again (it keeps them 24 hours)."""
    return count_changed(session, delete(handled_update).where(handled_update.c.at < moment))
