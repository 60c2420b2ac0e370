"""Has bots born, waits for their end, and kills them. What they do in between is none of its business."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]


class DiedOfItself(Exception):
    """A bot ended without having been killed; why stands in what it wrote."""


class Life:
    """One bot process."""

    def __init__(self, pid: int, end: "asyncio.Task[int]") -> None:
        self.pid = pid
        self._end = end

    async def ends_within(self, seconds: float) -> bool:
        """Wait for its end. Raises DiedOfItself when that was no kill."""
        done, _ = await asyncio.wait({self._end}, timeout=seconds)
        if done and self._end.result() != signal.SIGKILL:
            raise DiedOfItself(f"signal {self._end.result()}")
        return bool(done)

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if not self._end.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        await self._end


class Nursery:
    """The warm process all bots are forked from, one after another."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._facts = process.stdin, process.stdout

    async def bear(self, order: dict[str, object]) -> Life:
        """A bot with these settings. The one before has to have ended."""
        self._orders.write(json.dumps(order).encode() + b"\n")
        pid = await self._fact("pid")
        return Life(pid, asyncio.create_task(self._fact("signal")))

    async def _fact(self, name: str) -> int:
        line = await self._facts.readline()
        if not line:
            raise DiedOfItself("the nursery is gone")
        return int(json.loads(line)[name])


@asynccontextmanager
async def nursery(diary: IO[bytes], module: str = "tests.crash.bot_process") -> AsyncIterator[Nursery]:
    """A nursery whose children write what they have to say into `diary`. `module`: what each of them does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=diary,
    )
    try:
        yield Nursery(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
