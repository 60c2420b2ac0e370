"""Places where a test may kill the process, to see what survives. Idle unless armed; reads no settings."""

import os
import signal
import threading


class _Armed:
    name = ""
    passages_left = 0
    lock = threading.Lock()


def arm(name: str, count: int) -> None:
    """Kill this process (SIGKILL) at the `count`-th passage of `failpoint(name)`, counted from 1."""
    _Armed.name, _Armed.passages_left = name, count


def failpoint(name: str) -> None:
    """A step a crash may fall on. `name` is said once, in the code that passes it."""
    if name != _Armed.name:
        return
    with _Armed.lock:
        _Armed.passages_left -= 1
        if _Armed.passages_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
