"""Telegram's MarkdownV2 (and the old Markdown) parse mode. It is Telegram's dialect, not Markdown's."""

import re
from dataclasses import dataclass, field

from sandbox.errors import bad_request
from sandbox.state import Json

# Bot API, "MarkdownV2 style": "must be escaped with the preceding character '\\'".
_RESERVED = "_*[]()~`>#+-=|{}.!"
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl", "custom_emoji": "CustomEmoji",
}  # fmt: skip
_MARKS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||", "code": "`",
    "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
_LANGUAGE = re.compile(r"([^\s`]+)\n")


@dataclass
class _Open:
    kind: str
    offset: int
    byte: int
    language: str = ""


@dataclass
class _Reader:
    source: str
    text: str = ""
    units: int = 0
    quote: tuple[int, bool] | None = None
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text
        self.units += len(text.encode("utf-16-le")) // 2

    def starts(self, mark: str, position: int) -> bool:
        return self.source.startswith(mark, position)


def _fail(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises ApiError 400 "can't parse entities: ..."."""
    reader = _Reader(source)
    position = 0
    while position < len(source):
        position = _step(reader, position)
    _end_quote(reader)
    if reader.open:
        last = reader.open[-1]
        raise _fail(f"Can't find end of {_NAMES[last.kind]} entity at byte offset {last.byte}")
    return reader.text, reader.entities


def _step(reader: _Reader, position: int) -> int:
    character = reader.source[position]
    following = reader.source[position + 1 : position + 2]
    if character == "\\" and following and 0 < ord(following) <= 126:
        reader.add(following)
        return position + 2
    inside = reader.open[-1].kind if reader.open else None
    if inside and _ends(reader, inside, position):
        return _close(reader, position)
    if character == "\n":
        return _new_line(reader, position)
    if character not in ("`" if inside in {"code", "pre"} else _RESERVED):
        reader.add(character)
        return position + 1
    return _begin(reader, position)


def _new_line(reader: _Reader, position: int) -> int:
    if reader.quote is not None and not reader.starts(">", position + 1):
        _end_quote(reader)
    reader.add("\n")
    return position + 1


def _ends(reader: _Reader, kind: str, position: int) -> bool:
    if kind == "italic" and reader.starts("__", position):
        return False
    return reader.starts(_MARKS[kind], position)


def _begin(reader: _Reader, position: int) -> int:
    byte = len(reader.source[:position].encode())
    at_line_start = position == 0 or reader.source[position - 1] == "\n"
    if at_line_start and (reader.starts(">", position) or reader.starts("**>", position)):
        if reader.quote is None:
            reader.quote = (reader.units, reader.starts("**", position))
        return reader.source.index(">", position) + 1
    if reader.quote is not None and reader.starts("||", position) and _line_ends(reader, position + 2):
        reader.quote = (reader.quote[0], True)
        return position + 2
    for kind, mark in (
        ("pre", "```"), ("code", "`"), ("underline", "__"), ("italic", "_"), ("bold", "*"),
        ("strikethrough", "~"), ("spoiler", "||"), ("text_link", "["), ("custom_emoji", "!["),
    ):  # fmt: skip
        if reader.starts(mark, position):
            return _open(reader, kind, byte, position + len(mark))
    raise _fail(
        f"Character '{reader.source[position]}' is reserved and must be escaped with the preceding '\\'"
    )


def _line_ends(reader: _Reader, position: int) -> bool:
    return position >= len(reader.source) or reader.source[position] == "\n"


def _open(reader: _Reader, kind: str, byte: int, position: int) -> int:
    started = _Open(kind, reader.units, byte)
    reader.open.append(started)
    if kind != "pre":
        return position
    if (language := _LANGUAGE.match(reader.source, position)) is not None:
        started.language = language[1]
        return language.end()
    return position + (1 if reader.starts("\n", position) else 0)


def _close(reader: _Reader, position: int) -> int:
    started = reader.open.pop()
    entity: Json = {"type": started.kind, "offset": started.offset, "length": reader.units - started.offset}
    position += len(_MARKS[started.kind])
    if started.kind in {"text_link", "custom_emoji"}:
        position = _target(reader, entity, started, position)
    elif started.language:
        entity["language"] = started.language
    if entity["length"] and entity.get("url") != "":
        reader.entities.append(entity)
    return position


def _target(reader: _Reader, entity: Json, started: _Open, position: int) -> int:
    """The `(address)` after a link's text; a link without one links to its own text."""
    text = reader.text.encode("utf-16-le")[2 * started.offset :].decode("utf-16-le")
    address = text
    if reader.starts("(", position):
        match = re.compile(r"\(((?:\\.|[^)\\])*)\)").match(reader.source, position)
        if match is None:
            raise _fail(f"Can't find end of a URL at byte offset {len(reader.source[:position].encode())}")
        address, position = re.sub(r"\\(.)", r"\1", match[1]), match.end()
    if (person := re.fullmatch(r"tg://user\?id=(\d+)", address)) is not None:
        entity.update(type="text_mention", user={"id": int(person[1])})
    elif (emoji := re.fullmatch(r"tg://emoji\?id=(\d+)", address)) is not None:
        entity.update(type="custom_emoji", custom_emoji_id=emoji[1])
    else:
        entity["url"] = address if re.match(r"(?:https?|tg|ton)://|mailto:|(?:[\w-]+\.)+\w+", address) else ""
    return position


def _end_quote(reader: _Reader) -> None:
    if reader.quote is None:
        return
    start, expandable = reader.quote
    kind = "expandable_blockquote" if expandable else "blockquote"
    if reader.units > start:
        reader.entities.append({"type": kind, "offset": start, "length": reader.units - start})
    reader.quote = None


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """The old Markdown mode: *bold*, _italic_, `code`, ```pre```, [text](address); nothing nests."""
    reader = _Reader(source)
    position = 0
    while position < len(source):
        character = source[position]
        if character == "\\" and source[position + 1 : position + 2] in set("_*`["):
            reader.add(source[position + 1])
            position += 2
        elif character in "_*`[":
            position = _old_entity(reader, position)
        else:
            reader.add(character)
            position += 1
    return reader.text, reader.entities


def _old_entity(reader: _Reader, position: int) -> int:
    kinds = {"```": "pre", "_": "italic", "*": "bold", "`": "code", "[": "text_link"}
    mark = "```" if reader.starts("```", position) else reader.source[position]
    kind, byte = kinds[mark], len(reader.source[:position].encode())
    end = reader.source.find(_MARKS[kind], position + len(mark))
    if end < 0:
        raise _fail(f"Can't find end of the entity starting at byte offset {byte}")
    started = _Open(kind, reader.units, byte)
    reader.add(reader.source[position + len(mark) : end])
    reader.open.append(started)
    return _close(reader, end)
