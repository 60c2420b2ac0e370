"""Files: the same bytes back whichever way they were sent, and every kind a bot may send."""

import io
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, types
from PIL import Image
from telegram import InputMediaPhoto

from sandbox.errors import ApiError
from sandbox.in_process import SandboxSession
from sandbox.parameters import File
from tests.sandbox.bots import TOKEN, AiogramBot, LittleBot
from tests.sandbox.conftest import Box, Town


def a_picture(form: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, form)
    return file.getvalue()


async def upload(box: Box, method: str, content: bytes, **parameters: Any) -> Any:
    kind = method.removeprefix("send").lower()
    files = {kind: File(f"my {kind}.bin", content)}
    return await box.telegram.call(TOKEN, method, parameters, files)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_photo_is_described_by_its_own_size(box: Box, form: str) -> None:
    sent = await upload(box, "sendPhoto", a_picture(form), chat_id=box.person())
    photo = sent["photo"][-1]
    assert photo["file_size"] == len(a_picture(form))
    expected = (512, 512) if form == "WEBP" else (40, 30)
    assert (photo["width"], photo["height"]) == expected


async def test_what_is_no_picture_is_no_photo_and_nothing_is_no_file(box: Box) -> None:
    ann = box.person()
    with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
        await upload(box, "sendPhoto", b"not a picture", chat_id=ann)
    with pytest.raises(ApiError, match="Request Entity Too Large"):
        await upload(box, "sendDocument", bytes(50 * 1024 * 1024 + 1), chat_id=ann)
    with pytest.raises(ApiError, match="file must be non-empty"):
        await upload(box, "sendDocument", b"", chat_id=ann)
    assert "there is no photo in the request" in await box.refusal("sendPhoto", chat_id=ann)
    assert "wrong file identifier" in await box.refusal("sendPhoto", chat_id=ann, photo="unknown")


@pytest.mark.parametrize("kind", ["Document", "Video", "Audio", "Voice", "Animation", "Sticker"])
async def test_every_kind_comes_back_as_it_was_and_can_be_sent_again(box: Box, kind: str) -> None:
    ann, content = box.person(), bytes(range(256)) * 3
    sent = await upload(box, f"send{kind}", content, chat_id=ann)
    file_id = sent[kind.lower()]["file_id"]
    file = await box.api("getFile", file_id=file_id)
    async with Bot(TOKEN, session=SandboxSession(box.telegram)) as bot:
        received = await bot.download_file(file["file_path"])
        assert received is not None
        assert received.read() == content
    again = await box.api(f"send{kind}", chat_id=ann, **{kind.lower(): file_id})
    assert again[kind.lower()]["file_unique_id"] == sent[kind.lower()]["file_unique_id"]
    media = box.control.list_messages(ann)[-1]["media"]
    assert (media["type"], media["size"]) == (kind.lower(), len(content))


async def test_an_album_by_attachment_shares_one_group(town: Town, idle_bot: LittleBot) -> None:
    ann = await town.person()
    await town.sends(ann, "/start")
    pictures = [a_picture(size=(n, n)) for n in (10, 20)]
    await idle_bot.say(ann, "an album follows")
    if isinstance(idle_bot, AiogramBot):
        files = [types.BufferedInputFile(one, "p.png") for one in pictures]
        album: Any = [
            types.InputMediaPhoto(media=files[0], caption="two"),
            types.InputMediaPhoto(media=files[1]),
        ]
        await idle_bot.bot.send_media_group(ann, album)
    else:
        album = [InputMediaPhoto(pictures[0], caption="two"), InputMediaPhoto(pictures[1])]
        await idle_bot.bot.send_media_group(ann, album)  # type: ignore[attr-defined]
    first, second = (await town.sees(ann))[-2:]
    assert first["caption"] == "two"
    assert first["media_group_id"] == second["media_group_id"]
    for shown, picture in ((first, pictures[0]), (second, pictures[1])):
        async with town.client.get(town.server.url + shown["media"]["url"]) as response:
            assert await response.read() == picture


async def test_the_bytes_uploaded_by_form_are_downloaded_from_the_file_address(town: Town) -> None:
    ann, content = await town.person(), b"\x00\r\n--boundary\r\n\xff" * 50
    await town.sends(ann, "/start")
    base = f"{town.server.url}/bot{TOKEN}"
    form = aiohttp.FormData({"chat_id": str(ann), "caption": "raw"}, quote_fields=False)
    form.add_field("document", content, filename="血压.bin")
    async with town.client.post(f"{base}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "血压.bin"
    async with town.client.get(f"{base}/getFile", params={"file_id": document["file_id"]}) as response:
        path = (await response.json())["result"]["file_path"]
    async with town.client.get(f"{town.server.url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == content
    async with town.client.get(f"{town.server.url}/file/bot4242:wrong/{path}") as response:
        assert response.status == 401


async def test_a_caption_is_edited_and_the_media_replaced(box: Box) -> None:
    ann = box.person()
    sent = await upload(box, "sendPhoto", a_picture(), chat_id=ann, caption="<i>old</i>", parse_mode="HTML")
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    which = {"chat_id": ann, "message_id": sent["message_id"]}
    edited = await box.api("editMessageCaption", **which, caption="new")
    assert (edited["caption"], "photo" in edited) == ("new", True)
    media = {"type": "document", "media": "attach://new", "caption": "newer"}
    files = {"new": File("report.pdf", b"%PDF")}
    replaced = await box.telegram.call(TOKEN, "editMessageMedia", {**which, "media": media}, files)
    assert "photo" not in replaced
    assert replaced["document"]["mime_type"] == "application/pdf"
    assert "message caption is too long" in await box.refusal(
        "editMessageCaption", **which, caption="x" * 1025
    )
    assert "no text in the message" in await box.refusal("editMessageText", **which, text="x")
