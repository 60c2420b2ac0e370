"""The revisions lead up, down and up again, and end where tables.py says, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, inspect
from sqlmodel import SQLModel

from storage import migrations, tables
from storage.database import schema_engine

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()))
]


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"bare_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine: Engine = schema_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def shape(url: str) -> dict[str, Any]:
    with connected(url) as connection:
        inspector = inspect(connection)
        return {
            name: [
                sorted(column["name"] for column in inspector.get_columns(name)),
                sorted(str(index["name"]) for index in inspector.get_indexes(name)),
                sorted(str(check["name"]) for check in inspector.get_check_constraints(name)),
            ]
            for name in inspector.get_table_names()
            if name != "alembic_version"
        }


def test_each_revision_goes_up_down_and_up_again(bare_url: str) -> None:
    before: dict[str, Any] = {}
    for revision in REVISIONS:
        migrations.migrate(bare_url, revision)
        after = shape(bare_url)
        migrations.undo(bare_url, "-1")
        assert shape(bare_url) == before
        migrations.migrate(bare_url, revision)
        assert shape(bare_url) == after
        before = after
    assert migrations.current(bare_url) == migrations.head()


def test_the_revisions_end_where_the_tables_say(database_url: str) -> None:
    with connected(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_revisions_make_every_check_the_tables_ask_for(database_url: str) -> None:
    made = {table: checks for table, (_, _, checks) in shape(database_url).items()}
    asked = {
        table.name: sorted(
            str(constraint.name)
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        )
        for table in SQLModel.metadata.sorted_tables
    }
    assert made == asked
    assert "systolic_possible" in made[str(tables.ReadingRow.__tablename__)]


def test_an_up_to_date_database_is_left_alone(database_url: str) -> None:
    before = shape(database_url)
    migrations.migrate(database_url)
    assert shape(database_url) == before


def test_a_revision_that_fails_halfway_changes_nothing(bare_url: str) -> None:
    with connected(bare_url) as connection:
        connection.exec_driver_sql("CREATE TABLE reading (id integer)")  # in the way of the first revision
        connection.commit()
    with pytest.raises(Exception, match="already exists"):
        migrations.migrate(bare_url)
    assert migrations.current(bare_url) is None
    assert set(shape(bare_url)) == {"reading"}
