"""The village, and pauses that pass at once: what waits a second for Telegram need not wait in a test."""

import pytest

from bot import patience, updates
from tests.conversations.conftest import village

__all__ = ["village"]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(patience, "FIRST_PAUSE_SECONDS", 0.0)
