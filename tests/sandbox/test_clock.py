"""The virtual clock: forward only, and everything due is done before the move is answered."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import Clock, step
from sandbox.errors import ControlError
from tests.sandbox.conftest import Box

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("36h", timedelta(hours=36)),
        ("7d", timedelta(days=7)),
    ],
)
def test_a_step_is_a_number_and_a_unit(text: str, length: timedelta) -> None:
    assert step(text) == length


@pytest.mark.parametrize("text", ["", "7", "-1h", "1.5h", "7 days", "h"])
def test_anything_else_is_no_step(text: str) -> None:
    with pytest.raises(ControlError):
        step(text)


async def test_a_frozen_clock_moves_only_when_told(box: Box) -> None:
    assert box.clock.now() == START
    await box.clock.advance(timedelta(hours=36))
    assert box.clock.now() == START + timedelta(hours=36)


async def test_a_running_clock_keeps_its_lead() -> None:
    clock = Clock()
    await clock.advance(timedelta(days=7))
    lead = clock.now() - datetime.now(UTC)
    assert timedelta(days=7) - timedelta(minutes=1) < lead <= timedelta(days=7)


async def test_the_clock_never_goes_back_and_wants_a_zone(box: Box) -> None:
    with pytest.raises(ControlError, match="never goes back"):
        await box.clock.move_to(START - timedelta(seconds=1))
    with pytest.raises(ControlError, match="zone"):
        await box.clock.move_to(datetime(2027, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        Clock(datetime(2027, 1, 1))  # noqa: DTZ001


async def test_what_fell_due_is_done_before_the_move_is_answered(box: Box) -> None:
    ann, done = box.person(), list[datetime]()

    async def remind() -> None:
        done.append(box.clock.now())
        await box.api("sendMessage", chat_id=ann, text="Time to measure")

    box.clock.on_move(remind)
    assert await box.control.move_clock(advance="90s") == {"now": "2026-11-22T08:01:30+00:00"}
    assert done == [START + timedelta(seconds=90)]
    assert box.control.list_messages(ann)[-1]["date"] == "2026-11-22T08:01:30+00:00"
    await box.control.move_clock(to="2026-11-23T08:00:00+08:00")
    assert done[-1] == datetime(2026, 11, 23, tzinfo=UTC)
    with pytest.raises(ControlError, match="say where to"):
        await box.control.move_clock()


async def test_a_long_move_stops_wherever_somebody_wants_it(box: Box) -> None:
    wanted = [START + timedelta(hours=hours) for hours in (5, 1, 30)]
    stood: list[datetime] = []

    async def look() -> None:
        stood.append(box.clock.now())

    async def next_stop() -> datetime | None:
        return min((at for at in wanted if at > box.clock.now()), default=None)

    forget = box.clock.on_move(look, next_stop)
    await box.clock.advance(timedelta(hours=24))
    assert stood == [START + timedelta(hours=hours) for hours in (1, 5, 24)]
    forget()
    await box.clock.advance(timedelta(hours=24))
    assert len(stood) == 3


async def test_a_stop_that_never_moves_on_holds_up_nothing(box: Box) -> None:
    stood: list[datetime] = []

    async def look() -> None:
        stood.append(box.clock.now())

    async def behind() -> datetime | None:
        return START

    box.clock.on_move(look, behind)
    await box.clock.advance(timedelta(hours=1))
    assert stood == [START + timedelta(hours=1)]
