"""Brings a database to the shape the code expects, step by step (Alembic, no ini file). Fills in no data."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import schema_engine

_HERE = Path(__file__).parent


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database forward to a revision, in one transaction: all of it or nothing."""
    with _connected(url) as connection:
        command.upgrade(_config(connection), revision)


def undo(url: str, revision: str) -> None:
    """Take it back to an older revision (`-1`: the one before, `base`: none). Loses what it drops."""
    with _connected(url) as connection:
        command.downgrade(_config(connection), revision)


def current(url: str) -> str | None:
    """The revision a database stands at; None before the first."""
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision this code expects."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


def draft(message: str) -> None:
    """Write the next revision: what tables.py has that the revisions so far have not. Read it before use."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        migrate(url)
        with _connected(url) as connection:
            number = len(list((_HERE / "versions").glob("[0-9]*.py"))) + 1
            command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04}")


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = schema_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
