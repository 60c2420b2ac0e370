"""The Bot API's JSON for users, chats, members, polls and messages. It changes nothing."""

from sandbox.state import Bot, Chat, Json, Message, Person, Poll
from sandbox.world import World

# Bot API, ChatMemberAdministrator and ChatAdministratorRights: what an administrator may do here.
RIGHTS: Json = {
    "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
    "can_manage_video_chats": True, "can_restrict_members": True, "can_promote_members": False,
    "can_change_info": True, "can_invite_users": True, "can_post_stories": False, "can_edit_stories": False,
    "can_delete_stories": False, "can_pin_messages": True, "can_manage_topics": False,
    "can_send_welcome_messages": False,
}  # fmt: skip


def compact(**fields: object) -> Json:
    """A JSON object without its empty fields, as Telegram leaves them out."""
    return {name: value for name, value in fields.items() if value is not None}


def show_person(person: Person) -> Json:
    """A User."""
    return compact(
        id=person.id,
        is_bot=False,
        first_name=person.first_name,
        username=person.username,
        language_code=person.language_code,
    )


def show_bot(bot: Bot) -> Json:
    """A User that is a bot."""
    return {"id": bot.id, "is_bot": True, "first_name": bot.first_name, "username": bot.username}


def show_user(world: World, user_id: int) -> Json:
    """A User, person or bot."""
    if user_id in world.state.bots:
        return show_bot(world.state.bots[user_id])
    person = world.state.people.get(user_id)
    return (
        show_person(person) if person else {"id": user_id, "is_bot": False, "first_name": "Deleted Account"}
    )


def show_chat(world: World, chat: Chat) -> Json:
    """A Chat."""
    if chat.type != "private":
        return {"id": chat.id, "type": chat.type, "title": chat.title}
    person = world.state.people[chat.id]
    return compact(id=chat.id, type="private", first_name=person.first_name, username=person.username)


def show_member(world: World, chat: Chat, user_id: int) -> Json:
    """A ChatMember."""
    status = chat.members.get(user_id, "left")
    member: Json = {"user": show_user(world, user_id), "status": status}
    if status == "creator":
        return {**member, "is_anonymous": False}
    if status == "administrator":
        return {**member, "can_be_edited": False, **RIGHTS}
    return {**member, "until_date": 0} if status == "kicked" else member


def show_poll(world: World, poll: Poll) -> Json:
    """A Poll, in the shape of Bot API 9.6 and later (persistent_id, allows_revoting, members_only)."""
    options = [
        {"persistent_id": f"{poll.id}-{index}", "text": text, "voter_count": voters(poll, index)}
        for index, text in enumerate(poll.options)
    ]
    shown: Json = {
        "id": poll.id, "question": poll.question, "options": options,
        "total_voter_count": sum(1 for chosen in poll.votes.values() if chosen),
        "is_closed": poll.is_closed, "is_anonymous": poll.is_anonymous, "type": poll.type,
        "allows_multiple_answers": poll.allows_multiple_answers, "allows_revoting": poll.allows_revoting,
        "members_only": False,
    }  # fmt: skip
    if poll.type == "quiz":
        shown["correct_option_ids"] = poll.correct_option_ids
    close_date = int(poll.close_at.timestamp()) if poll.close_at else None
    return shown | compact(
        explanation=poll.explanation,
        explanation_entities=poll.explanation_entities or None,
        description=poll.description,
        open_period=poll.open_period,
        close_date=close_date,
    )


def voters(poll: Poll, index: int) -> int:
    """How many chose the option."""
    return sum(1 for chosen in poll.votes.values() if index in chosen)


def show_message(world: World, chat: Chat, message: Message, with_reply: bool = True) -> Json:
    """A Message; `with_reply` is off inside reply_to_message, which Telegram does not nest."""
    shown: Json = {
        "message_id": message.message_id,
        "date": int(message.date.timestamp()),
        "chat": show_chat(world, chat),
        "from": show_user(world, message.sender_id),
        **_content(world, message),
    }
    if message.ephemeral_id is not None and message.receiver_id is not None:
        shown["ephemeral_message_id"] = message.ephemeral_id
        shown["receiver_user"] = show_user(world, message.receiver_id)
    if message.edited_at is not None:
        shown["edit_date"] = int(message.edited_at.timestamp())
    if message.protected:
        shown["has_protected_content"] = True
    if message.markup is not None and "inline_keyboard" in message.markup:
        shown["reply_markup"] = message.markup
    if with_reply and message.reply_to is not None:
        original = find_message(chat, message.reply_to)
        if original is not None:
            shown["reply_to_message"] = show_message(world, chat, original, with_reply=False)
    return shown


def _content(world: World, message: Message) -> Json:
    content = {name: value for name, value in message.content.items() if name != "poll_id"}
    if "poll_id" in message.content:
        content["poll"] = show_poll(world, world.state.polls[message.content["poll_id"]])
    return content


def find_message(chat: Chat, message_id: int | None) -> Message | None:
    """An ordinary message of the chat that was not deleted."""
    for message in reversed(chat.messages):
        if message.ephemeral_id is None and message.message_id == message_id:
            return None if message.deleted else message
    return None


def find_ephemeral(chat: Chat, ephemeral_id: int | None, person_id: int) -> Message | None:
    """An ephemeral message one person can see and that was not deleted."""
    for message in reversed(chat.messages):
        if message.ephemeral_id == ephemeral_id and message.ephemeral_person == person_id:
            return None if message.deleted else message
    return None
