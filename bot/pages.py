"""What is said, cut into messages: one, or for poor eyes one thing a message in short lines. Sends nothing."""

import re
from collections.abc import Sequence

MOST_CHARACTERS = 4096  # Telegram, after entity parsing
DANGER_LIGHTS = ("🔴", "🟠")  # what an answer to a danger begins with
# The number of a line in a list ("1. ") ends no sentence.
_SENTENCE_END = re.compile(r"(?<=[。！？；])(?!</)(?=.)|(?<=[.!?;])(?<!^\d\.) (?=\S)", re.MULTILINE)
_LEADING_EMOJI = re.compile(r"([^\w\s<>&/]+)\s+(?=\S)")


def pages_of(paragraphs: Sequence[str], *, large: bool, whole: bool) -> list[str]:
    """The messages to send, none longer than Telegram takes. `whole`: one for poor eyes, too.

    A danger stays one for poor eyes as well: on a small screen the last message would push "call 120" out of sight.
    """
    said = [paragraph for paragraph in paragraphs if paragraph]
    if not large:
        return _joined(said)
    if whole:
        return _joined([_short_lines(paragraph) for paragraph in said])
    if said and said[0].startswith(DANGER_LIGHTS):
        said = ["\n\n".join(said)]
    return [page for number, paragraph in enumerate(said) for page in _large(paragraph, first=number == 0)]


def _joined(said: Sequence[str]) -> list[str]:
    pages: list[str] = []
    for paragraph in said:
        joined = f"{pages[-1]}\n\n{paragraph}" if pages else paragraph
        if pages and len(joined) <= MOST_CHARACTERS:
            pages[-1] = joined
        else:
            pages.append(paragraph)
    return pages


def _large(paragraph: str, *, first: bool) -> list[str]:
    """A paragraph in short lines. An emoji that opens the answer stands alone: Telegram shows it large."""
    emoji = _LEADING_EMOJI.match(paragraph) if first else None
    if emoji is None:
        return [_short_lines(paragraph)]
    return [emoji[1], _short_lines(paragraph[emoji.end() :])]


def _short_lines(paragraph: str) -> str:
    """A sentence a line, so that a narrow screen in big type breaks where a reader would."""
    return _SENTENCE_END.sub("\n", paragraph)
