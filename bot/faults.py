"""How an error is told to the log: its kind, and where it happened. Never its words: they may hold what somebody wrote."""

from logging import Logger
from traceback import format_tb


def tell_fault(log: Logger, error: BaseException, told: str, *values: object) -> None:
    """`told` says what failed, and ends where the kind of the error follows."""
    log.error(f"{told}: %s", *values, type(error).__name__)
    log.debug("it failed here:\n%s", "".join(format_tb(error.__traceback__)))
