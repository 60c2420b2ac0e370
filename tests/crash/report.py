"""What `make crash` prints: a line that moves, and a table at the end. Decides nothing."""

import re
import sys
from collections import Counter
from collections.abc import Sequence

from domain.outbox import Kind
from tests.crash.deliveries import PLACES as WAYSIDE
from tests.crash.deliveries import Deliveries
from tests.crash.places import ANY_MOMENT, PLACES
from tests.crash.trial import Outcome, Setup

TOLD_EVERY = 100  # kills, where the line cannot move
MOST_SHOWN = 10
_NUMBERS = re.compile(r"\d+")


class Progress:
    """Where the run is, on one line."""

    def __call__(self, setup: Setup, killed: int) -> None:
        tell(setup.name, killed, setup.kills)


def tell(name: str, killed: int, kills: int) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{name}: {killed} of {kills} kills ")
    elif killed % TOLD_EVERY == 0 or killed == kills:
        sys.stdout.write(f"{name}: {killed} of {kills} kills\n")
    sys.stdout.flush()


def report_deliveries(found: Sequence[Deliveries], diary: str, *, seconds: float, seed: int) -> None:
    """What became of the messages whose deliveries were killed."""
    kills = sum(one.kills.total() for one in found)
    lines = ["", _row("a delivery killed at", *(one.name for one in found))]
    lines += [_row(place, *(one.kills[place] for one in found)) for place in WAYSIDE]
    lines.append(_row("messages", *(one.messages for one in found)))
    lines.append(_row("lost", *(len(one.lost) for one in found)))
    lines.append(_row("twice, and must not be", *(len(one.twice) for one in found)))
    lines.append(_row("out of order", *(len(one.disordered) for one in found)))
    for kind in Kind:
        lines.append(_row(f"said again: {kind}", *(one.again[kind] for one in found)))
    for kind in Kind:
        lines.append(_row(f"shown as unknown: {kind}", *(one.unknown[kind] for one in found)))
    lines.append(_row("  of them had arrived", *(one.arrived_unknown for one in found)))
    wrong = [(one.name, (*one.lost, *one.twice, *one.disordered)) for one in found]
    lines += [f"{name}: {said}" for name, all_of_it in wrong for said in all_of_it[:MOST_SHOWN]]
    lines += _said(diary)
    each = 1000 * seconds / max(kills, 1)
    lines.append(f"{kills} kills in {seconds:.0f} s, {each:.0f} ms each; seed {seed}")
    sys.stdout.write("\n".join(lines) + "\n")


def report(outcomes: Sequence[Outcome], diary: str, *, seconds: float, seed: int) -> None:
    kills = sum(outcome.kills.total() for outcome in outcomes)
    lines = ["", *_places(outcomes), "", *_promises(outcomes), "", *_findings(outcomes), *_said(diary)]
    lines.append(
        f"{kills} kills in {seconds:.0f} s, {1000 * seconds / max(kills, 1):.0f} ms each; seed {seed}"
    )
    sys.stdout.write("\n".join(lines) + "\n")


def _row(name: str, *cells: object) -> str:
    return f"{name:26}" + "".join(f"{cell!s:>21}" for cell in cells)


def _places(outcomes: Sequence[Outcome]) -> list[str]:
    lines = [_row("killed at", *(outcome.setup.name for outcome in outcomes))]
    lines += [_row(place, *(outcome.kills[place] for outcome in outcomes)) for place in (*PLACES, ANY_MOMENT)]
    lines.append(_row("kills", *(outcome.kills.total() for outcome in outcomes)))
    lines.append(_row("  in the middle of joining", *(outcome.while_joining for outcome in outcomes)))
    return lines


def _promises(outcomes: Sequence[Outcome]) -> list[str]:
    counted = {"people": "people", "answers": "answers"}
    lines = [
        _row(name, *(getattr(outcome, field) for outcome in outcomes)) for name, field in counted.items()
    ]
    lines.append(_row("  said twice, the same", *(outcome.answered_twice.total() for outcome in outcomes)))
    kinds = outcomes[0].findings.all
    lines += [_row(kind, *(len(outcome.findings.all[kind]) for outcome in outcomes)) for kind in kinds]
    where: Counter[str] = sum((outcome.answered_twice for outcome in outcomes), Counter())
    told = ", ".join(f"{place} {count}" for place, count in where.most_common())
    return [*lines, f"said twice because of a kill at: {told or 'none'}"]


def _findings(outcomes: Sequence[Outcome]) -> list[str]:
    return [
        f"{outcome.setup.name}, {kind}: {one}"
        for outcome in outcomes
        for kind, found in outcome.findings.all.items()
        for one in found[:MOST_SHOWN]
    ]


def _said(diary: str) -> list[str]:
    """What the bots logged, the same lines together."""
    alike = Counter(_NUMBERS.sub("n", line) for line in diary.splitlines() if line.strip())
    return [f"the bots logged {count} times: {line}" for line, count in alike.most_common(MOST_SHOWN)]
