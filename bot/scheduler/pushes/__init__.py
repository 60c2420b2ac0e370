"""The pushes there are; this list is the only registration. A file here is one push, and knows none of the others."""

from bot.scheduler.push import Push

PUSHES: tuple[Push, ...] = ()
