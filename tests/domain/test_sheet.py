"""A sheet of a round is split into its lines: none is lost, none is made up, however it is written."""

from hypothesis import given
from hypothesis import strategies as st

from domain.people import name_key
from domain.sheet import MOST_LINES, Line, may_be_sheet, split_sheet

NAMES = ("王秀英", "李大爷", "张桂兰", "王秀", "Mary Carter", "欧阳 建国")
KNOWN = {name_key(name) for name in NAMES}
SAID = ("142/86 78", "血糖 6.5 空腹", "１２８／８２", "高压150低压95", "体重130斤")
BETWEEN = (" ", "，", "：", "\u3000", ", ", "、")
NUMBERING = ("", "1. ", "2、", "(3)")

lines = st.builds(
    lambda numbering, name, between, said: (f"{numbering}{name}{between}{said}", name, said),
    st.sampled_from(NUMBERING),
    st.sampled_from(NAMES),
    st.sampled_from(BETWEEN),
    st.sampled_from(SAID),
)


@given(st.lists(lines, min_size=2, max_size=12), st.sampled_from(["\n", "\n\n", " \n"]))
def test_every_line_is_found_with_its_name_and_what_stands_behind_it(
    written: list[tuple[str, str, str]], ends: str
) -> None:
    text = ends.join(line for line, _, _ in written)
    assert may_be_sheet(text)
    assert split_sheet(text, KNOWN) == tuple(Line(name, said, True) for _, name, said in written)


@given(st.text(alphabet="王秀英李大爷 142/86,，\n.血糖a1", max_size=80))
def test_whatever_is_typed_no_line_is_lost_and_nothing_is_made_up(text: str) -> None:
    found = split_sheet(text, KNOWN)
    written = [line for line in text.splitlines() if line.strip()]
    assert len(found) in (0, len(written))
    for line, original in zip(found, written, strict=False):
        assert line.name
        assert line.name in original
        assert line.said in original


def test_a_name_written_together_with_its_number_is_a_name() -> None:
    assert split_sheet("王秀英142/86\n李大爷血糖6.5", KNOWN) == (
        Line("王秀英", "142/86", True),
        Line("李大爷", "血糖6.5", True),
    )


def test_an_unknown_name_among_known_ones_is_a_line_too() -> None:
    found = split_sheet("王秀英 142/86\n赵钱孙 150/90", KNOWN)
    assert found == (Line("王秀英", "142/86", True), Line("赵钱孙", "150/90", False))


def test_ones_own_readings_over_several_lines_are_no_sheet() -> None:
    assert split_sheet("血压 142/86\n血糖 6.5", KNOWN) == ()
    assert split_sheet("142/86\n138/84", KNOWN) == ()
    assert not may_be_sheet("142/86\n138/84")
    assert split_sheet("王秀英 142/86", KNOWN) == ()
    assert split_sheet("王秀英 142/86\n" * (MOST_LINES + 1), KNOWN) == ()
