"""The post office, on both databases."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.delivery.post import Post, post_office


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    async with post_office(database) as opened:
        yield opened


@pytest.fixture
async def sqlite_post(sqlite_url: str) -> AsyncIterator[Post]:
    """On SQLite alone: for long tables of cases that ask nothing of the database."""
    database = Database(sqlite_url)
    async with post_office(database) as opened:
        yield opened
    await database.close()
