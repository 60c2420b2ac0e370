"""The village, lived in, for every conversation."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.cast import Village, lived_in
from tests.conftest import one_of_both


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A scene is on one database; those about rows, races and repetition say `on_both`."""
    return one_of_both(request)


@pytest.fixture
async def village(database: Database) -> AsyncIterator[Village]:
    """The bot running in the village."""
    async with lived_in(database) as village:
        yield village
