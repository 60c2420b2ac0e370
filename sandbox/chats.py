"""Which chat a bot means, whether it may speak there, and what it may ask about it. It sends no message."""

from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.parameters import Parameters
from sandbox.show import RIGHTS, find_message, show_chat, show_member, show_message, show_user
from sandbox.state import Bot, Chat, Json
from sandbox.world import World

PRESENT = frozenset({"creator", "administrator", "member"})


def is_present(chat: Chat, user_id: int) -> bool:
    """Whether the person or bot is in the group now."""
    return chat.members.get(user_id) in PRESENT


def is_administrator(chat: Chat, user_id: int) -> bool:
    """Whether the person or bot runs the group."""
    return chat.members.get(user_id) in {"creator", "administrator"}


def private_chat(world: World, bot: Bot, person_id: int) -> Chat | None:
    """The private chat, once the person has started it."""
    return world.state.private_chats.get(bot.id, {}).get(person_id)


def reachable_chat(world: World, bot: Bot, parameters: Parameters) -> Chat:
    """The chat named by chat_id, where the bot may speak. Raises Telegram's 400 or 403 when it may not."""
    chat_id = _chat_id(world, parameters)
    if chat_id > 0:
        return _private(world, bot, chat_id)
    return _group(world, bot, chat_id)


def _chat_id(world: World, parameters: Parameters) -> int:
    given = parameters.text("chat_id")
    if not given:
        raise bad_request("chat_id is empty")
    if given.startswith("@"):
        people = (person for person in world.state.people.values() if person.username == given[1:])
        found = next(people, None)
        if found is None:
            raise bad_request("chat not found")
        return found.id
    try:
        return int(given)
    except ValueError:
        raise bad_request("chat not found") from None


def known_chat(world: World, bot: Bot, parameters: Parameters) -> Chat:
    """The chat named by chat_id, for asking about it: who blocked the bot is still known to it."""
    chat_id = _chat_id(world, parameters)
    if chat_id < 0:
        return _group(world, bot, chat_id)
    chat = private_chat(world, bot, chat_id)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _private(world: World, bot: Bot, person_id: int) -> Chat:
    if person_id in world.state.bots:
        raise forbidden("bot can't send messages to bots")
    person = world.state.people.get(person_id)
    if person is None:
        raise bad_request("chat not found")
    if person.deactivated:
        raise forbidden("user is deactivated")
    chat = private_chat(world, bot, person_id)
    if chat is None:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def _group(world: World, bot: Bot, chat_id: int) -> Chat:
    chat = world.state.groups.get(chat_id)
    if chat is None or bot.id not in chat.members:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        reason = "Bad Request: group chat was upgraded to a supergroup chat"
        raise ApiError(400, reason, {"migrate_to_chat_id": chat.migrated_to})
    if chat.members[bot.id] == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not is_present(chat, bot.id):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def get_chat(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getChat: a ChatFullInfo."""
    chat = known_chat(world, bot, parameters)
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    shown = {
        **show_chat(world, chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    pinned = [message for message in chat.messages if message.pinned and not message.deleted]
    if pinned:
        shown["pinned_message"] = show_message(world, chat, pinned[-1], with_reply=False)
    if chat.invite_link:
        shown["invite_link"] = chat.invite_link
    return shown


def get_chat_member(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getChatMember: a ChatMember; who never was there is "left"."""
    chat = known_chat(world, bot, parameters)
    user_id = parameters.integer("user_id")
    if user_id is None or (user_id not in world.state.people and user_id not in world.state.bots):
        raise bad_request("invalid user_id specified" if user_id is None else "PARTICIPANT_ID_INVALID")
    if chat.type == "private":
        return {"user": show_user(world, user_id), "status": "member"}
    return show_member(world, chat, user_id)


def get_chat_member_count(world: World, bot: Bot, parameters: Parameters) -> int:
    """getChatMemberCount."""
    chat = known_chat(world, bot, parameters)
    return 2 if chat.type == "private" else sum(is_present(chat, user_id) for user_id in chat.members)


def get_chat_administrators(world: World, bot: Bot, parameters: Parameters) -> list[Json]:
    """getChatAdministrators: those who are not bots, and the bot itself when it is one."""
    chat = known_chat(world, bot, parameters)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [show_member(world, chat, user_id) for user_id in chat.members if is_administrator(chat, user_id)]


def leave_chat(world: World, bot: Bot, parameters: Parameters) -> bool:
    """leaveChat: the bot goes, and is told so by my_chat_member."""
    chat = reachable_chat(world, bot, parameters)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    set_status(world, chat, bot.id, "left", by=bot.id)
    return True


def set_status(world: World, chat: Chat, user_id: int, status: str, by: int) -> None:
    """Change someone's place in a group and tell the bots: the one itself, and administrators."""
    old = show_member(world, chat, user_id)
    chat.members[user_id] = status
    change = {
        "chat": show_chat(world, chat),
        "from": show_user(world, by),
        "date": int(world.now().timestamp()),
        "old_chat_member": old,
        "new_chat_member": show_member(world, chat, user_id),
    }
    if user_id in world.state.bots:
        world.push(world.state.bots[user_id], "my_chat_member", change)
    for bot in world.state.bots.values():
        if bot.id != user_id and is_administrator(chat, bot.id):
            world.push(bot, "chat_member", change)


def set_blocked(world: World, bot: Bot, chat: Chat, blocked: bool) -> None:
    """The person blocks or unblocks the bot, which hears of it by my_chat_member."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    user = show_user(world, bot.id)
    member: Json = {"user": user, "status": "member"}
    kicked: Json = {"user": user, "status": "kicked", "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    change = {
        "chat": show_chat(world, chat),
        "from": show_user(world, chat.id),
        "date": int(world.now().timestamp()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.push(bot, "my_chat_member", change)


def _as_administrator(world: World, bot: Bot, parameters: Parameters) -> Chat:
    chat = reachable_chat(world, bot, parameters)
    if chat.type == "private" or not is_administrator(chat, bot.id):
        raise bad_request("not enough rights to manage chat invite link")
    return chat


def export_chat_invite_link(world: World, bot: Bot, parameters: Parameters) -> str:
    """exportChatInviteLink: a new primary link; administrators only."""
    chat = _as_administrator(world, bot, parameters)
    chat.invite_link = f"https://t.me/+sandbox{world.next('invite_link'):06d}"
    return chat.invite_link


def create_chat_invite_link(world: World, bot: Bot, parameters: Parameters) -> Json:
    """createChatInviteLink: an additional link; administrators only."""
    _as_administrator(world, bot, parameters)
    link: Json = {
        "invite_link": f"https://t.me/+sandbox{world.next('invite_link'):06d}",
        "creator": show_user(world, bot.id),
        "creates_join_request": parameters.flag("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    optional = {"name": parameters.text("name"), "member_limit": parameters.integer("member_limit")}
    return link | {name: value for name, value in optional.items() if value is not None}


def pin_chat_message(world: World, bot: Bot, parameters: Parameters) -> bool:
    """pinChatMessage: in private chats always, in groups for administrators."""
    chat = _pinning_chat(world, bot, parameters)
    message = find_message(chat, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    message.pinned = True
    return True


def unpin_chat_message(world: World, bot: Bot, parameters: Parameters) -> bool:
    """unpinChatMessage: the named message, or the latest pinned one."""
    chat = _pinning_chat(world, bot, parameters)
    pinned = [message for message in chat.messages if message.pinned]
    wanted = parameters.integer("message_id")
    if wanted is not None:
        pinned = [message for message in pinned if message.message_id == wanted]
    if not pinned:
        raise bad_request("message to unpin not found")
    pinned[-1].pinned = False
    return True


def unpin_all_chat_messages(world: World, bot: Bot, parameters: Parameters) -> bool:
    """unpinAllChatMessages."""
    for message in _pinning_chat(world, bot, parameters).messages:
        message.pinned = False
    return True


def _pinning_chat(world: World, bot: Bot, parameters: Parameters) -> Chat:
    chat = reachable_chat(world, bot, parameters)
    if chat.type != "private" and not (is_administrator(chat, bot.id) and RIGHTS["can_pin_messages"]):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
