"""The bytes bots and people upload, and the Bot API's objects that describe them. It alters no byte."""

import hashlib
import mimetypes
import struct

from sandbox.errors import ApiError, bad_request
from sandbox.parameters import File, Parameters
from sandbox.state import Bot, Json, StoredFile
from sandbox.world import World

# Bot API, "Sending files": 10 MB for photos, 50 MB for other files; getFile: 20 MB.
PHOTO_BYTES = 10 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024


def store(world: World, kind: str, upload: File) -> StoredFile:
    """Keep the upload; the same bytes give the same file_unique_id. Raises ApiError 400 or 413."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and len(upload.content) > PHOTO_BYTES:
        raise bad_request("file is too big")
    unique = hashlib.sha256(upload.content).hexdigest()[:16]
    width, height = picture_size(upload.content)
    if kind == "photo" and not width:
        raise bad_request("IMAGE_PROCESS_FAILED")
    mime_type = upload.mime_type
    if mime_type == "application/octet-stream":
        mime_type = mimetypes.guess_type(upload.name)[0] or mime_type
    file = StoredFile(
        f"file{world.next('file')}_{unique}",
        unique,
        kind,
        upload.name,
        mime_type,
        upload.content,
        width,
        height,
    )
    world.state.files[file.id] = file
    return file


def stored(world: World, file_id: str) -> StoredFile:
    """The file a file_id names. Raises ApiError 400."""
    file = world.state.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def described(file: StoredFile, **details: object) -> Json:
    """The content field of a message that carries the file: a PhotoSize list, a Document, a Video, ..."""
    shown: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}
    size = {"width": file.width or 320, "height": file.height or 240}
    named = {"file_name": file.name, "mime_type": file.mime_type}
    given = {name: value for name, value in details.items() if value is not None}
    match file.kind:
        case "photo":
            return {"photo": [{**shown, **size}]}
        case "document":
            return {"document": {**shown, **named}}
        case "video" | "animation":
            return {file.kind: {**shown, **size, **named, "duration": 0, **given}}
        case "audio":
            return {"audio": {**shown, **named, "duration": 0, **given}}
        case "voice":
            return {"voice": {**shown, "mime_type": file.mime_type, "duration": 0, **given}}
        case "video_note":
            return {"video_note": {**shown, "length": 240, "duration": 0, **given}}
        case _:
            flags = {"type": "regular", "is_animated": False, "is_video": False}
            return {"sticker": {**shown, **size, **flags, **given}}


def get_file(world: World, bot: Bot, parameters: Parameters) -> Json:
    """getFile: a File with its file_path."""
    file_id = parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    if file_id not in world.state.files:
        raise bad_request("invalid file_id")
    file = world.state.files[file_id]
    if len(file.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    shown = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}
    return {**shown, "file_path": file.path}


def file_at(world: World, path: str) -> StoredFile | None:
    """The file a file_path names."""
    return next((file for file in world.state.files.values() if file.path == path), None)


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP; (0, 0) when it is none of them."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return 320, 240
