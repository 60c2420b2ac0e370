"""Sending files: photos, documents, albums and the rest. It looks into no file but for a picture's size."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.files import described, store, stored
from sandbox.parameters import File, Parameters
from sandbox.sending import caption_content, place, send
from sandbox.show import show_message
from sandbox.state import Bot, Json
from sandbox.world import World

# Bot API, sendMediaGroup: "must include 2-10 items".
ALBUM = range(2, 11)
_DETAILS = ("duration", "width", "height", "performer", "title", "emoji", "length")
_WITHOUT_CAPTION = frozenset({"sticker", "video_note"})


def _content(world: World, kind: str, upload: File | str | None, parameters: Parameters) -> Json:
    """The content of a message with one file, and its caption."""
    if upload is None or upload == "":
        raise bad_request(f"there is no {kind} in the request")
    file = stored(world, upload) if isinstance(upload, str) else store(world, kind, upload)
    details = {name: _number(parameters.object(name)) for name in _DETAILS if name in parameters}
    content = described(file, **details)
    if parameters.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return content if kind in _WITHOUT_CAPTION else content | caption_content(parameters)


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _send(world: World, bot: Bot, parameters: Parameters, kind: str) -> Json:
    return send(world, bot, parameters, _content(world, kind, parameters.upload(kind), parameters))


def send_photo(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendPhoto."""
    return _send(world, bot, parameters, "photo")


def send_document(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendDocument."""
    return _send(world, bot, parameters, "document")


def send_video(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendVideo."""
    return _send(world, bot, parameters, "video")


def send_audio(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendAudio."""
    return _send(world, bot, parameters, "audio")


def send_voice(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendVoice."""
    return _send(world, bot, parameters, "voice")


def send_animation(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendAnimation."""
    return _send(world, bot, parameters, "animation")


def send_sticker(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendSticker."""
    return _send(world, bot, parameters, "sticker")


def send_video_note(world: World, bot: Bot, parameters: Parameters) -> Json:
    """sendVideoNote."""
    return _send(world, bot, parameters, "video_note")


def input_media(world: World, item: Any, parameters: Parameters) -> Json:
    """The content an InputMedia object asks for. Raises ApiError 400."""
    if not isinstance(item, dict) or "type" not in item or "media" not in item:
        raise bad_request("can't parse InputMedia: type and media are required")
    upload = parameters.attached(str(item["media"])) or str(item["media"])
    return _content(world, str(item["type"]), upload, Parameters(item))


def send_media_group(world: World, bot: Bot, parameters: Parameters) -> list[Json]:
    """sendMediaGroup: the messages of the album, which share a media_group_id."""
    items = parameters.array("media")
    if len(items) not in ALBUM:
        raise bad_request("album must contain from 2 to 10 items")
    contents = [input_media(world, item, parameters) for item in items]
    album = {"media_group_id": str(world.next("album", first=1_000_001))}
    placed = [place(world, bot, parameters, {**content, **album}) for content in contents]
    return [show_message(world, chat, message) for chat, message in placed]
