"""Telegram's HTML parse mode: a marked-up text to plain text and entities. It knows only Telegram's tags."""

import html
import re
from dataclasses import dataclass, field

from sandbox.errors import bad_request
from sandbox.state import Json

# Bot API, "HTML style".
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time", "a": "text_link", "code": "code",
    "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_TOKEN = re.compile(r"<|&[#\w]+;|[^<&]+|&")
_NAME = re.compile(r"<([^\s>]*)[\s>]")
_START = re.compile(r"<([^\s>]*)((?:\s+[^\s=>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>")
_END = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
# Bot API: "The API currently supports only the following named HTML entities".
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass
class _Reader:
    source: str
    text: str = ""
    units: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def add(self, text: str) -> None:
        self.text += text
        self.units += len(text.encode("utf-16-le")) // 2


def _fail(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises ApiError 400 "can't parse entities: ..."."""
    reader = _Reader(source)
    position = 0
    while position < len(source):
        token = _TOKEN.match(source, position)
        assert token is not None
        if token[0] == "<":
            position = _tag(reader, position)
        else:
            reader.add(_character(token[0]))
            position = token.end()
    if reader.open:
        raise _fail(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    return reader.text, reader.entities


def _character(token: str) -> str:
    if token.startswith("&#") and token.endswith(";"):
        return html.unescape(token)
    return _NAMED.get(token, token)


def _tag(reader: _Reader, position: int) -> int:
    return (
        _end_tag(reader, position)
        if reader.source.startswith("</", position)
        else _start_tag(reader, position)
    )


def _start_tag(reader: _Reader, position: int) -> int:
    name, match = _NAME.match(reader.source, position), _START.match(reader.source, position)
    if name is not None and name[1].lower() not in _TAGS:
        raise _fail(f'Unsupported start tag "{name[1].lower()}" at byte offset {reader.byte(position)}')
    if match is None:
        raise _fail(f"Unclosed start tag at byte offset {reader.byte(position)}")
    tag = match[1].lower()
    attributes = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(match[2])}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {reader.byte(position)}')
    reader.open.append(_Open(tag, attributes, reader.units))
    return match.end()


def _end_tag(reader: _Reader, position: int) -> int:
    if not reader.open:
        raise _fail(f"Unexpected end tag at byte offset {reader.byte(position)}")
    match = _END.match(reader.source, position)
    if match is None:
        raise _fail(f"Unclosed end tag at byte offset {reader.byte(position)}")
    started, ended = reader.open.pop(), match[1].lower()
    if ended and ended != started.tag:
        raise _fail(
            f"Unmatched end tag at byte offset {reader.byte(position)}, "
            f'expected "</{started.tag}>", found "</{ended}>"'
        )
    _close(reader, started)
    return match.end()


def _close(reader: _Reader, started: _Open) -> None:
    entity: Json = {
        "type": _TAGS[started.tag],
        "offset": started.offset,
        "length": reader.units - started.offset,
    }
    if entity["length"] == 0:
        return
    match started.tag:
        case "a":
            _link(reader, entity, started.attributes.get("href"))
        case "code" if reader.open and reader.open[-1].tag == "pre":
            reader.open[-1].attributes["class"] = started.attributes.get("class", "")
        case "pre":
            language = started.attributes.get("class", "").removeprefix("language-")
            reader.entities.append({**entity, **({"language": language} if language else {})})
        case "blockquote" if "expandable" in started.attributes:
            reader.entities.append({**entity, "type": "expandable_blockquote"})
        case "tg-emoji":
            reader.entities.append({**entity, "custom_emoji_id": started.attributes.get("emoji-id", "0")})
        case "tg-time":
            _time(reader, entity, started.attributes)
        case _:
            reader.entities.append(entity)


def _link(reader: _Reader, entity: Json, address: str | None) -> None:
    target = (
        html.unescape(address)
        if address
        else reader.text.encode("utf-16-le")[2 * entity["offset"] :].decode("utf-16-le")
    )
    if (person := re.fullmatch(r"tg://user\?id=(\d+)", target)) is not None:
        reader.entities.append({**entity, "type": "text_mention", "user": {"id": int(person[1])}})
    elif re.match(r"(?:https?|tg|ton|tonsite)://|mailto:|(?:[\w-]+\.)+\w+", target):
        reader.entities.append({**entity, "url": target})


def _time(reader: _Reader, entity: Json, attributes: dict[str, str]) -> None:
    moment = attributes.get("unix", "")
    if moment.isdigit():
        form = {"date_time_format": attributes["format"]} if "format" in attributes else {}
        reader.entities.append({**entity, "unix_time": int(moment), **form})
