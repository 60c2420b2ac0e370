"""A bystander who notes what the delivery says to whom, beside the bot's own books. Says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.in_process import InProcess
from sandbox.telegram import Telegram

SAME_WORDS_APART = timedelta(minutes=4)  # an alert is repeated after five


@dataclass(frozen=True, slots=True)
class Heard:
    at: datetime
    chat_id: int
    words: int  # a hash of them: nothing personal is kept


class Hearing(InProcess):
    """The delivery's way to the sandbox, with somebody listening."""

    def __init__(self, sandbox: Telegram) -> None:
        super().__init__(sandbox)
        self._clock = sandbox.clock
        self.heard: list[Heard] = []

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        answer = await super().do_request(url, method, request_data, *args, **kwargs)
        if answer[0] == 200 and url.rpartition("/")[2].startswith("send"):
            told = request_data.json_parameters
            words = hash((told.get("text"), told.get("rich_message"), told.get("question")))
            self.heard.append(Heard(self._clock.now(), int(told["chat_id"]), words))
        return answer

    def twice(self) -> Iterator[Heard]:
        """What one chat heard in the same words too soon after the first time."""
        last: dict[tuple[int, int], datetime] = {}
        for one in self.heard:
            before = last.get((one.chat_id, one.words))
            if before is not None and one.at - before < SAME_WORDS_APART:
                yield one
            last[one.chat_id, one.words] = one.at
