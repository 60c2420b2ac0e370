"""The pushes there are; this list is the only registration. A file here is one push, and knows none of the others."""

from bot.push import Push

PUSHES: tuple[Push, ...] = ()
