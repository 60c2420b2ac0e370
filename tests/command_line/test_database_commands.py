"""migrate, audit, outbox, new-key, reseal: what the keeper of an installation does to its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from actions.join import Newcomer, join
from domain.outbox import Kind
from storage.due import Queue
from storage.outbox import add_outbox, mark_failed, mark_unknown
from storage.sealed import new_key, use_keys
from tests.command_line.conftest import Call

URL = "sqlite:///kept.db"
NAME = "王秀英"


@contextmanager
def kept() -> Iterator[Session]:
    engine = create_engine(URL)
    with Session(engine) as session, session.begin():
        yield session
    engine.dispose()


def someone_joins(key: str) -> int:
    use_keys([key])
    newcomer = Newcomer(
        telegram_id=7001,
        name=NAME,
        language="zh_CN",
        consents=(),
        birth_year=1958,
        sex=None,
        tags=frozenset(),
        village_code=None,
    )
    with kept() as session:
        return join(
            session, newcomer, timezone="Asia/Shanghai", now=datetime(2026, 11, 22, tzinfo=UTC)
        ).person_id


def sealed_name() -> str:
    with kept() as session:
        return str(session.execute(text("SELECT name FROM person")).scalar_one())


def test_migrating_twice_is_as_good_as_once(call: Call) -> None:
    key = new_key()
    first, second = (call("migrate", KEYS=key, DATABASE=URL) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert first.said == second.said
    assert first.said.startswith("ok  the database stands at ")


def test_an_audit_proves_the_balances_and_finds_a_tampered_one(call: Call) -> None:
    key = new_key()
    call("migrate", KEYS=key, DATABASE=URL)
    person = someone_joins(key)
    honest = call("audit", KEYS=key, DATABASE=URL)
    assert (honest.code, honest.said) == (0, "ok  every balance equals the ledger\n")
    with kept() as session:
        session.execute(
            text("UPDATE balance SET points = points + 5 WHERE account = :person"), {"person": person}
        )
    tampered = call("audit", KEYS=key, DATABASE=URL)
    assert tampered.code == 1
    assert tampered.said == f"--  account {person} holds 5, the ledger says 0\n"


def test_what_may_not_have_arrived_is_told_with_what_to_do(call: Call) -> None:
    key = new_key()
    call("migrate", KEYS=key, DATABASE=URL)
    fine = call("outbox", KEYS=key, DATABASE=URL)
    assert (fine.code, fine.said) == (0, "ok  nothing went wrong within 7 days\n")
    with kept() as session:
        items = [Queue(f"weekly_lesson:group:{number}:2026-W47", 7001 + number) for number in range(3)]
        now = datetime.now(UTC)
        add_outbox(session, push="weekly_lesson", kind=Kind.LESSON, items=items, now=now)
        mark_unknown(session, 1, "TimedOut", now)
        mark_failed(session, 2, "blocked", now)
        mark_failed(session, 3, "blocked", now - timedelta(days=30))
    found = call("outbox", KEYS=key, DATABASE=URL)
    assert found.code == 1
    assert [line[:33] for line in found.said.splitlines()[:2]] == [
        "--  weekly_lesson: 1 unknown, las",
        "--  weekly_lesson: 1 failed, last",
    ]
    assert "ask whoever it was for" in found.said
    assert call("outbox", "--days", "60", KEYS=key, DATABASE=URL).said.count("2 failed") == 1


def test_a_new_key_is_a_key_and_never_the_same(call: Call) -> None:
    keys = {call("new-key").said.strip() for _ in range(2)}
    assert len(keys) == 2
    for key in keys:
        Fernet(key)


def test_after_resealing_the_old_key_can_be_dropped(call: Call) -> None:
    old, new = new_key(), new_key()
    call("migrate", KEYS=old, DATABASE=URL)
    someone_joins(old)
    rotated = call("reseal", KEYS=f"{new},{old}", DATABASE=URL)
    assert rotated.code == 0
    assert rotated.said.startswith("ok  1 ")
    assert Fernet(new).decrypt(sealed_name()).decode() == NAME
    assert call("reseal", KEYS=new, DATABASE=URL).said.startswith("ok  0 ")


def test_resealing_without_the_old_key_changes_nothing_and_says_which_setting(call: Call) -> None:
    old = new_key()
    call("migrate", KEYS=old, DATABASE=URL)
    someone_joins(old)
    result = call("reseal", KEYS=new_key(), DATABASE=URL)
    assert result.code == 2
    assert result.complaint.startswith("HEALTHGRID_KEYS lacks the key")
    assert Fernet(old).decrypt(sealed_name()).decode() == NAME


@pytest.mark.parametrize("command", ["migrate", "audit", "outbox", "reseal"])
def test_without_a_key_nothing_is_opened(call: Call, command: str) -> None:
    result = call(command, DATABASE=URL)
    assert (result.code, Path("kept.db").exists()) == (2, False)
    assert result.complaint.startswith("HEALTHGRID_KEYS is missing")
