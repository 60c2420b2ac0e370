"""What can be wrong with a translated text, found one question at a time. Knows no catalogue."""

import re
from collections import Counter
from html.parser import HTMLParser
from string import Formatter

# What Telegram's HTML takes and we use: https://core.telegram.org/bots/api#html-style
ALLOWED_TAGS = {"b", "i", "u", "s", "code", "pre", "blockquote"}
_TAG = re.compile(r"</?[a-z][^>]*>")
_HAN = r"[一-鿿]"
# A comma or full stop of the typewriter beside a Chinese character; and full-width digits, which nobody types.
_HALF_WIDTH = re.compile(rf"{_HAN}\s*[,.;:?!()](?!\d)|[,;:?!(]\s*{_HAN}|[０-９]")
_SENTENCE_END = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;]) ")


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError for a brace that stands alone."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tags(text: str) -> Counter[str]:
    return Counter(_TAG.findall(text))


def without_markup(text: str) -> str:
    return Formatter().vformat(_TAG.sub("", text), (), _Blanks())


def half_width_marks(text: str) -> list[str]:
    """Punctuation that does not belong in Chinese, with its neighbours."""
    return _HALF_WIDTH.findall(_TAG.sub("", text))


def sentences_of(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE_END.split(without_markup(text)) if one.strip()]


def markup_mistakes(text: str) -> list[str]:
    """Tags Telegram would refuse: unknown, crossed, or left open; a bare & or <."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    rest = _TAG.sub("", text)
    bare = re.findall(r"&(?!amp;|lt;|gt;|quot;)|<|>", rest)
    return [*reader.mistakes, *(f"{tag} is not closed" for tag in reader.open), *bare]


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.mistakes: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ALLOWED_TAGS or attrs:
            self.mistakes.append(f"<{tag}> is not ours")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes nothing")
