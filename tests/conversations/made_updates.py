"""Updates as Telegram would send them, that the sandbox knows nothing of."""

from itertools import count

from aiogram.types import Update

from tests.cast import Player

numbers = count(5_000_001)


def message(player: Player, text: str) -> Update:
    number = next(numbers)
    user = {"id": player.telegram_id, "is_bot": False, "first_name": player.name, "language_code": "zh-hans"}
    chat = {"id": player.telegram_id, "type": "private", "first_name": player.name}
    date = int(player.village.now.timestamp())
    body = {"message_id": number, "date": date, "chat": chat, "from": user, "text": text}
    return Update.model_validate({"update_id": number, "message": body})


def tap(player: Player, data: str) -> Update:
    number = next(numbers)
    user = {"id": player.telegram_id, "is_bot": False, "first_name": player.name, "language_code": "zh-hans"}
    chat = {"id": player.telegram_id, "type": "private", "first_name": player.name}
    body = {
        "id": str(number),
        "from": user,
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": 1, "date": 0, "chat": chat},
    }
    return Update.model_validate({"update_id": number, "callback_query": body})
