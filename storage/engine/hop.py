"""One hop: a call waits in line, a thread takes what waits, and the callers it took are answered together.

Knows threads and event loops; knows nothing of databases.
"""

import asyncio
import concurrent.futures
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

CLOSED = "the database is closed"


class Job:
    """A call on its way. Whoever performs it leaves `result` or `error`, and never answers the caller."""

    __slots__ = ("action", "arguments", "error", "future", "keywords", "loop", "result")

    def __init__(
        self, action: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> None:
        self.action, self.arguments, self.keywords = action, arguments, keywords
        self.result: Any = None
        self.error: BaseException | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.future: asyncio.Future[Any] | concurrent.futures.Future[Any]


class Line:
    """Threads that perform jobs, in the order they came, up to `at_once` of those waiting together."""

    def __init__(
        self, perform: Callable[[Sequence[Job]], None], *, threads: int, at_once: int, name: str
    ) -> None:
        self._perform = perform
        self._at_once = at_once
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        # Daemons: a process that forgets to close still ends; it had answered nobody whose work was not done.
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    async def hop(self, job: Job) -> Any:
        """Perform the job on a thread. A caller that gives up waiting does not stop it."""
        job.loop = asyncio.get_running_loop()
        job.future = job.loop.create_future()
        self._enter(job)
        return await job.future

    def hop_now(self, job: Job) -> Any:
        """The same for a caller without an event loop: blocks."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        job.future = future
        self._enter(job)
        return future.result()

    def close(self) -> None:
        """Refuse new jobs, finish those in line, end the threads."""
        with self._gate:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _enter(self, job: Job) -> None:
        with self._gate:
            if self._closed:
                raise RuntimeError(CLOSED)
            self._waiting.put(job)

    def _work(self) -> None:
        going = True
        while going:
            jobs, going = self._take()
            if jobs:
                self._perform_safely(jobs)
                _answer(jobs)
            del jobs  # what was asked and answered is not kept alive while waiting for the next

    def _take(self) -> tuple[list[Job], bool]:
        """Wait for a job; take with it what waits behind it. False: the line is closed."""
        jobs: list[Job] = []
        job = self._waiting.get()
        with suppress(Empty):
            while job is not None:
                jobs.append(job)
                if len(jobs) == self._at_once:
                    return jobs, True
                job = self._waiting.get_nowait()
            return jobs, False
        return jobs, True

    def _perform_safely(self, jobs: Sequence[Job]) -> None:
        try:
            self._perform(jobs)
        except BaseException as error:  # a thread that died here would leave every later caller waiting
            for job in jobs:
                job.error = error


class Here:
    """A line that is none: a job is performed where it is asked for, before anything else happens.

    For what takes less than to hand it to a thread, and for a simulated time, in which everything has to come in the
    same order every time.
    """

    def __init__(self, perform: Callable[[Sequence[Job]], None]) -> None:
        self._perform = perform
        self._closed = False

    async def hop(self, job: Job) -> Any:
        return self.hop_now(job)

    def hop_now(self, job: Job) -> Any:
        if self._closed:
            raise RuntimeError(CLOSED)
        self._perform([job])
        if job.error is not None:
            raise job.error
        return job.result

    def close(self) -> None:
        """Refuse new jobs; there is nobody to wait for."""
        self._closed = True


def _answer(jobs: Sequence[Job]) -> None:
    """Wake each event loop once, however many of its calls are answered."""
    by_loop: defaultdict[asyncio.AbstractEventLoop | None, list[Job]] = defaultdict(list)
    for job in jobs:
        by_loop[job.loop].append(job)
    for loop, answered in by_loop.items():
        if loop is None:
            _settle(answered)
        else:
            with suppress(RuntimeError):  # that loop has ended: nobody is waiting there
                loop.call_soon_threadsafe(_settle, answered)


def _settle(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if job.future.done():  # its caller gave up
            continue
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(_carried(job.error))


def _carried(error: BaseException) -> BaseException:
    """A future refuses StopIteration; what escapes from an action by that name is a mistake in the action."""
    if isinstance(error, StopIteration):
        mistake = RuntimeError("the action raised StopIteration")
        mistake.__cause__ = error
        return mistake
    return error
