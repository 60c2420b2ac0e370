"""What is queued is said: once, in order, by priority, to those who may have it."""

from datetime import timedelta

from bot.push import Button, Message, Quiz
from domain.outbox import Kind
from storage import outbox, people
from tests.delivery.post import Post, picture


async def test_what_is_queued_is_said_and_marked(post: Post) -> None:
    await post.queues("a")
    assert await post.drains() == {"sent": 1}
    row = await post.row("a")
    assert (row["state"], row["done_at"]) == ("sent", post.now)
    assert row["message_id"] is not None
    assert post.reads() == ["words 1"]


async def test_a_chat_hears_everything_in_the_order_it_was_queued(post: Post) -> None:
    await post.queues(*(f"key {number}" for number in range(20)))
    await post.queues("elsewhere", to="treated")
    assert (await post.drains())["sent"] == 21
    assert post.reads() == [f"words {number}" for number in range(1, 21)]


async def test_an_alert_overtakes_what_was_queued_before(post: Post) -> None:
    await post.queues("lesson", kind=Kind.LESSON)
    await post.queues("notice", kind=Kind.NOTICE)
    await post.queues("reminder", kind=Kind.REMINDER)
    await post.queues("alert", kind=Kind.ALERT)
    await post.drains()
    assert post.reads() == ["words 4", "words 3", "words 2", "words 1"]


async def test_what_is_not_due_waits(post: Post) -> None:
    await post.queues("later", not_before=post.now + timedelta(minutes=5))
    assert await post.drains() == {}
    await post.passes(minutes=5)
    assert await post.drains() == {"sent": 1}


async def test_what_expired_is_not_said_late(post: Post) -> None:
    await post.queues("stale", expires_at=post.now + timedelta(hours=3))
    await post.passes(hours=3)
    assert await post.drains() == {}
    assert (await post.row("stale"))["state"] == "expired"
    assert post.reads() == []


async def test_what_is_no_longer_useful_is_cancelled(post: Post) -> None:
    (reference,) = await post.queues("moot")
    post.messages[reference] = None
    assert await post.drains() == {"cancelled": 1}
    assert post.reads() == []


async def test_words_with_a_picture_buttons_and_a_file(post: Post) -> None:
    buttons = ((Button("Done", data="done"), Button("More", url="https://t.me/healthgrid_bot")),)
    await post.queues("picture", message=Message("<b>Look</b>", buttons=buttons, photo=picture()))
    await post.queues("file", message=Message("Yours", document=("data.txt", b"all of it")))
    assert await post.drains() == {"sent": 2}
    messages = post.control.list_messages(
        post.accounts["resident"], viewer=post.accounts["resident"], after=0
    )
    shown, file = messages[-2:]
    assert shown["caption"] == "Look"
    assert [button["text"] for row in shown["keyboard"] for button in row] == ["Done", "More"]
    assert [name for name in post.telegram.state.files if name] != []
    assert file["caption"] == "Yours"


async def test_a_lesson_is_followed_by_its_quiz_and_pinned(post: Post) -> None:
    quiz = Quiz("Which is right?", ("this", "that"), 1, "Because.")
    await post.queues("lesson", kind=Kind.LESSON, to="group", message=Message("Salt", quiz=quiz, pin=True))
    assert await post.drains() == {"sent": 1}
    (sent,) = post.told
    assert sent.poll_id in post.telegram.state.polls
    poll = post.telegram.state.polls[str(sent.poll_id)]
    assert (poll.correct_option_ids, poll.is_anonymous, poll.type) == ([1], False, "quiz")
    chat = post.telegram.state.groups[post.group]
    assert [message.message_id for message in chat.messages if message.pinned] == [sent.message_id]


async def test_words_are_edited_deleted_and_said_anew_when_they_are_gone(post: Post) -> None:
    await post.queues("first")
    await post.drains()
    message_id = (await post.row("first"))["message_id"]
    await post.queues("edit", message=Message("new words", edits=message_id))
    await post.queues("same", message=Message("new words", edits=message_id))
    await post.queues("delete", message=Message(deletes=message_id))
    await post.queues("gone", message=Message(deletes=message_id))
    await post.queues("anew", message=Message("once more", edits=message_id))
    assert await post.drains() == {"sent": 5}
    rows = await post.rows()
    assert rows["edit"]["message_id"] == rows["same"]["message_id"] == message_id
    assert rows["anew"]["message_id"] != message_id
    assert post.reads()[-1] == "once more"


async def test_a_rich_message_falls_back_to_words(post: Post) -> None:
    lesson = Message("plain words", rich_html="<h2>Salt</h2><p>Less of it.</p>")
    await post.queues("rich", kind=Kind.LESSON, to="group", message=lesson)
    await post.drains()
    post.fault("sendRichMessage", 400)
    await post.queues("refused", kind=Kind.LESSON, to="group", message=lesson)
    await post.drains()
    post.fault("sendRichMessage", 404)
    await post.queues("unknown", kind=Kind.LESSON, to="group", message=lesson)
    await post.drains()
    methods = [call["method"] for call in post.telegram.calls.after(0) if call["method"].startswith("send")]
    assert methods == ["sendRichMessage", "sendRichMessage", "sendMessage", "sendRichMessage", "sendMessage"]
    assert {row["state"] for row in (await post.rows()).values()} == {"sent"}


async def test_quiet_hours_hold_a_reminder_and_not_an_alert(post: Post) -> None:
    await post.passes(hours=13)  # ten in the evening
    await post.queues("reminder")
    await post.queues("alert", kind=Kind.ALERT, to="doctor")
    assert await post.drains() == {"sent": 1}
    assert (await post.row("alert"))["state"] == "sent"
    await post.passes(hours=9)  # seven in the morning
    assert await post.drains() == {"sent": 1}
    assert post.reads() == ["words 1"]


async def test_an_alert_in_quiet_hours_is_audited(post: Post) -> None:
    await post.queues("by day", kind=Kind.ALERT, to="doctor")
    await post.drains()
    assert await _audited(post) == []
    await post.passes(hours=13)
    await post.queues("by night", kind=Kind.ALERT, to="doctor")
    await post.drains()
    assert await _audited(post) == [(post.persons["doctor"], "alert")]


async def test_nobody_who_may_not_have_it_is_told(post: Post) -> None:
    await post.queues("refused", to="never_consented")
    await post.queues("blocked", to="blocked")
    await post.queues("unsubscribed")
    await post.queues("an alert to no member of the team", to="never_consented", kind=Kind.ALERT)
    await _unsubscribe(post, "resident", "reminder")
    assert await post.drains() == {}
    reasons = {key: row["last_error"] for key, row in (await post.rows()).items()}
    assert reasons == {
        "refused": "no consent",
        "blocked": "unreachable: blocked",
        "unsubscribed": "unsubscribed",
        "an alert to no member of the team": "no consent",
    }


async def test_consent_withdrawn_after_queueing_counts(post: Post) -> None:
    await post.queues("waiting")
    await post.database.run(people.change_person, post.persons["resident"], consents_health=False)
    assert await post.drains() == {}
    assert (await post.row("waiting"))["state"] == "cancelled"


async def test_a_group_the_bot_left_hears_nothing(post: Post) -> None:
    await post.queues("lesson", kind=Kind.LESSON, to="group")
    await _group_status(post, "left")
    assert await post.drains() == {}
    assert (await post.row("lesson"))["last_error"] == "not in the group"


async def test_a_poison_message_is_parked_and_the_rest_drains(post: Post) -> None:
    await post.queues("poison", message=ValueError("cannot be said"))
    await post.queues("after it")
    await post.queues("elsewhere", to="treated")
    became = await post.drains()
    assert became == {"broken": 1, "sent": 1}
    for _ in range(6):
        await post.passes(minutes=10)
        became += await post.drains()
    assert became == {"broken": 5, "failed": 1, "sent": 2}
    assert (await post.row("poison"))["last_error"] == "ValueError"


async def test_a_long_body_is_kept_once(post: Post) -> None:
    body = await post.database.run(outbox.add_body, {"text": "x" * 3000}, post.now)
    await post.queues("one", body_id=body)
    await post.queues("two", to="treated", body_id=body)
    await post.drains()
    assert await post.database.read(outbox.get_body, body) == {"text": "x" * 3000}
    assert [row["payload"] for row in (await post.rows()).values()] == [None, None]


async def _audited(post: Post) -> list[tuple[int, str]]:
    from storage.audit import audit_entry

    rows = await post.database.read(
        lambda session: (
            session.execute(audit_entry.select().where(audit_entry.c.what == "quiet_hours_broken"))
            .mappings()
            .all()
        )
    )
    return [(row["subject_id"], row["why"]) for row in rows]


async def _unsubscribe(post: Post, who: str, push: str) -> None:
    from storage.outbox_claims import unsubscribed

    receiver = f"person:{post.persons[who]}"
    await post.database.run(
        lambda session: session.execute(unsubscribed.insert().values(receiver=receiver, push=push)) and None
    )


async def _group_status(post: Post, status: str) -> None:
    from storage import areas

    await post.database.run(areas.change_group, post.group, bot_status=status)
