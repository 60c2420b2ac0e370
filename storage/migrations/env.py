"""What Alembic runs to reach the database. Opens no connection: it is given one."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString, SQLModel

from storage import tables  # noqa: F401  # fills the metadata
from storage.moment import Moment
from storage.sealed import Sealed, SealedJson


def name_type(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """How a drafted revision writes our own column types."""
    if kind == "type" and isinstance(item, Moment | Sealed | SealedJson):
        autogen.imports.add(f"from {type(item).__module__} import {type(item).__name__}")
        return f"{type(item).__name__}()"
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=name_type,
    render_as_batch=True,  # SQLite alters a table by rebuilding it
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
