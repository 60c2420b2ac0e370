"""How the days went, as lines of text. Counts nothing itself, and names nobody."""

from collections.abc import Iterator, Mapping, Sequence

from bot.simulation.audits import NAMED, Audit
from storage.lived import AlertsLived, Lived, PushLived

_COLUMNS = ("sent", "held", "cancelled", "expired", "failed", "unknown", "waiting")


def report(lived: Lived, audits: Sequence[Audit]) -> Iterator[str]:
    """Everything, the audits last: what is wrong is what is read last."""
    yield from _counted("People", lived.people)
    yield from _counted("Logged", lived.logs)
    yield from _said(lived.pushes)
    yield from _counted("Not sent, and why", lived.reasons)
    yield from _alerts(lived.alerts)
    yield from _counted("Quizzes", lived.quizzes)
    yield from _counted("Points", {"given": lived.points})
    yield ""
    yield "Audits"
    for one in audits:
        yield from _audited(one)


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if not counts:
        return
    yield ""
    yield title
    for name, count in counts.items():
        yield f"  {name:<48}{count:>10,}"


def _said(pushes: Sequence[PushLived]) -> Iterator[str]:
    yield ""
    yield f"Said first{'':<26}" + "".join(f"{name:>10}" for name in _COLUMNS)
    kinds = dict.fromkeys(one.kind for one in pushes)
    for kind in kinds:
        of_kind = [one for one in pushes if one.kind == kind]
        yield _row(f"  {kind}", of_kind)
        for one in of_kind:
            yield _row(f"    {one.push}", [one])
    yield _row("  all", pushes)


def _row(name: str, pushes: Sequence[PushLived]) -> str:
    sums = [sum(getattr(one, column) for one in pushes) for column in _COLUMNS]
    return f"{name:<36}" + "".join(f"{count:>10,}" for count in sums)


def _alerts(alerts: AlertsLived) -> Iterator[str]:
    open_still = alerts.raised - alerts.taken - alerts.closed
    counts = {
        "raised": alerts.raised,
        "taken": alerts.taken,
        "closed without": alerts.closed,
        "open": open_still,
    }
    yield from _counted("Alerts", counts)
    if alerts.minutes:
        minutes = alerts.minutes
        for name, place in (("half of them", 0.5), ("nine in ten", 0.9)):
            yield f"  {f'minutes until taken, {name}':<48}{minutes[int(place * (len(minutes) - 1))]:>10,.0f}"
        yield f"  {'minutes until taken, the longest':<48}{minutes[-1]:>10,.0f}"


def _audited(audit: Audit) -> Iterator[str]:
    if not audit.wrong:
        yield f"  ok  {audit.what}"
        return
    yield f"  --  {audit.what}: {len(audit.wrong)} wrong"
    for one in audit.wrong[:NAMED]:
        yield f"        {one}"
