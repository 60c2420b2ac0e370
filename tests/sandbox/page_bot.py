"""A small bot for the tests of the chat page: it shows one of everything and remembers nothing."""

import io

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputRichMessage,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from PIL import Image

THANKS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Thank you", callback_data="thanks")],
        [InlineKeyboardButton(text="Warn me", callback_data="warn")],
        [InlineKeyboardButton(text="Join", url="https://t.me/echo_bot?start=lotus")],
    ]
)


def echoing() -> Router:
    """A bot that shows one of each: buttons, edits, a photo, a file, a quiz, an ephemeral reply."""
    router = Router()
    router.message.register(send_chart, F.text == "chart")
    router.message.register(send_quiz, F.text == "quiz")
    router.message.register(send_table, F.text == "table")
    router.message.register(send_keyboard, F.text == "keyboard")
    router.message.register(whisper, Command("mine"))
    router.message.register(describe_photo, F.photo)
    router.message.register(echo, F.text)
    router.callback_query.register(warn, F.data == "warn")
    router.callback_query.register(take_thanks)
    return router


async def send_chart(message: Message) -> None:
    await message.answer_photo(BufferedInputFile(drawing(), "chart.png"), caption="Your week")


async def send_quiz(message: Message) -> None:
    await message.answer_poll(
        "How much salt a day?",
        ["Under 5 g", "10 g"],
        type="quiz",
        correct_option_ids=[0],
        explanation="Less than a teaspoon.",
        is_anonymous=False,
    )


async def send_table(message: Message) -> None:
    table = "<h2>This week</h2><table><tr><th>Day</th></tr><tr><td>Monday &lt;b&gt;</td></tr></table>"
    await message.answer_rich(InputRichMessage(html=table))


async def send_keyboard(message: Message) -> None:
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Check in")]], one_time_keyboard=True)
    await message.answer("Choose", reply_markup=keys)


async def whisper(message: Message) -> None:
    assert message.from_user is not None
    secret = EphemeralMessageParameters(receiver_user_id=message.from_user.id)
    await message.answer("You have 45 points", ephemeral_message_parameters=secret)


async def describe_photo(message: Message) -> None:
    assert message.photo is not None
    await message.answer(f"A photo {message.photo[-1].width} wide")


async def echo(message: Message) -> None:
    said = "😀 You said <b>bold</b> " if message.text == "bold" else "You said "
    plain = (message.text or "").replace("&", "&amp;").replace("<", "&lt;")
    await message.answer(said + plain, parse_mode="HTML", reply_markup=THANKS)


async def warn(tap: CallbackQuery) -> None:
    await tap.answer("Sit down first", show_alert=True)


async def take_thanks(tap: CallbackQuery) -> None:
    assert isinstance(tap.message, Message)
    await tap.message.edit_text("You are welcome")
    await tap.answer("With pleasure")


def drawing() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(file, "PNG")
    return file.getvalue()
