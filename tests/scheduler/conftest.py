"""The village, lived in, for every conversation."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Village, lived_in


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """The bot running in the village, on SQLite and on PostgreSQL."""
    async with lived_in(database) as village:
        yield village
