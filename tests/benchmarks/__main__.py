"""`make bench`: the goals of docs/performance.md, each against its floor in the same run. Fails when a gate does not hold.

    python -m tests.benchmarks [dispatch handler together webhook chart reading outbound due notices]

Only the ratios mean anything: the machine is shared.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database import Database
from tests.benchmarks import (
    chart,
    dispatch,
    due,
    handler,
    notices,
    outbound,
    reading,
    together,
    town,
    webhook,
)
from tests.benchmarks.row import HEADING, Row

NAMES = ("dispatch", "handler", "together", "webhook", "chart", "reading", "outbound", "due", "notices")


async def measured(names: tuple[str, ...], template: Path) -> AsyncIterator[list[Row]]:
    """The rows, as they are found."""
    town.build(template)
    if "dispatch" in names:
        database = Database(town.copy(template, "dispatch"))
        try:
            yield await dispatch.run(database)
        finally:
            await database.close()
    if "handler" in names:
        yield await handler.run(template)
    if "together" in names:
        yield await together.run(template)
    if "webhook" in names:
        yield await webhook.run(template)
    if "chart" in names:
        yield chart.run()
    if "reading" in names:
        yield await reading.run()
    if "outbound" in names:
        yield await outbound.run()
    if "due" in names:
        yield await due.run()
    if "notices" in names:
        yield await notices.run()


async def main(names: tuple[str, ...]) -> bool:
    """Measure and tell; True when every gate held."""
    logging.disable(logging.WARNING)
    sys.stdout.write(f"{HEADING}\n")
    held = True
    with TemporaryDirectory(prefix="healthgrid-bench-") as folder:
        async for rows in measured(names, Path(folder) / "town.db"):
            for row in rows:
                sys.stdout.write(f"{row.told()}\n")
                held = held and not row.failed
            sys.stdout.flush()
    return held


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:]) or NAMES
    if unknown := set(chosen) - set(NAMES):
        sys.exit(f"choose of {', '.join(NAMES)}; not {', '.join(sorted(unknown))}")
    sys.exit(0 if asyncio.run(main(chosen)) else 1)
