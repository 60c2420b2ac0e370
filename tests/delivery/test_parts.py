"""A long text in parts: nothing is lost, none is too long, and each is formatted as the whole was."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.parts import CAPTION, TEXT, plain, split

PIECES = st.sampled_from(
    ["<b>", "</b>", '<a href="x">', "</a>", "\n", "\n\n", " ", "。", "&amp;", "盐", "😀", "word"]
)


def _length(html: str) -> int:
    return len(plain(html).encode("utf-16-le")) // 2


def test_a_short_text_is_one_part() -> None:
    assert split("<b>Salt</b> &amp; less of it") == ["<b>Salt</b> &amp; less of it"]
    assert split("") == [""]


def test_it_ends_after_a_paragraph_rather_than_in_one() -> None:
    first, second = "盐。" * 300, "少一点。" * 200
    assert split(f"{first}\n\n{second}", CAPTION) == [first, second]


def test_formatting_is_closed_and_taken_up_again() -> None:
    first, second = split(f"<b><i>{'x' * (TEXT - 1)} y</i></b>")
    assert (first[-9:], second) == ("x</i></b>", "<b><i>y</i></b>")


def test_a_word_without_end_is_cut_where_there_is_no_more_room() -> None:
    assert [len(part) for part in split("x" * (2 * TEXT + 1))] == [TEXT, TEXT, 1]


@given(st.lists(PIECES, max_size=60), st.sampled_from([CAPTION, TEXT]))
def test_nothing_is_lost_and_no_part_is_too_long(pieces: list[str], first: int) -> None:
    html = "".join(piece * 90 if not piece.startswith("<") else piece for piece in pieces)
    parts = split(html, first)
    assert "".join("".join(plain(part).split()) for part in parts) == "".join(plain(html).split())
    assert all(_length(part) <= (TEXT if number else first) for number, part in enumerate(parts))
