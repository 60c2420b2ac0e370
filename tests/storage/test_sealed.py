"""Sealed columns: read with a key, unreadable without, and moved to a new key row by row."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Text, func, insert, select, type_coerce
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from storage import resealing, sealed
from storage.database import Database
from storage.resealing import reseal
from storage.sealed import CannotOpen, NoKeys, new_key, use_keys
from storage.tables import Conversation, Person, table
from tests.conftest import TEST_KEY

PEOPLE, CONVERSATIONS = table(Person), table(Conversation)
NAME = "王秀英"
SAID: dict[str, object] = {"systolic": 128, "note": "头晕", "parts": [1, 2.5, None, True]}
JOINED = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _keys_put_back() -> Iterator[None]:
    yield
    use_keys([TEST_KEY])


def add_person(session: Session, name: str = NAME) -> None:
    session.add(Person(name=name, language="zh_CN", timezone="Asia/Shanghai", joined_at=JOINED))


def add_conversation(session: Session, said: dict[str, object] | None, telegram_id: int = 5) -> None:
    session.execute(insert(CONVERSATIONS), {"telegram_id": telegram_id, "said": said, "turn": 0})


def names(session: Session) -> list[str]:
    return list(session.execute(select(PEOPLE.c.name).order_by(PEOPLE.c.id)).scalars())


def tokens(session: Session) -> list[str]:
    return list(session.execute(select(type_coerce(PEOPLE.c.name, Text)).order_by(PEOPLE.c.id)).scalars())


def said(session: Session) -> list[dict[str, object] | None]:
    return list(session.execute(select(CONVERSATIONS.c.said)).scalars())


async def test_what_is_sealed_comes_back_as_it_was(database: Database) -> None:
    await database.run(add_person)
    await database.run(add_conversation, SAID)
    assert await database.read(names) == [NAME]
    assert await database.read(said) == [SAID]


async def test_nothing_said_is_kept_as_nothing(database: Database) -> None:
    await database.run(add_conversation, None)
    assert await database.read(said) == [None]
    empty = select(func.count()).select_from(CONVERSATIONS).where(CONVERSATIONS.c.said.is_(None))
    assert await database.read(lambda session: session.execute(empty).scalar_one()) == 1


async def test_the_file_of_the_database_does_not_hold_the_words(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await database.run(add_person, "Wang Xiuying")
    await database.run(add_conversation, {"complaint": "felt dizzy"})
    await database.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    held = b"".join(path.read_bytes() for path in file.parent.glob(file.name + "*"))
    assert b"zh_CN" in held  # the row is there
    for words in (b"Wang", b"Xiuying", b"dizzy", b"complaint"):
        assert words not in held


async def test_the_same_name_is_never_sealed_the_same_way(database: Database) -> None:
    await database.run(add_person)
    await database.run(add_person)
    first, second = await database.read(tokens)
    assert first != second


async def test_a_new_key_seals_and_the_old_one_still_opens(database: Database) -> None:
    await database.run(add_person, "before")
    fresh = new_key()
    use_keys([fresh, TEST_KEY])
    await database.run(add_person, "after")
    assert await database.read(names) == ["before", "after"]
    use_keys([fresh])
    with pytest.raises(CannotOpen, match="key"):
        await database.read(names)


async def test_resealing_lets_the_old_key_be_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "RESEAL_BATCH", 2)
    for number in range(5):
        await database.run(add_person, f"resident {number}")
    await database.run(add_conversation, SAID)
    fresh = new_key()
    use_keys([fresh, TEST_KEY])
    await database.run(add_person, "newcomer")
    await database.run(add_conversation, None, telegram_id=6)
    assert await database.run(reseal) == 6
    assert await database.run(reseal) == 0
    use_keys([fresh])
    assert await database.read(names) == [*(f"resident {number}" for number in range(5)), "newcomer"]
    assert SAID in await database.read(said)


async def test_resealing_without_the_old_key_changes_nothing(database: Database) -> None:
    await database.run(add_person)
    before = await database.read(tokens)
    use_keys([new_key()])
    with pytest.raises(CannotOpen):
        await database.run(reseal)
    assert await database.read(tokens) == before


async def test_an_altered_value_is_not_opened(database: Database) -> None:
    await database.run(add_person)

    def alter(session: Session) -> None:
        (token,) = tokens(session)
        flipped = token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]
        session.execute(PEOPLE.update().values(name=type_coerce(flipped, Text)))

    await database.run(alter)
    with pytest.raises(CannotOpen):
        await database.read(names)


async def test_without_keys_nothing_is_written(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed._Keyring, "every", None)
    with pytest.raises((NoKeys, StatementError), match="use_keys"):
        await database.run(add_conversation, SAID)
    monkeypatch.undo()
    assert await database.read(said) == []


@pytest.mark.parametrize("keys", [[], ["not a key"], [TEST_KEY, "short"]])
def test_what_is_not_a_key_is_refused_and_the_keys_in_use_stay(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="new_key"):
        use_keys(keys)
    assert sealed.unseal(sealed.seal("still")) == "still"


@given(st.text())
def test_any_text_survives_sealing(words: str) -> None:
    assert sealed.unseal(sealed.seal(words)) == words


def test_every_sealed_column_can_be_resealed() -> None:
    columns = list(resealing.sealed_columns())
    assert {str(column) for column in columns} >= {"person.name", "conversation.said"}
    for column in columns:
        assert resealing._key_of(column).table is column.table
