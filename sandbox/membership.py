"""Who is in which chat: opening groups, joining, leaving, blocking, growing into a supergroup."""

from collections.abc import Sequence

from sandbox.chats import is_present, private_chat, set_blocked, set_status
from sandbox.errors import ControlError
from sandbox.people import require_present
from sandbox.posting import post, tell_bots
from sandbox.show import show_chat, show_user
from sandbox.state import Bot, Chat, Json, Person
from sandbox.world import World

_GROUP, _SUPERGROUP = 4_000_000_001, 1_002_000_000_001
STATUSES = ("member", "left", "administrator", "kicked")


def find_chat(
    world: World, chat_id: int, viewer: int | None, bot: Bot | None, must_exist: bool
) -> Chat | None:
    """A group, or the viewer's private chat. Raises ControlError 404 for none, 403 for an outsider's look."""
    if chat_id > 0:
        chat = private_chat(world, bot, chat_id) if bot is not None else None
        if viewer is not None and viewer != chat_id:
            raise ControlError("a private chat is seen by its own person only", 403)
    else:
        chat = world.state.groups.get(chat_id)
        must_exist = True
    if chat is None and must_exist:
        raise ControlError(f"there is no chat {chat_id}", 404)
    if chat is not None and viewer is not None:
        require_present(chat, viewer)
    return chat


def open_private(world: World, bot: Bot, person: Person, starting: bool) -> Chat:
    """The private chat, started now if it was not. Raises ControlError while the bot is blocked.

    Telegram shows who blocked a bot nothing but a button to start it again: `starting` unblocks it.
    """
    chats = world.state.private_chats.setdefault(bot.id, {})
    chat = chats.setdefault(person.id, Chat(person.id, "private", bot_id=bot.id))
    if chat.blocked and starting:
        set_blocked(world, bot, chat, False)
    if chat.blocked:
        raise ControlError("this person blocked the bot; unblock it first", 403)
    return chat


def _group_id(world: World, type_: str) -> int:
    if type_ == "group":
        return -world.next("group", _GROUP)
    if type_ == "supergroup":
        return -world.next("supergroup", _SUPERGROUP)
    raise ControlError("type is group or supergroup")


def add_group(world: World, type_: str, title: str, members: Sequence[int], privacy_mode: bool) -> Chat:
    """A new group; the first member is its creator."""
    strangers = [person_id for person_id in members if person_id not in world.state.people]
    if strangers or not members or not title:
        raise ControlError("a group needs a title and members that exist")
    roles = {person_id: "creator" if person_id == members[0] else "member" for person_id in members}
    chat = Chat(_group_id(world, type_), type_, title, members=roles, privacy_mode=privacy_mode)
    world.state.groups[chat.id] = chat
    return chat


def bring_in_bot(world: World, chat: Chat, bot: Bot, status: str) -> None:
    """The creator adds the bot."""
    creator = next(person_id for person_id, role in chat.members.items() if role == "creator")
    set_status(world, chat, bot.id, status, by=creator)
    _note_arrival(world, chat, bot.id, by=creator)


def change(world: World, bot: Bot, user_id: int, status: str, chat_id: int | None) -> None:
    """Change someone's place: a person's or a bot's in a group, or the person's private chat with the bot."""
    if user_id not in world.state.people and user_id not in world.state.bots:
        raise ControlError(f"there is no person {user_id}", 404)
    if status in {"blocked", "unblocked", "deactivated"} or chat_id is None or chat_id == user_id:
        _change_private(world, bot, user_id, status)
        return
    chat = find_chat(world, chat_id, None, bot, must_exist=True)
    if chat is None or chat.type == "private" or status not in STATUSES:
        raise ControlError(f"status in a group is one of {', '.join(STATUSES)}")
    _change_group(world, chat, user_id, status)


def _change_private(world: World, bot: Bot, person_id: int, status: str) -> None:
    person = world.state.people.get(person_id)
    if person is None or status not in {"blocked", "unblocked", "deactivated"}:
        raise ControlError("status in a private chat is blocked or unblocked")
    if status == "deactivated":
        person.deactivated = True
        return
    chats = world.state.private_chats.setdefault(bot.id, {})
    if status == "blocked":
        chats.setdefault(person_id, Chat(person_id, "private", bot_id=bot.id))
    if person_id in chats:
        set_blocked(world, bot, chats[person_id], status == "blocked")


def _change_group(world: World, chat: Chat, user_id: int, status: str) -> None:
    was_present = is_present(chat, user_id)
    is_bot = user_id in world.state.bots
    creator = next((one for one, role in chat.members.items() if role == "creator"), user_id)
    if is_bot and status == "left":
        status = "kicked"  # a bot never goes by itself here: somebody removed it
    by = user_id if not is_bot and status in {"member", "left"} else creator
    if not was_present and status in {"left", "kicked"}:
        raise ControlError("they are not in that chat")
    if was_present and status in {"left", "kicked"}:
        _note_departure(world, chat, user_id, by)
    set_status(world, chat, user_id, status, by=by)
    if not was_present:
        _note_arrival(world, chat, user_id, by)


def _note_arrival(world: World, chat: Chat, user_id: int, by: int) -> None:
    user = show_user(world, user_id)
    content: Json = {"new_chat_members": [user]}
    message = post(world, chat, by, content, service=f"{user['first_name']} joined the group")
    tell_bots(world, chat, message)


def _note_departure(world: World, chat: Chat, user_id: int, by: int) -> None:
    user = show_user(world, user_id)
    message = post(
        world, chat, by, {"left_chat_member": user}, service=f"{user['first_name']} left the group"
    )
    tell_bots(world, chat, message)


def migrate(world: World, chat: Chat) -> Chat:
    """The group's supergroup: same people, another id, a service message on both sides."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError("only a basic group can become a supergroup")
    new = Chat(
        _group_id(world, "supergroup"), "supergroup", chat.title, members=dict(chat.members),
        privacy_mode=chat.privacy_mode,
    )  # fmt: skip
    world.state.groups[new.id] = new
    chat.migrated_to = new.id
    creator = next((one for one, role in chat.members.items() if role == "creator"), next(iter(chat.members)))
    for place, content in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
        service = f"{show_chat(world, chat)['title']} became a supergroup"
        tell_bots(world, place, post(world, place, creator, content, service=service))
    return new
