"""Pictures of what was logged, and the words that go with them in the caption."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

from bot import chart
from bot.wording import Html, Words
from bot.words import telling, vocabulary
from domain.exercise import WEEKLY_GOAL_MINUTES
from domain.home_mean import HomeMean, HomeMeanMissing, Slot, slot
from domain.vitals import vital_sign
from storage import content
from storage.readings import Kept


def home_mean_told(words: Words, mean: HomeMean | HomeMeanMissing) -> Html:
    """The mean in words, or what is still missing for it."""
    if isinstance(mean, HomeMeanMissing):
        if not mean.readings:
            return words(
                "🏠 7-day average: measure twice each morning and each evening for seven days. "
                "The first day is for practice."
            )
        return words.count(
            "🏠 7-day average: {readings} of {enough} readings in the last week, on {n} day.",
            "🏠 7-day average: {readings} of {enough} readings in the last week, on {n} days.",
            mean.days,
            readings=mean.readings,
            enough=mean.readings + mean.readings_missing,
        )
    said = words(
        "🏠 7-day average <b>{systolic}/{diastolic}</b>, from {readings} readings on {days} days.",
        systolic=mean.systolic,
        diastolic=mean.diastolic,
        readings=mean.readings,
        days=mean.days,
    )
    if mean.at_or_above:
        advice = words("That is at or above the home line of 135/85: show these numbers to your doctor.")
    else:
        advice = words("That is below the home line of 135/85.")
    return Html(f"{said} {advice}")


def draw_chart(kept: Sequence[Kept], *, days: int, now: datetime, zone: ZoneInfo, large: bool) -> bytes:
    """The picture of the last `days` days of one vital sign."""
    last = now.astimezone(zone).date()
    sign = vital_sign(kept[0].reading.vital)
    first = last - timedelta(days=days - 1)
    if sign.name == "blood_pressure":
        systolic, diastolic = content.cuts().home_mean.at_or_above
        series = [
            chart.Series(_points(kept, "systolic", zone), "systolic"),
            chart.Series(_points(kept, "diastolic", zone), "diastolic"),
        ]
        lines: Sequence[float] = (systolic, diastolic)
        bands: Sequence[chart.Band] = (chart.Band(None, systolic), chart.Band(None, diastolic))
    else:
        role: chart.Role = "bar" if sign.name == "steps" else "single"
        series, lines, bands = [chart.Series(_points(kept, sign.parts[0].name, zone), role)], (), ()
    drawn = chart.Chart(series, first, last, bands, lines, decimals=sign.parts[0].decimals)
    return chart.draw(drawn, large=large)


def _points(kept: Sequence[Kept], part: str, zone: ZoneInfo) -> list[chart.Point]:
    return [chart.Point(one.taken_at.astimezone(zone), one.reading[part]) for one in kept]


def caption(words: Words, vital: str, kept: Sequence[Kept], *, days: int, zone: ZoneInfo) -> str:
    """What the picture shows, in words: how many, the means of morning and evening, how to read it."""
    title = words(
        "{emoji} <b>{vital}, last {days} days</b>",
        emoji=vocabulary.VITAL_EMOJI[vital],
        vital=words(vocabulary.VITALS[vital]),
        days=days,
    )
    counted = words.count(
        "{n} reading, average {mean}", "{n} readings, average {mean}", len(kept), mean=_mean(kept)
    )
    if vital != "blood_pressure":
        return f"{title}\n{counted}"
    by_slot = {which: [one for one in kept if slot(one.taken_at.astimezone(zone)) is which] for which in Slot}
    lines = [title, counted]
    if by_slot[Slot.MORNING]:
        lines.append(words("☀️ Mornings (round): {mean}", mean=_mean(by_slot[Slot.MORNING])))
    if by_slot[Slot.EVENING]:
        lines.append(words("🌙 Evenings (diamond): {mean}", mean=_mean(by_slot[Slot.EVENING])))
    lines.append(words("The shaded part is up to the home line of 135/85."))
    return "\n".join(lines)


def _mean(kept: Sequence[Kept]) -> str:
    sign = vital_sign(kept[0].reading.vital)
    parts = [part for part in sign.parts if part.required]
    return "/".join(part.spoken(fmean(one.reading[part.name] for one in kept)) for part in parts)


def draw_ring(minutes: float, *, large: bool) -> bytes:
    return chart.draw_ring(minutes, WEEKLY_GOAL_MINUTES, large=large)


def ring_caption(words: Words, minutes: float) -> str:
    rule = words(
        "Brisk minutes count once, hard ones twice, gentle ones are good but not counted. Goal: 150 a week."
    )
    return f"{telling.week_told(words, minutes)}\n{rule}"
