"""Text as Telegram reads it: entities in UTF-16 units, both parse modes, and its words for what it refuses."""

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import detect, part, utf16_length
from sandbox.errors import ApiError
from sandbox.markup_html import parse_html
from sandbox.markup_markdown import parse_markdown, parse_markdown_v2
from tests.sandbox.conftest import Box


def entity(type: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": type, "offset": offset, "length": length, **more}


def test_an_emoji_counts_as_two_units() -> None:
    text, entities = parse_html("😀 <b>血压 😀</b> <i>128/82</i>")
    assert text == "😀 血压 😀 128/82"
    assert entities == [entity("bold", 3, 5), entity("italic", 9, 6)]
    assert part(text, 3, 5) == "血压 😀"


def test_html_nests_links_code_and_quotations() -> None:
    text, entities = parse_html(
        '<blockquote expandable><b>a <u>b</u></b></blockquote><a href="https://who.int/?a=1&amp;b=2">w</a>'
        '<pre><code class="language-python">x &lt; y</code></pre><tg-spoiler>s</tg-spoiler>'
    )
    assert text == "a bwx < ys"
    assert entity("expandable_blockquote", 0, 3) in entities
    assert entity("underline", 2, 1) in entities
    assert entity("text_link", 3, 1, url="https://who.int/?a=1&b=2") in entities
    assert entity("pre", 4, 5, language="python") in entities
    assert entity("spoiler", 9, 1) in entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("血<c>", 'Unsupported start tag "c" at byte offset 3'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_markdown_v2_knows_every_mark() -> None:
    text, entities = parse_markdown_v2(
        r"*bold _both_* __under__ ~gone~ ||hidden|| `code` [w](https://who.int/a\)b) 1\.5"
    )
    assert text == "bold both under gone hidden code w 1.5"
    assert entities == [
        entity("italic", 5, 4),
        entity("bold", 0, 9),
        entity("underline", 10, 5),
        entity("strikethrough", 16, 4),
        entity("spoiler", 21, 6),
        entity("code", 28, 4),
        entity("text_link", 33, 1, url="https://who.int/a)b"),
    ]


def test_markdown_v2_quotes_lines_and_names_the_language_of_code() -> None:
    text, entities = parse_markdown_v2(">one\n>two\nafter\n```python\nx = 1\n```")
    assert text == "one\ntwo\nafter\nx = 1\n"
    assert entities == [entity("blockquote", 0, 7), entity("pre", 14, 6, language="python")]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("128.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a - b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("血*bold", "Can't find end of Bold entity at byte offset 3"),
        ("__under", "Can't find end of Underline entity at byte offset 0"),
        ("[text](http://a", "Can't find end of a URL at byte offset 6"),
    ],
)
def test_broken_markdown_v2_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_markdown_v2(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_the_old_markdown_still_works() -> None:
    assert parse_markdown("*a* _b_ 1.5 snake\\_case") == (
        "a b 1.5 snake_case",
        [entity("bold", 0, 1), entity("italic", 2, 1)],
    )
    with pytest.raises(ApiError, match="Can't find end of the entity starting at byte offset 2"):
        parse_markdown("a _b")


def test_commands_mentions_links_and_tags_are_found() -> None:
    text = "😀 /log@grid_bot 1 @ann_lee https://who.int/a?b=1, #walk me@who.int"
    found = {(one["type"], part(text, one["offset"], one["length"])) for one in detect(text)}
    assert found == {
        ("bot_command", "/log@grid_bot"),
        ("mention", "@ann_lee"),
        ("url", "https://who.int/a?b=1"),
        ("hashtag", "#walk"),
        ("email", "me@who.int"),
    }


@pytest.mark.parametrize("text", ["128/82", "a/b", "1/2/3", "血压/128", "$100", "#1"])
def test_a_reading_is_no_command(text: str) -> None:
    assert detect(text) == []


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_aiograms_own_html_comes_back_as_it_was(words: str) -> None:
    marked = html_decoration.bold(html_decoration.quote(words))
    text, entities = parse_html(marked)
    assert text == words
    assert entities == [entity("bold", 0, utf16_length(words))]
    assert html_decoration.unparse(text, [MessageEntity(**one) for one in entities]) == marked


async def test_a_text_is_trimmed_and_its_entities_with_it(box: Box) -> None:
    sent = await box.api("sendMessage", chat_id=box.person(), text="  <b> x </b>\n", parse_mode="HTML")
    assert sent["text"] == "x"
    assert sent["entities"] == [entity("bold", 0, 1)]


async def test_explicit_entities_are_kept(box: Box) -> None:
    given_ones = [entity("bold", 0, 2)]
    sent = await box.api("sendMessage", chat_id=box.person(), text="😀 /go", entities=given_ones)
    assert sent["entities"] == [entity("bold", 0, 2), entity("bot_command", 3, 3)]
