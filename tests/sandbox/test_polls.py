"""Polls: their shape, their votes, their end."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.errors import ControlError
from tests.sandbox.conftest import Box

QUIZ = {
    "question": "Salt a day?",
    "options": ["5 g", {"text": "12 g"}],
    "type": "quiz",
    "is_anonymous": "false",
}


async def test_a_quiz_has_everything_the_libraries_require(box: Box) -> None:
    sent = await box.api("sendPoll", chat_id=box.person(), **QUIZ, correct_option_ids=[0], explanation="WHO")
    poll = sent["poll"]
    assert {"allows_revoting", "members_only", "correct_option_ids"} <= poll.keys()
    assert all({"persistent_id", "text", "voter_count"} == option.keys() for option in poll["options"])
    assert (poll["correct_option_ids"], poll["explanation"]) == ([0], "WHO")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"correct_option_ids": []}, "wrong correct option ID"),
        ({"correct_option_ids": [7]}, "wrong correct option ID"),
        ({"options": []}, "at least 1 answer option"),
        ({"options": ["x"] * 13}, "more than 12 options"),
        ({"options": ["x" * 101, "y"]}, "options length must not exceed 100"),
        ({"question": ""}, "question must be non-empty"),
        ({"question": "x" * 301}, "question length must not exceed 300"),
        ({"open_period": 4}, "invalid open_period"),
    ],
)
async def test_a_poll_telegram_would_refuse(box: Box, change: dict[str, Any], reason: str) -> None:
    asked = {"chat_id": box.person(), **QUIZ, "correct_option_ids": [0]} | change
    assert reason in await box.refusal("sendPoll", **asked)


async def test_votes_are_counted_changed_and_taken_back(box: Box) -> None:
    ann, bob = box.person("Ann"), box.person("Bob")
    group = box.group(ann, bob)
    sent = await box.api(
        "sendPoll", chat_id=group, question="When?", options=["mon", "tue"], is_anonymous=False
    )
    for options in ([0], [1], []):
        poll = box.control.vote(ann, group, sent["message_id"], options)
    assert poll["total_voter_count"] == 0
    poll = box.control.vote(bob, group, sent["message_id"], [1])
    assert [option["voter_count"] for option in poll["options"]] == [0, 1]
    updates = await box.updates()
    answers = [one["poll_answer"]["option_ids"] for one in updates if "poll_answer" in one]
    assert answers == [[0], [1], [], [1]]
    assert updates[-2]["poll"]["total_voter_count"] == 1
    with pytest.raises(ControlError, match="takes one answer"):
        box.control.vote(bob, group, sent["message_id"], [0, 1])


async def test_an_anonymous_poll_tells_counts_and_no_names(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendPoll", chat_id=ann, question="?", options=["a"])
    box.control.vote(ann, ann, sent["message_id"], [0])
    assert [sorted(update) for update in await box.updates()] == [["poll", "update_id"]]


async def test_a_poll_closes_when_its_time_has_come(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendPoll", chat_id=ann, question="?", options=["a"], open_period=3600)
    await box.clock.advance(timedelta(hours=1))
    (update,) = await box.updates()
    assert update["poll"]["is_closed"]
    with pytest.raises(ControlError, match="closed"):
        box.control.vote(ann, ann, sent["message_id"], [0])


async def test_a_stopped_poll_answers_with_its_result(box: Box) -> None:
    ann = box.person()
    sent = await box.api("sendPoll", chat_id=ann, question="?", options=["a"])
    which = {"chat_id": ann, "message_id": sent["message_id"]}
    assert (await box.api("stopPoll", **which))["is_closed"]
    assert "poll has already been closed" in await box.refusal("stopPoll", **which)
    assert "poll to stop not found" in await box.refusal("stopPoll", chat_id=ann, message_id=99)
