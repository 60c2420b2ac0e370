"""A process that brings updates to a webhook, as many at a time as Telegram would. Knows nothing of what they say.

    python -m tests.benchmarks.knocking PORT COUNT < updates, a line each

Prints the seconds it took; fails when an answer was not 200.
"""

import asyncio
import sys
from collections.abc import Iterator
from time import perf_counter

PATH, SECRET = "/telegram", "knock-knock"
CONNECTIONS = 20
PATIENCE_SECONDS = 30


def request(body: bytes) -> bytes:
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def knock(port: int, waiting: Iterator[bytes]) -> int:
    """One connection, kept: one request after another until none waits. Returns how many were answered 200."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    for one in waiting:
        writer.write(one)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split()[0]))
        answered += head.startswith(b"HTTP/1.1 200")
    writer.close()
    return answered


async def main(port: int, count: int) -> None:
    requests = iter([request(line) for line in sys.stdin.buffer.read().splitlines()])
    start = perf_counter()
    async with asyncio.timeout(PATIENCE_SECONDS):
        answered = await asyncio.gather(*(knock(port, requests) for _ in range(CONNECTIONS)))
    sys.stdout.write(f"{perf_counter() - start}\n")
    sys.exit(0 if sum(answered) == count else 1)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
