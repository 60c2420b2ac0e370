"""What Telegram says the bot is in a group, in our words."""

import pytest
from aiogram.types import ChatMemberMember, ChatMemberRestricted, User

from bot.membership import standing_of
from domain.groups import Right, missing_rights

BOT = User(id=1, is_bot=True, first_name="HealthGrid")
RIGHTS = {
    name: True
    for name, field in ChatMemberRestricted.model_fields.items()
    if name.startswith("can_") and field.is_required()
}


@pytest.mark.parametrize(
    ("changed", "status", "missing"),
    [
        ({}, "member", (Right.ADMINISTRATOR,)),
        ({"can_send_polls": False}, "member", (Right.ADMINISTRATOR, Right.POLL)),
        ({"can_send_messages": False}, "restricted", ()),
        ({"is_member": False}, "restricted", ()),
    ],
)
def test_a_bot_that_was_restricted(changed: dict[str, bool], status: str, missing: tuple[Right, ...]) -> None:
    given = {"user": BOT, "is_member": True, "until_date": 0, **RIGHTS, **changed}
    found = standing_of(ChatMemberRestricted.model_validate(given), "群")
    lacks = missing_rights(
        found.bot_status, may_delete=found.may_delete, may_pin=found.may_pin, may_poll=found.may_poll
    )
    assert (found.bot_status, lacks) == (status, missing)


def test_a_plain_member_lacks_to_be_one_of_those_who_run_it() -> None:
    assert standing_of(ChatMemberMember(user=BOT), "群").bot_status == "member"
