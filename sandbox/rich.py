"""Rich messages: HTML, Markdown or blocks to the blocks a Message carries, and to plain text for people.

It keeps headings, paragraphs, lists, tables, quotations and details; formatting inside a line becomes plain.
"""

import re
from html.parser import HTMLParser
from typing import Any

from sandbox.errors import bad_request
from sandbox.state import Json

_HEADINGS = {f"h{size}": size for size in range(1, 7)}
_LINES = frozenset({*_HEADINGS, "p", "pre", "footer", "summary", "caption", "div"})
_MARKDOWN_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")


def rich_content(message: Json) -> Json:
    """The content of a rich message. Raises ApiError 400 unless one of html, markdown, blocks is given."""
    given = [name for name in ("html", "markdown", "blocks") if message.get(name)]
    if len(given) != 1:
        raise bad_request("exactly one of the fields html, markdown, or blocks must be used in rich_message")
    if given[0] == "html":
        blocks = from_html(str(message["html"]))
    elif given[0] == "markdown":
        blocks = from_markdown(str(message["markdown"]))
    else:
        blocks = [_given(block) for block in message["blocks"]]
    if not plain(blocks):
        raise bad_request("message text is empty")
    content: Json = {"blocks": blocks}
    if message.get("is_rtl"):
        content["is_rtl"] = True
    return {"rich_message": content}


def _given(block: Any) -> Json:
    if not isinstance(block, dict) or "type" not in block:
        raise bad_request("can't parse rich_message: a block needs a type")
    return {name: value for name, value in block.items() if value is not None}


class _Reader(HTMLParser):
    """Gathers blocks; each open list, quotation or details gathers its own until it closes."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[Json]] = [[]]
        self.words = ""
        self.items: list[list[Json]] = []
        self.rows: list[list[Json]] = []
        self.summaries: list[str] = []
        self.ordered: list[bool] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def take(self) -> str:
        words, self.words = re.sub(r"\s+", " ", self.words).strip(), ""
        return words

    def flush(self, kind: str = "paragraph", **more: Any) -> None:
        if words := self.take():
            self.blocks[-1].append({"type": kind, "text": words, **more})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self.flush()
            self.items.append([])
            self.ordered.append(tag == "ol")
        elif tag in {"li", "blockquote", "details"}:
            self.flush()
            self.blocks.append([])
        elif tag in {"td", "th", "tr", "table"} or tag in _LINES:
            self.flush()
            self.rows = [] if tag == "table" else [*self.rows, []] if tag == "tr" else self.rows
        elif tag == "hr":
            self.flush()
            self.blocks[-1].append({"type": "divider"})
        elif tag == "br":
            self.words += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.flush("heading", size=_HEADINGS[tag])
        elif tag in {"pre", "footer"}:
            self.flush(tag)
        elif tag == "summary":
            self.summaries.append(self.take())
        elif tag in _LINES:
            self.flush()
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append(_cell(self.take(), header=tag == "th"))
        elif tag == "table":
            self.blocks[-1].append({"type": "table", "cells": self.rows})
        else:
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag in {"li", "blockquote", "details"} and len(self.blocks) > 1:
            self.flush()
            self._nest(tag, self.blocks.pop())
        elif tag in {"ul", "ol"} and self.items:
            self.ordered.pop()
            self.blocks[-1].append({"type": "list", "items": self.items.pop()})

    def _nest(self, tag: str, blocks: list[Json]) -> None:
        if tag == "blockquote":
            self.blocks[-1].append({"type": "blockquote", "blocks": blocks})
        elif tag == "details":
            summary = self.summaries.pop() if self.summaries else ""
            self.blocks[-1].append({"type": "details", "summary": summary, "blocks": blocks})
        elif self.items:
            number = len(self.items[-1]) + 1
            label = f"{number}." if self.ordered[-1] else "•"
            self.items[-1].append({"label": label, "blocks": blocks})


def _cell(text: str, header: bool) -> Json:
    cell: Json = {"align": "left", "valign": "top", "text": text}
    return {**cell, "is_header": True} if header else cell


def from_html(source: str) -> list[Json]:
    """Blocks of rich HTML."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.flush()
    return reader.blocks[0]


def from_markdown(source: str) -> list[Json]:
    """Blocks of rich Markdown: headings, lists, tables, rules; a blank line ends a paragraph."""
    blocks: list[Json] = []
    for chunk in re.split(r"\n\s*\n", source.strip()):
        blocks.extend(_chunk([line.strip() for line in chunk.splitlines() if line.strip()]))
    return blocks


def _chunk(lines: list[str]) -> list[Json]:
    blocks: list[Json] = []
    while lines and (heading := re.fullmatch(r"(#{1,6})\s+(.*)", lines[0])):
        blocks.append({"type": "heading", "text": _unmarked(heading[2]), "size": len(heading[1])})
        lines = lines[1:]
    if not lines:
        return blocks
    if all(line.startswith(("- ", "* ")) for line in lines):
        items = [{"label": "•", "blocks": [_paragraph(line[2:])]} for line in lines]
        return [*blocks, {"type": "list", "items": items}]
    if len(lines) > 1 and "|" in lines[0] and _MARKDOWN_TABLE_RULE.fullmatch(lines[1]):
        return [
            *blocks,
            {"type": "table", "cells": [_row(lines[0], True), *(_row(line) for line in lines[2:])]},
        ]
    if lines in (["---"], ["***"]):
        return [*blocks, {"type": "divider"}]
    return [*blocks, _paragraph(" ".join(lines))]


def _row(line: str, header: bool = False) -> list[Json]:
    return [_cell(_unmarked(cell.strip()), header) for cell in line.strip("|").split("|")]


def _paragraph(text: str) -> Json:
    return {"type": "paragraph", "text": _unmarked(text)}


def _unmarked(text: str) -> str:
    return re.sub(r"(\*\*|__|`|~~)", "", text)


def plain(value: Any) -> str:
    """The words of rich text or blocks, a line for each block, the cells of a row side by side."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return "\n".join(" | ".join(plain(cell) for cell in row) for row in value)
        joined = "" if any(isinstance(one, str) for one in value) else "\n"
        return joined.join(filter(None, map(plain, value)))
    if not isinstance(value, dict):
        return ""
    lead = f"{value['label']} " if "label" in value else ""
    parts = (value.get(name) for name in ("summary", "text", "caption", "cells", "items", "blocks"))
    return lead + "\n".join(filter(None, map(plain, parts)))
