"""What came of a log, told the way a kind nurse would: danger first, then the number, then what to do, then the points.

Builds paragraphs; sends nothing, decides no level.
"""

from zoneinfo import ZoneInfo

from actions.delete_log import LogDeleted
from actions.log_exercise import ExerciseLogged
from actions.log_reading import ReadingLogged
from actions.pay import Paid
from bot.wording import Html, Words
from bot.words import vocabulary
from domain.exercise import WEEKLY_GOAL_MINUTES
from domain.trend import Direction
from domain.triage import Reason
from domain.vital_sign import Level, Reading
from domain.vitals import vital_sign
from storage.people import Known

LIGHTS = {
    Level.RED: "🔴",
    Level.ORANGE: "🟠",
    Level.LOW: "🔵",
    Level.YELLOW: "🟡",
    Level.WATCH: "🟡",
    Level.OK: "🟢",
}


def numbers(words: Words, reading: Reading) -> Html:
    """The reading as people write it: 128/82, pulse 72."""
    sign = vital_sign(reading.vital)

    def said(part: str) -> str:
        value = reading.get(part)
        return "?" if value is None else sign.part(part).spoken(value)

    match reading.vital:
        case "blood_pressure":
            pulse = words(" · pulse {pulse}", pulse=said("pulse")) if reading.get("pulse") is not None else ""
            return Html(f"<b>{said('systolic')}/{said('diastolic')}</b>{pulse}")
        case "glucose":
            meal = words(vocabulary.MEALS[reading.meal]) if reading.meal else ""
            return Html(f"<b>{said('mmol_per_l')}</b> mmol/L{' · ' if meal else ''}{meal}")
        case "steps":
            return words("<b>{steps}</b> steps", steps=said("steps"))
        case _:
            part = sign.parts[0]
            unit = {
                "celsius": "°C",
                "percent": "%",
                "pulse": words("a minute"),
                "kg": words("kg"),
                "cm": words("cm"),
            }.get(part.name, part.unit)
            return Html(f"<b>{said(part.name)}</b> {unit}")


def heading(words: Words, reading: Reading) -> Html:
    emoji = vocabulary.VITAL_EMOJI.get(reading.vital, "•")
    name = words(vocabulary.VITALS[reading.vital])
    return Html(f"{emoji} {name} {numbers(words, reading)}")


def reading_told(words: Words, logged: ReadingLogged, zone: ZoneInfo, person: Known) -> list[str]:
    """The answer to a person's reading."""
    told = reading_kept(words, logged, zone)
    again = words("I have this one already, kept once.") if logged.again else Html()
    if logged.level.is_danger:
        first, *advice = danger(words, logged.level, logged.reasons)
        # While the symptom question stands, a team that is told does not compete with it.
        waits = logged.ask_symptoms and has_team(person)
        return [first, told, again, "" if waits else told_to(words, person), *advice]
    if logged.again:
        return [again, told]
    answer = [Html(f"{LIGHTS[logged.level]} {told}"), *meaning(words, logged), trend(words, logged)]
    if logged.ask_symptoms:
        return [*answer, to_do(words, logged)]
    return [*answer, to_do(words, logged), points_told(words, logged.paid, zone), series_told(words, logged)]


def reading_kept(words: Words, logged: ReadingLogged, zone: ZoneInfo) -> Html:
    """The number and its time, and nothing of what it means."""
    return Html(f"{heading(words, logged.reading)} · {words.moment(logged.taken_at, zone)}")


def has_team(person: Known) -> bool:
    """Whether somebody is told: the person agreed to it, and lives in an area of a team."""
    return person.consents_sharing and person.area_id is not None


def told_to(words: Words, person: Known) -> Html:
    """Who else knows, honestly."""
    if has_team(person):
        return words(
            "Your doctor team has this on its alert list. They may see it late: do not wait for them to call."
        )
    if person.consents_sharing:
        return words(
            "No doctor team is set for you yet, so nobody else is told. Please tell someone yourself."
        )
    return words("Nobody else is told, because you did not agree to share. Please tell someone yourself.")


def danger(words: Words, level: Level, reasons: tuple[Reason, ...]) -> list[str]:
    """What comes before everything else at RED and ORANGE. Never praise, never points.

    The first is the danger, the last is what to do: on a small screen only the end of a message may be in sight.
    """
    why = words(vocabulary.MEANINGS[reasons[0]])
    if level is Level.RED:
        sugar = words(
            "While you wait, if you can swallow well: take sugar, half a glass of juice or three or four sugar "
            "cubes. If someone cannot be woken, give nothing to eat or drink."
        )
        return [
            words("🔴 <b>Please call 120 now.</b>"),
            why,
            words(
                "Call 120 first, then sit or lie down. Do not drive. Do not take extra pills. "
                "Unlock the door and have someone stay with you."
            ),
            sugar if Reason.GLUCOSE_LOW in reasons else "",
        ]
    return [Html(f"🟠 <b>{why}</b>"), act_today(words, reasons)]


def call_if_now(words: Words) -> Html:
    """To words that sound like an emergency."""
    return words("🔴 <b>If you feel this now, call 120 at once.</b> Do not wait for an answer here.")


def act_today(words: Words, reasons: tuple[Reason, ...]) -> Html:
    if Reason.GLUCOSE_LOW in reasons:
        return words(
            "Take sugar now: half a glass of juice, or three or four sugar cubes. Measure again in 15 minutes. "
            "Contact your clinic today. If someone cannot be woken: call 120 and give nothing to eat or drink."
        )
    if Reason.GLUCOSE_HIGH in reasons or Reason.PREGNANT_GLUCOSE_HIGH in reasons:
        return words("Wash your hands and measure again. Drink water. Contact your clinic today.")
    return words(
        "Sit down and rest five minutes without talking, then measure again. Contact your clinic today, "
        "even if you feel better. Do not take extra pills."
    )


def meaning(words: Words, logged: ReadingLogged) -> list[str]:
    if logged.came_down:
        return [
            words(
                "That is better than before. Rest a little longer, and measure again later today. "
                "Still contact your clinic today, and tell them both numbers."
            )
        ]
    if logged.level is Level.OK:
        return [good_to_know(words, logged.reading)]
    return [words(vocabulary.MEANINGS[reason]) for reason in logged.reasons[:2]]


def good_to_know(words: Words, reading: Reading) -> str:
    match reading.vital:
        case "blood_pressure":
            return words("Below the home line of 135/85 (at the clinic the line is 140/90). Well measured.")
        case "glucose":
            return words("This does not reach the line to watch. Well measured.")
        case "steps":
            return words("Every step counts.")
        case _:
            return words("Noted.")


def trend(words: Words, logged: ReadingLogged) -> str:
    """How it compares with the person's own last weeks."""
    if logged.trend is None:
        return ""
    part = vital_sign(logged.reading.vital).parts[0]
    values = {
        "part": words(vocabulary.PARTS[part.name]),
        "mean": part.spoken(logged.trend.mean),
        "off": part.spoken(abs(logged.trend.difference)),
    }
    match logged.trend.direction:
        case Direction.SAME:
            return words("Your {part} averaged {mean} over four weeks: about the same today.", **values)
        case Direction.UP:
            return words("Your {part} averaged {mean} over four weeks: {off} higher today.", **values)
        case Direction.DOWN:
            return words("Your {part} averaged {mean} over four weeks: {off} lower today.", **values)


def to_do(words: Words, logged: ReadingLogged) -> str:
    match logged.level, logged.reading.vital:
        case Level.LOW, _:
            return words("Sit down, drink some water, stand up slowly. Measure again in a few minutes.")
        case Level.YELLOW, "blood_pressure":
            return words(
                "Rest five minutes and measure again. Contact your clinic within a week, and measure every "
                "morning and evening for seven days."
            )
        case Level.WATCH, "blood_pressure" if Reason.BP_ABOVE_LINE in logged.reasons:
            return words("Measure morning and evening for the next days; I work out the average for you.")
        case Level.YELLOW, _:
            return words("Measure again a little later, and contact your clinic if it stays like this.")
        case _:
            return ""


def points_told(words: Words, paid: Paid, zone: ZoneInfo) -> str:
    why = vocabulary.WHY_NO_POINTS[paid.why]
    again = words.clock(paid.again_at, zone) if paid.again_at else ""
    reason = words(why, again_at=again) if why else ""
    if not paid.points:
        return Html(reason)
    earned = words.count(
        "⭐ +{n} point, {balance} in all.",
        "⭐ +{n} points, {balance} in all.",
        paid.points,
        balance=paid.balance,
    )
    return Html(f"{earned} {reason}".rstrip())


def series_told(words: Words, logged: ReadingLogged) -> str:
    if logged.series is None:
        return ""
    return words(
        "🎉 Seven days of measuring are complete: +{points}, {balance} in all. /history shows your average.",
        points=logged.series.points,
        balance=logged.series.balance,
    )


def exercise_name(words: Words, kind: str) -> Html:
    return words(vocabulary.EXERCISES[kind])


def exercise_told(words: Words, logged: ExerciseLogged, zone: ZoneInfo, *, emoji: str) -> list[str]:
    told = exercise_kept(words, logged, zone, emoji=emoji)
    week = week_told(words, logged.week_minutes)
    if logged.again:
        return [words("I have this one already, kept once."), told, week]
    return [told, week, points_told(words, logged.paid, zone)]


def exercise_kept(words: Words, logged: ExerciseLogged, zone: ZoneInfo, *, emoji: str) -> Html:
    return words.count(
        "{emoji} {kind}, <b>{n} minute</b> · {when}",
        "{emoji} {kind}, <b>{n} minutes</b> · {when}",
        logged.minutes,
        emoji=emoji,
        kind=exercise_name(words, logged.kind),
        when=words.moment(logged.taken_at, zone),
    )


def week_told(words: Words, minutes: float) -> Html:
    """The week's ring in a line, and what is still missing."""
    filled = min(10, round(10 * minutes / WEEKLY_GOAL_MINUTES))
    bar = "●" * filled + "○" * (10 - filled)
    said = words("This week {done} of {goal} minutes", done=f"{minutes:.0f}", goal=WEEKLY_GOAL_MINUTES)
    if minutes >= WEEKLY_GOAL_MINUTES:
        return Html(f"{bar}\n{said} 🎉")
    return Html(f"{bar}\n{said}")


def deleted_told(words: Words, deleted: LogDeleted) -> list[str]:
    if deleted.reading is not None:
        what = heading(words, deleted.reading)
    else:
        assert deleted.kind is not None
        what = words(
            "{kind}, {minutes} minutes", kind=exercise_name(words, deleted.kind), minutes=deleted.minutes
        )
    back = ""
    if deleted.points_back:
        back = words.count(
            "{n} point went back, {balance} left.",
            "{n} points went back, {balance} left.",
            deleted.points_back,
            balance=deleted.balance,
        )
    return [words("Taken back: {what}", what=what), back]
