"""Keeps the whole town in one file between two starts. It saves data, never connections or faults."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from sandbox.state import State
from sandbox.telegram import Telegram

_VERSION = 1
_STATE = TypeAdapter(State)


def save(telegram: Telegram, path: Path) -> None:
    """Write everything to `path`, replacing it in one step: a crash leaves the old file or the new one."""
    clock = telegram.clock
    body = {
        "version": _VERSION,
        "clock": {
            "frozen": clock.frozen,
            "now": clock.now().isoformat(),
            "offset": clock.offset.total_seconds(),
        },
        "state": json.loads(_STATE.dump_json(telegram.state)),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(body, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load(telegram: Telegram, path: Path) -> bool:
    """Fill `telegram` from `path`; False when there is no such file. The clock keeps the lead it had."""
    if not path.exists():
        return False
    body = json.loads(path.read_text(encoding="utf-8"))
    if body["version"] != _VERSION:
        raise ValueError(f"{path} was saved by another version of the sandbox; remove it to start afresh")
    telegram.world.state = _STATE.validate_json(json.dumps(body["state"]))
    clock = body["clock"]
    telegram.clock.resume(datetime.fromisoformat(clock["now"]), timedelta(seconds=clock["offset"]))
    return True
