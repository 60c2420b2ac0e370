"""Message text and its entities, counted in UTF-16 units as Telegram counts. It sends nothing."""

import re
from collections.abc import Sequence
from typing import Any

from sandbox.errors import bad_request
from sandbox.markup_html import parse_html
from sandbox.markup_markdown import parse_markdown, parse_markdown_v2
from sandbox.parameters import Parameters
from sandbox.state import Json

# Bot API, messageEntity: what Telegram finds by itself in a text.
_DETECTED: Sequence[tuple[str, re.Pattern[str]]] = (
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?)]|(?:t\.me|www\.[\w-]+\.\w+)(?:/[\w/?=&%-]*)?)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>:])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?!\w)")),
)
_SPACE = " \t\n\r\x0b\x0c\u00a0\u3000"


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes: an emoji outside the basic plane counts as two."""
    return len(text.encode("utf-16-le")) // 2


def part(text: str, offset: int, length: int) -> str:
    """The stretch of text an entity covers."""
    units = text.encode("utf-16-le")[2 * offset : 2 * (offset + length)]
    return units.decode("utf-16-le", errors="replace")


def detect(text: str, taken: Sequence[Json] = ()) -> list[Json]:
    """Commands, mentions, links and tags in the text that no entity in `taken` covers yet."""
    found: list[Json] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            entity = {
                "type": kind,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(match[0]),
            }
            if not any(_overlap(entity, other) for other in (*_solid(taken), *found)):
                found.append(entity)
    return found


def _solid(entities: Sequence[Json]) -> list[Json]:
    kinds = {
        "code",
        "pre",
        "text_link",
        "text_mention",
        "url",
        "mention",
        "custom_emoji",
        "bot_command",
        "email",
    }
    return [entity for entity in entities if entity["type"] in kinds]


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )


def ordered(entities: Sequence[Json]) -> list[Json]:
    """Entities as Telegram sends them: by offset, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def formatted(
    parameters: Parameters, name: str, mode: str = "parse_mode", entities: str = "entities"
) -> tuple[str, list[Json]]:
    """A text parameter with its entities, parsed as asked, trimmed, and with what Telegram detects added.

    Raises ApiError 400 "can't parse entities: ..." in Telegram's words.
    """
    text = (parameters.text(name) or "").replace("\r", "")
    explicit = parameters.array(entities)
    kind = (parameters.text(mode) or "").lower()
    if explicit and not kind:
        found = [_checked(entity) for entity in explicit]
    else:
        text, found = _parse(text, kind)
    text, found = _trim(text, found)
    return text, ordered([*found, *detect(text, found)])


def _parse(text: str, kind: str) -> tuple[str, list[Json]]:
    if kind in {"", "none"}:
        return text, []
    parsers = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}
    if kind not in parsers:
        raise bad_request("unsupported parse_mode")
    return parsers[kind](text)


def _checked(entity: Any) -> Json:
    try:
        checked = {**entity, "offset": int(entity["offset"]), "length": int(entity["length"])}
    except (TypeError, KeyError, ValueError):
        raise bad_request("can't parse entities: expected an array of MessageEntity") from None
    if checked["offset"] < 0 or checked["length"] < 0:
        raise bad_request("entity_offset or entity_length is negative")
    return {key: value for key, value in checked.items() if value is not None}


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the space around the text, as the server does, and the entities with it."""
    cut = utf16_length(text) - utf16_length(text.lstrip(_SPACE))
    text = text.strip(_SPACE)
    end = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] - cut + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept
