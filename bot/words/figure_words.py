"""The programme's figures in words: their names, what they mean, why one is missing. Counts nothing."""

from datetime import date

from bot.wording import Html, Words
from bot.words.vocabulary import mark
from domain.figures import Count, Definitions, Figure, Missing

NAMES = {
    Figure.PARTICIPATION: mark("👥 Taking part"),
    Figure.ACTIVE: mark("🟢 Active"),
    Figure.VILLAGES: mark("🏘 Villages reached"),
    Figure.COMMITTEES: mark("🏛 Health committees"),
    Figure.READINGS: mark("🩺 Readings"),
    Figure.CONTROL: mark("🎯 Pressure under control"),
    Figure.FOLLOW_UPS: mark("📅 Visits missed"),
    Figure.ALERTS: mark("🚨 Alerts taken"),
    Figure.ALERTS_IN_TIME: mark("⏱ Alerts taken in time"),
    Figure.ALERT_MINUTES: mark("⏳ Minutes until taken"),
    Figure.LESSONS: mark("📖 Groups with a lesson"),
    Figure.QUIZ: mark("❓ Quiz answers right"),
    Figure.POINTS: mark("⭐ Points given"),
}
MEANINGS = {
    Figure.PARTICIPATION: mark(
        "People who joined and agreed that health data is kept, of the people with a health file."
    ),
    Figure.ACTIVE: mark("Taking part, and logged something within {active_days} days."),
    Figure.VILLAGES: mark("Villages with a bound group and somebody who takes part, of all villages."),
    Figure.COMMITTEES: mark("Villages whose public-health committee is noted in /areas, of all villages."),
    Figure.READINGS: mark("Measurements logged in the month and still in force."),
    Figure.CONTROL: mark(
        "Of people in treatment for high blood pressure: those whose home mean is below {line}. "
        "It takes {control_least_readings} readings on {control_least_days} days within {control_days} days."
    ),
    Figure.FOLLOW_UPS: mark(
        "People in treatment for three months or more whom the doctor team did not visit or call in that time."
    ),
    Figure.ALERTS: mark(
        "Alerts of the month that the team was told of and somebody took. "
        "Those that came down by themselves before are left out."
    ),
    Figure.ALERTS_IN_TIME: mark("Urgent ones within 5 minutes, the others within two hours."),
    Figure.ALERT_MINUTES: mark("Half of the alerts were taken within so many minutes."),
    Figure.LESSONS: mark("Bound groups in which at least one lesson of the month was posted."),
    Figure.QUIZ: mark("First answers to the quizzes of the lessons."),
    Figure.POINTS: mark("Points given out in the month, without those taken back."),
}
MISSING = {
    Missing.NOT_FILED: mark("how many people are on file is not noted"),
    Missing.NOBODY: mark("nobody takes part there"),
    Missing.NO_VILLAGES: mark("there is no village"),
    Missing.NONE_NOTED: mark("none is noted yet"),
    Missing.NOT_ENOUGH: mark("nobody measured enough"),
    Missing.NO_VISITS: mark("nobody was due for a visit"),
    Missing.NO_ALERTS: mark("there was no alert"),
    Missing.NONE_TAKEN: mark("none was taken"),
    Missing.NO_GROUPS: mark("no group is bound"),
    Missing.NO_ANSWERS: mark("nobody answered"),
    Missing.FEW: mark("so few people that it would tell about each"),
    Missing.NOT_COUNTED: mark("not counted"),
}


def month_told(words: Words, month: date) -> str:
    return words("{year}-{month}", year=month.year, month=f"{month.month:02}")


def value(words: Words, count: Count) -> Html:
    """`312 of 1200 (26 %)`, `540`, or why there is none. Nothing is never said as zero."""
    if count.missing is not None:
        return words("no data: {why}", why=words(MISSING[count.missing]))
    if count.share is None:
        return Html(count.numerator)
    return words(
        "{n} of {whole} ({share})", n=count.numerator, whole=count.denominator, share=percent(count.share)
    )


def percent(share: float) -> str:
    """Whole percents; the last of them only when it is all."""
    return f"{min(round(share * 100), 99) if share < 1 else round(share * 100)}%"


def short(words: Words, count: Count) -> str:
    """What stands beside another number: the share, the amount, or that there is none."""
    if count.missing is not None:
        return words("no data")
    return percent(count.share) if count.share is not None else str(count.numerator)


def line(words: Words, count: Count, before: Count | None, means: Definitions, year: int) -> Html:
    """One figure in one line, beside the month before, if anything is known of that, and its goal."""
    goal = means.goal(count.figure, year)
    told = words(
        "{name}: {value}", name=Html(f"<b>{words(NAMES[count.figure])}</b>"), value=value(words, count)
    )
    people = means.people_goal(count.figure)
    aims = words(" · goal {goal}", goal=percent(goal)) if goal is not None else ""
    aims += words(" · goal {n} people a village", n=people) if people is not None else ""
    then = words(" · month before: {value}", value=short(words, before)) if before is not None else ""
    return Html(told + aims + then)


def meaning(words: Words, figure: Figure, means: Definitions, line: tuple[float, float]) -> Html:
    """How it is counted, printed beside it."""
    return words(
        MEANINGS[figure],
        active_days=means.active_days,
        control_days=means.control_days,
        control_least_days=means.control_least_days,
        control_least_readings=means.control_least_readings,
        line=f"{line[0]:g}/{line[1]:g}",
    )
