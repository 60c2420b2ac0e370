"""A text that is too long for one message becomes several: ended where it breathes, its formatting taken up again."""

import re
from html import unescape

# Bot API: sendMessage takes "1-4096 characters after entities parsing", a caption "0-1024"; counted in UTF-16.
TEXT, CAPTION = 4096, 1024

_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^<>]*>")
_PIECE = re.compile(rf"{_TAG.pattern}|&#?\w+;|.", re.DOTALL)
_PARAGRAPH, _LINE, _SENTENCE, _WORD = 4, 3, 2, 1
_BREATHS = {"\n": _LINE, "。": _SENTENCE, "！": _SENTENCE, "？": _SENTENCE, "；": _SENTENCE, " ": _WORD}


def plain(html: str) -> str:
    """The words without their formatting."""
    return unescape(_TAG.sub("", html))


def split(html: str, first: int = TEXT) -> list[str]:
    """Telegram HTML in parts, the first of `first` characters at most as they are read, the others of TEXT."""
    parts: list[str] = []
    room = first
    while (end := _end(html, room)) < len(html):
        still_open = _still_open(html[:end])
        closing = "".join(f"</{name}>" for name, _tag in reversed(still_open))
        parts.append(html[:end].rstrip() + closing)
        html = "".join(tag for _name, tag in still_open) + html[end:].lstrip()
        room = TEXT
    return [*parts, html]


def _end(html: str, room: int) -> int:
    """Where a part ends that has so much room: after a paragraph if one ends in its later half, else a line, ..."""
    best, best_at, read, before = 0, 0, 0, ""
    for piece in _PIECE.finditer(html):
        words = "" if piece[1] else unescape(piece[0])
        read += _length(words)
        if read > room:
            return best_at or piece.start()
        breath = _PARAGRAPH if words == before == "\n" else _BREATHS.get(words, 0)
        before = words
        if breath and read > room // 2 and breath >= best:
            best, best_at = breath, piece.end()
    return len(html)


def _length(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _still_open(html: str) -> list[tuple[str, str]]:
    """The formatting that goes on at the end of it: name and tag, the outermost first."""
    still_open: list[tuple[str, str]] = []
    for tag in _TAG.finditer(html):
        if not tag[0].startswith("</"):
            still_open.append((tag[1], tag[0]))
        elif still_open and still_open[-1][0] == tag[1]:
            still_open.pop()
    return still_open
