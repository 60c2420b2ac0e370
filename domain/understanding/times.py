"""Which of the times in a message belongs to which reading. Reads no text."""

from datetime import datetime

from domain.spoken.kinds import Kind, Said
from domain.spoken.times import when_of
from domain.spoken.when import PartOfDay, When
from domain.understanding.message import Draft, Message, is_boundary

Event = Said | Draft
Segment = list[Event]
_BEDTIME = "bedtime"


def times_of(message: Message, drafts: list[Draft], now: datetime) -> dict[int, When | None]:
    """For each draft (by its start) the moment said for it.

    A time holds for what follows until another is said (早上128/82，晚上135/86). Where the readings
    come first, it holds for those just before it (128/82 this am, 135/86 tonight).
    """
    said: dict[int, Said] = {}
    carried: Said | None = None
    waiting: list[Draft] = []
    for segment in _segments(message, drafts):
        readings = [event for event in segment if isinstance(event, Draft)]
        if not readings:
            carried = _late_time(segment, carried, waiting, said)
            continue
        if isinstance(segment[0], Draft) and isinstance(segment[-1], Said):
            _give_backwards(segment, carried, said)
            waiting = []
        else:
            carried, waiting = _give_forwards(segment, carried, said)
    said = _once_a_sugar(drafts, said)
    sugars = {draft.start for draft in drafts if draft.vital == "glucose"}
    return {start: when_of(_without_bedtime(each, start in sugars), now) for start, each in said.items()}


def _without_bedtime(time: Said, is_sugar: bool) -> Said:
    """睡前 is a sugar's meal; of anything else it is the time."""
    if time.part != _BEDTIME:
        return time
    return time._replace(part="" if is_sugar else PartOfDay.NIGHT.value)


def _is_comparison(message: Message, position: int) -> bool:
    """better than yesterday, 比昨天低: not when this was measured."""
    before = message.at(position - 1)
    return (before.kind is Kind.COMPARED and before.meaning != "change") or before.text == "比"


def _once_a_sugar(drafts: list[Draft], said: dict[int, Said]) -> dict[int, Said]:
    """早上空腹5.8，晚饭后8.4: after another meal it was another time, of the same day."""
    first: dict[Said, Draft] = {}
    for draft in drafts:
        time = said.get(draft.start)
        if draft.vital == "glucose" and time is not None:
            before = first.setdefault(time, draft)
            if before.meal is not draft.meal:
                said[draft.start] = Said(time.days_ago)
    return said


def _segments(message: Message, drafts: list[Draft]) -> list[Segment]:
    """The times and readings of each clause that has any; a reading's own commas end none."""
    starts = {draft.start: draft for draft in drafts}
    segments: list[Segment] = [[]]
    inside = 0
    for position, token in enumerate(message.tokens):
        if position in starts:
            segments[-1].append(starts[position])
            inside = starts[position].end
        if token.kind is Kind.MEAL and token.meaning == "bedtime":
            segments[-1].append(Said(part=_BEDTIME))
        elif token.kind is Kind.WHEN and token.said is not None:
            if not _is_comparison(message, position):
                segments[-1].append(token.said)
        elif is_boundary(token) and position >= inside and segments[-1]:
            segments.append([])
    return [segment for segment in segments if segment]


def _late_time(
    segment: Segment, carried: Said | None, waiting: list[Draft], said: dict[int, Said]
) -> Said | None:
    """A clause that is only a time: of the readings before it when they have none, else of those to come."""
    time = _together(segment, carried)
    if not waiting:
        return time
    for draft in waiting:
        said[draft.start] = time
    waiting.clear()
    return carried


def _together(times: Segment, carried: Said | None) -> Said:
    total = Said()
    for time in times:
        if isinstance(time, Said):
            total = _refined(total, time)
    return _on_the_same_day(total, carried)


def _refined(first: Said, second: Said) -> Said:
    """今天早上 ... 6点半: a later clock time makes the earlier day and part exact."""
    if second.days_ago is None and not second.part and first.clock is None:
        return Said(first.days_ago, first.part, second.clock, second.exact)
    if first == Said(first.days_ago):
        return second._replace(days_ago=first.days_ago if second.days_ago is None else second.days_ago)
    return second


def _on_the_same_day(time: Said, carried: Said | None) -> Said:
    """昨天早上128/82，晚上135/86: the evening is yesterday's too."""
    if time.days_ago is None and carried is not None and carried.days_ago is not None:
        return time._replace(days_ago=carried.days_ago)
    return time


def _give_forwards(
    segment: Segment, carried: Said | None, said: dict[int, Said]
) -> tuple[Said | None, list[Draft]]:
    """The time each reading follows; the readings that had none yet."""
    fresh: Said | None = None
    without: list[Draft] = []
    for position, event in enumerate(segment):
        if isinstance(event, Said):
            before = segment[position - 1] if position else None
            ends_segment = position == len(segment) - 1
            if (
                ends_segment
                and isinstance(before, Draft)
                and _is_only_a_day(carried)
                and event.days_ago is None
            ):
                said[before.start] = _on_the_same_day(event, carried)  # yesterday 138/86 am
                continue
            fresh = _refined(fresh, event) if fresh is not None and isinstance(before, Said) else event
            carried = _on_the_same_day(fresh, carried)
        elif carried is not None:
            said[event.start] = carried
        else:
            without.append(event)
    return carried, without


def _is_only_a_day(time: Said | None) -> bool:
    return time is not None and time == Said(time.days_ago)


def _give_backwards(segment: Segment, carried: Said | None, said: dict[int, Said]) -> None:
    waiting: list[Draft] = []
    for event in segment:
        if isinstance(event, Draft):
            waiting.append(event)
            continue
        for draft in waiting:
            said[draft.start] = _on_the_same_day(event, carried)
        waiting = []
