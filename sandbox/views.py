"""What a person sees of a chat, in the control API's JSON. It is not the Bot API's."""

from sandbox.polls import close_if_due
from sandbox.rich import plain
from sandbox.show import compact, show_user, voters
from sandbox.state import Chat, Json, Message, Person, StoredFile
from sandbox.world import World

_MEDIA = ("photo", "document", "video", "voice", "audio", "animation", "sticker", "video_note")


def view_person(person: Person) -> Json:
    """A row of GET /sim/people."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
        "note": person.note,
    }


def view_chat(world: World, chat: Chat) -> Json:
    """A row of GET /sim/chats: the people who are in it now."""
    present = [
        user_id
        for user_id, status in chat.members.items()
        if status in {"creator", "administrator", "member"} and user_id in world.state.people
    ]
    return {"id": chat.id, "type": chat.type, "title": chat.title, "members": present}


def visible_messages(chat: Chat, viewer: int | None, after: int) -> list[Message]:
    """What the viewer sees: other people's ephemeral messages left out, replaced ones hidden."""
    seen = [m for m in chat.messages if m.ephemeral_id is None or m.ephemeral_person == viewer]
    replaced = {m.replaces for m in seen if m.replaces is not None and not m.deleted}
    return [m for m in seen if m.number > after and m.number not in replaced]


def view_message(world: World, chat: Chat, message: Message, viewer: int | None) -> Json:
    """One message as the viewer sees it."""
    # Of a deleted message nobody sees more than that there was one.
    content, markup = ({}, None) if message.deleted else (message.content, message.markup)
    user = show_user(world, message.sender_id)
    return {
        "number": message.number,
        "message_id": message.message_id,
        **compact(ephemeral_message_id=message.ephemeral_id),
        "chat": chat.id,
        "from": compact(**{name: user.get(name) for name in ("id", "first_name", "username", "is_bot")}),
        "date": message.date.isoformat(),
        **_view_content(world, content, viewer),
        "keyboard": markup.get("inline_keyboard") if markup else None,
        "reply_keyboard": _reply_keyboard(markup),
        "reply_to": message.reply_to,
        "edited": message.edited_at is not None,
        "deleted": message.deleted,
        "ephemeral_to": message.ephemeral_person,
        "service": message.service,
        "pinned": message.pinned,
        "protected": message.protected,
        **_extras(message),
    }


def _words(content: Json) -> str | None:
    rich = content.get("rich_message")
    return plain(rich["blocks"]) if rich else content.get("text")


def _view_content(world: World, content: Json, viewer: int | None) -> Json:
    return {
        "text": _words(content),
        "entities": content.get("entities", []),
        "caption": content.get("caption"),
        "caption_entities": content.get("caption_entities", []),
        "media": _media(world, content),
        "poll": _poll(world, content, viewer),
    }


def _extras(message: Message) -> Json:
    names = ("contact", "location", "dice", "forward_origin", "rich_message", "media_group_id", "effect_id")
    extras = {name: message.content[name] for name in names if name in message.content}
    if message.reactions:
        extras["reactions"] = [reaction for given in message.reactions.values() for reaction in given]
    return extras


def _reply_keyboard(markup: Json | None) -> Json | None:
    if markup is None:
        return None
    if markup.get("remove_keyboard"):
        return {"remove": True}
    if "keyboard" not in markup:
        return None
    return {
        "rows": [[button["text"] for button in row] for row in markup["keyboard"]],
        "one_time": bool(markup.get("one_time_keyboard")),
        "placeholder": markup.get("input_field_placeholder"),
    }


def _media(world: World, content: Json) -> Json | None:
    for kind in _MEDIA:
        if kind in content:
            shown = content[kind][-1] if kind == "photo" else content[kind]
            file = world.state.files[shown["file_id"]]
            return {"type": kind, **_file(file)}
    return None


def _file(file: StoredFile) -> Json:
    size = compact(width=file.width or None, height=file.height or None)
    return {"file_name": file.name, "url": f"/sim/files/{file.id}", **size, "size": len(file.content)}


def _poll(world: World, content: Json, viewer: int | None) -> Json | None:
    if "poll_id" not in content:
        return None
    poll = world.state.polls[content["poll_id"]]
    close_if_due(world, poll)
    return {
        "question": poll.question,
        "options": [{"text": text, "voter_count": voters(poll, i)} for i, text in enumerate(poll.options)],
        "type": poll.type,
        "correct_option_ids": poll.correct_option_ids,
        "explanation": poll.explanation,
        "is_closed": poll.is_closed,
        "is_anonymous": poll.is_anonymous,
        "allows_multiple_answers": poll.allows_multiple_answers,
        "my_votes": poll.votes.get(viewer, []) if viewer is not None else [],
        "total_voter_count": sum(1 for chosen in poll.votes.values() if chosen),
    }
