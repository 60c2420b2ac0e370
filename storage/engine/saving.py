"""What both databases share: the session, an action in it, and the name of a fault. Commits nothing."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session

from storage.engine.hop import Job
from storage.failpoint import failpoint

DRIVER = "driver"  # in `session.info`: the SQLite connection below, for Prepared
READ_ONLY = "read_only"  # in the info of a session that may not even lock
PATIENCE_SECONDS = 5.0  # how long to wait for a lock somebody else holds


class NotSaved(Exception):
    """The database could not keep it: full, locked, gone. Nothing was changed."""


def session_on(bind: Engine | Connection) -> Session:
    return Session(bind, expire_on_commit=False, join_transaction_mode="rollback_only")


def read(engine: Engine, job: Job) -> None:
    with session_on(engine) as session:
        job.result = job.action(session, *job.arguments, **job.keywords)


def act(session: Session, job: Job) -> None:
    failpoint("before-action")
    job.result = job.action(session, *job.arguments, **job.keywords)
    session.flush()
    failpoint("after-action")


def name_faults(engine: Engine, fault_of: Callable[[BaseException], type[NotSaved] | None]) -> None:
    """Whatever is the database's fault and not the statement's is raised as NotSaved."""

    @event.listens_for(engine, "handle_error")
    def name(context: ExceptionContext) -> None:
        original = context.original_exception
        kind = fault_of(original)
        if kind is not None:
            raise kind(str(original))
