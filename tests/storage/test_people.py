"""A person as actions find them: one statement, their tags in it, and their name closed until somebody says it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from domain.people import Tag
from storage.database import Database
from storage.people import Known, add_person, get_person, meet, set_tags
from storage.sealed import CannotOpen, new_key, use_keys
from tests.conftest import TEST_KEY

JOINED = datetime(2027, 1, 1, tzinfo=UTC)


def join(session: Session, *tags: Tag) -> Known:
    person_id = add_person(
        session, telegram_id=7, name="王秀英", language="zh_CN", timezone="Asia/Shanghai", joined_at=JOINED
    )
    set_tags(session, person_id, tags)
    return get_person(session, person_id)


@pytest.mark.parametrize("tags", [(), (Tag.PREGNANT,), (Tag.DIABETES, Tag.HYPERTENSION, Tag.PREGNANT)])
async def test_a_person_comes_with_their_tags(database: Database, tags: tuple[Tag, ...]) -> None:
    assert (await database.run(join, *tags)).tags == set(tags)


async def test_a_name_needs_a_key_only_where_it_is_said(database: Database) -> None:
    await database.run(join)
    use_keys([new_key()])
    try:
        met = (await database.read(meet, 7, 1)).person
        assert met is not None
        with pytest.raises(CannotOpen):
            _ = met.name
    finally:
        use_keys([TEST_KEY])
    assert met.name == "王秀英"
    assert "王秀英" not in repr(met)
