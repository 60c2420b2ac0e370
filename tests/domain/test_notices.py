"""A notice's states and moves, how long it takes, whom it is for, and the moment it shall leave."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audience import Audience, audience_of
from domain.notices import (
    MOVES,
    RECALL_WITHIN,
    Move,
    NoticeState,
    gone_by,
    may,
    may_recall,
)
from domain.people import Language, Tag
from domain.spoken.moments import FURTHEST, understand_moment

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE_ANYBODY_HAS_IT = {NoticeState.DRAFT, NoticeState.WAITING, NoticeState.SCHEDULED}
OVER = {NoticeState.CANCELLED, NoticeState.RECALLED}


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_whatever_is_tried_nothing_leaves_unapproved_and_what_is_over_stays_over(tried: list[Move]) -> None:
    state, asked, approved = NoticeState.DRAFT, False, False
    for move in tried:
        if not may(state, move):
            continue
        asked |= move is Move.ASK
        approved |= move is Move.APPROVE
        if state in OVER:
            assert MOVES[move][1] is NoticeState.RECALLED
        state = MOVES[move][1]
        assert state not in (NoticeState.SENDING, NoticeState.DONE) or approved or not asked


def test_every_state_is_reached_and_every_move_leads_on() -> None:
    assert {after for _before, after in MOVES.values()} | {NoticeState.DRAFT} == set(NoticeState)
    assert set(MOVES) == set(Move)
    assert {move for move, (before, after) in MOVES.items() if after in before} == {Move.RETRY}


@given(st.sampled_from(NoticeState), st.integers(0, 100))
def test_it_is_taken_back_within_two_days_of_the_first_that_left(state: NoticeState, hours: int) -> None:
    allowed = may_recall(state, NOW, NOW + timedelta(hours=hours))
    assert allowed == (state not in BEFORE_ANYBODY_HAS_IT | {NoticeState.RECALLED} and hours < 48)
    assert not may_recall(state, None, NOW)
    assert timedelta(hours=48) == RECALL_WITHIN


@given(
    st.integers(0, 10**6), st.dictionaries(st.integers(1, 10**6), st.integers(1, 10**6), max_size=6), st.integers(1, 5)
)  # fmt: skip
def test_it_takes_as_long_as_the_pace_allows_and_more_takes_longer(
    ready: int, held: dict[int, int], more: int
) -> None:
    ends = {NOW + timedelta(seconds=second): count for second, count in held.items()}
    by = gone_by(ready, ends, NOW)
    total = ready + sum(held.values())
    assert by >= NOW + timedelta(seconds=total / 29) - timedelta(milliseconds=1)
    assert all(by >= end for end in ends)
    assert gone_by(ready + more, ends, NOW) >= by


def test_all_groups_of_a_county_are_told_in_about_a_minute() -> None:
    assert gone_by(1921, {}, NOW) - NOW == pytest.approx(timedelta(seconds=66), abs=timedelta(seconds=1))


ages = st.none() | st.integers(0, 120)
audiences = st.builds(
    Audience,
    st.integers(1, 99),
    tags=st.frozensets(st.sampled_from(Tag)),
    age_from=st.none() | st.integers(0, 60),
    age_to=st.none() | st.integers(60, 120),
    active_days=st.none() | st.integers(1, 365),
    language=st.none() | st.sampled_from(Language),
    groups=st.frozensets(st.integers(1, 99)),
)


@given(audiences)
def test_an_audience_is_read_as_it_was_written(audience: Audience) -> None:
    assert audience_of(audience.written()) == audience


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_from": 70, "age_to": 60},
        {"age_from": -1},
        {"age_to": 130},
        {"active_days": 0},
        {"silent_days": 366},
        {"active_days": 7, "silent_days": 7},
    ],
)
def test_what_no_audience_is_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no such"):
        Audience(1, **wrong)  # type: ignore[arg-type]


# Wednesday the 25th, ten in the morning.
SAID = [
    ("明天8点", "2026-11-26 08:00"),
    ("明天早上8点半", "2026-11-26 08:30"),
    ("后天下午3点", "2026-11-27 15:00"),
    ("今晚7点", "2026-11-25 19:00"),
    ("明晚8点", "2026-11-26 20:00"),
    ("明早7点", "2026-11-26 07:00"),
    ("大后天9点", "2026-11-28 09:00"),
    ("周五9点", "2026-11-27 09:00"),
    ("下周一上午10点", "2026-11-30 10:00"),
    ("11月28日9点", "2026-11-28 09:00"),
    ("12-1 9:00", "2026-12-01 09:00"),
    ("2026-11-28 09:00", "2026-11-28 09:00"),
    ("15:30", "2026-11-25 15:30"),
    ("9点", "2026-11-26 09:00"),
    ("tomorrow 8:00", "2026-11-26 08:00"),
    ("tomorrow at 8 pm", "2026-11-26 20:00"),
    ("friday at 9", "2026-11-27 09:00"),
    ("next monday 9am", "2026-11-30 09:00"),
    ("tonight at 8", "2026-11-25 20:00"),
    ("明天", None),
    ("今天8点", None),  # it is past
    ("2025-11-28 9:00", None),
    ("2月30日9点", None),
    ("明天8点和9点", None),
    ("好的", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "moment"), SAID)
def test_a_moment_is_understood_as_it_is_said(text: str, moment: str | None) -> None:
    at = understand_moment(text, NOW.astimezone(SHANGHAI))
    assert (f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else None) == moment


@given(st.text(max_size=40))
def test_whatever_is_typed_a_moment_is_to_come_and_not_far_away(text: str) -> None:
    at = understand_moment(text, NOW.astimezone(SHANGHAI))
    assert at is None or NOW < at <= NOW + FURTHEST
