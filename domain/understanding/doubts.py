"""What makes a number not this person's reading: somebody else's, a plan, a target, a comparison. Reads no numbers."""

from dataclasses import dataclass, replace

from domain.spoken.kinds import Kind, Token
from domain.understanding.message import Draft, Message, is_boundary

_TOGETHER = ("和", "跟", "and", "&", "陪", "带", "着", "送", "接", "with")  # 带着孙女, 送孙子上学
_ACTIVITIES = frozenset({"exercise", "steps"})
_DENIALS = frozenset({"不是", "并非", "not", "isn't", "isnt", "wasn't", "wasnt"})
_PASSED_OVER = frozenset({Kind.LABEL, Kind.WHEN, Kind.MEAL, Kind.MEASURED})


@dataclass(frozen=True, slots=True)
class _Heard:
    """What has been said up to a place in the message."""

    plan: bool = False
    wish: bool = False
    not_done: bool = False
    target: bool = False
    asked: bool = False
    somebody_else: bool = False
    as_doer: bool = False  # somebody else begins the clause: they did it, they were not only along


def without_doubtful(message: Message) -> list[Draft]:
    """The drafts, in the order of the message, that report something of the writer's own."""
    heard = _heard(message)
    drafts = sorted(message.drafts, key=lambda draft: draft.start)
    return [draft for draft in drafts if not _is_doubtful(message, draft, heard[draft.start])]


def of_somebody_else(message: Message) -> list[Draft]:
    """The drafts that report what was measured of another body."""
    heard = _heard(message)
    drafts = sorted(message.drafts, key=lambda draft: draft.start)
    return [draft for draft in drafts if _is_another_body(message, draft, heard[draft.start])]


def _is_another_body(message: Message, draft: Draft, heard: _Heard) -> bool:
    if draft.vital in _ACTIVITIES or _is_unreal(message, draft, heard):
        return False
    return heard.somebody_else or _is_somebody_elses(message, draft)


def _heard(message: Message) -> list[_Heard]:
    before, state = [], _Heard()
    counted = False  # whether a number was said since the last boundary
    for position, token in enumerate(message.tokens):
        before.append(state)
        if is_boundary(token):
            still = state.asked or (
                state.target and token.text.endswith(_TOGETHER)
            )  # between 130/80 and 140/90
            state = replace(state, plan=False, wish=False, not_done=False, target=still)
            counted = False
        elif token.kind is Kind.NUMBER:
            counted = True
        elif token.kind is Kind.ME:
            target = state.target and not state.asked
            state = replace(state, somebody_else=False, as_doer=False, target=target, asked=False)
        elif _names_a_day(token) and (counted or state.asked):  # normally 120/80 today 150/95
            state = replace(state, plan=False, target=False, asked=False)
        elif token.kind is Kind.SOMEBODY_ELSE:
            state = replace(state, somebody_else=True, as_doer=_begins_clause(message, position))
        elif token.kind in (Kind.PLAN, Kind.WISH, Kind.NOT_DONE, Kind.TARGET):
            state = replace(state, **{token.kind.value: True}, asked=state.asked or token.meaning == "asked")
    return before


def _names_a_day(token: Token) -> bool:
    return token.kind is Kind.WHEN and token.said is not None and token.said.days_ago is not None


def _begins_clause(message: Message, position: int) -> bool:
    before = position - 1
    while message.at(before).kind in (Kind.ME, Kind.WHEN):
        before -= 1
    previous = message.at(before)
    if previous.text.endswith(_TOGETHER):
        return False
    return previous.kind in (Kind.SOMEBODY_ELSE, Kind.UNKNOWN) or is_boundary(previous)


def _is_doubtful(message: Message, draft: Draft, heard: _Heard) -> bool:
    if draft.vital in _ACTIVITIES and (
        heard.wish or heard.not_done or heard.as_doer or _is_put_off(message, draft)
    ):
        return True
    if draft.vital != "exercise" and (heard.somebody_else or _is_somebody_elses(message, draft)):
        return True
    return _is_unreal(message, draft, heard)


def _is_unreal(message: Message, draft: Draft, heard: _Heard) -> bool:
    """Nobody's: planned, wished for, compared with, or denied."""
    return heard.plan or heard.target or _is_compared(message, draft) or _is_denied(message, draft)


def _is_denied(message: Message, draft: Draft) -> bool:
    """不是128/82, not 128/82 but 138/82."""
    return message.at(draft.start - 1).text in _DENIALS


def _is_put_off(message: Message, draft: Draft) -> bool:
    """30 min walk tomorrow, 走路30分钟没走."""
    after = message.at(draft.end)
    return after.kind in (Kind.PLAN, Kind.NOT_DONE) and message.clause_end[draft.end] == draft.end + 1


def _is_somebody_elses(message: Message, draft: Draft) -> bool:
    """150/95 (mum), 150/95 for my mother: somebody named last, and straight after."""
    position = draft.end
    while message.at(position).kind in (Kind.LINK, Kind.ME, Kind.WHEN):
        position += 1
    if message.at(position).kind is not Kind.SOMEBODY_ELSE:
        return False
    return position + 1 >= len(message.tokens) or is_boundary(message.at(position + 1))


def _is_compared(message: Message, draft: Draft) -> bool:
    """低于140/90, over 140/90, 140/90以上."""
    after = message.at(draft.end)
    if after.kind is Kind.COMPARED and (after.meaning == "after" or after.text == "等于"):
        return True
    if message.at(draft.start - 1).meaning == "change":
        return True
    position = draft.start - 1
    while message.at(position).kind in _PASSED_OVER:
        position -= 1
    return _compares(message.at(position)) or _compares(message.at(draft.start))


def _compares(token: Token) -> bool:
    return (token.kind is Kind.COMPARED and token.meaning == "") or token.text in ("over", "比")
