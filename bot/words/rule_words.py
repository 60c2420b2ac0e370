"""The points rules in words: what a rule earns, the names of its numbers, and from when a change holds. Changes none."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.wording import Html, Words
from bot.words import vocabulary
from bot.words.vocabulary import mark
from domain.points import Act, Rules
from domain.rule_changes import From, Number, numbers_of, value_of
from storage.rules import Made

NUMBERS = {
    Number.POINTS: mark("points"),
    Number.TIMES_A_DAY: mark("times a day"),
    Number.TIMES_A_WEEK: mark("times a week"),
    Number.TIMES_A_MONTH: mark("times a month"),
    Number.HOURS_APART: mark("hours apart"),
    Number.MINUTES_EACH: mark("minutes each"),
    Number.MOST_A_DAY: mark("points a day at most"),
    Number.DAILY_CAP: mark("points a day for everyday acts"),
    Number.MONTHLY_CAP: mark("points a month"),
}
STARTS = {
    From.SOON: mark("In a minute"),
    From.TOMORROW: mark("Tomorrow at midnight"),
    From.NEXT_MONTH: mark("On the first"),
}


def name(words: Words, act: Act | None) -> Html:
    return words("All rules together") if act is None else words(vocabulary.ACTS[act])


def value(words: Words, number: int | float | None) -> str:
    return words("no limit") if number is None else f"{number:g}"


def line(words: Words, rules: Rules, act: Act | None) -> Html:
    """A rule with the numbers it has; those without a limit are left out."""
    known = [(number, value_of(rules, act, number)) for number in numbers_of(act, rules)]
    told = " · ".join(f"{words(NUMBERS[number])} {found:g}" for number, found in known if found is not None)
    return words("{name}: {numbers}", name=Html(f"<b>{name(words, act)}</b>"), numbers=told)


def made(words: Words, one: Made, now: datetime, zone: ZoneInfo) -> Html:
    """A change in the history."""
    told = words(
        "{name}, {number}: {value} from {at} on ({by}, {made})",
        name=name(words, one.change.act),
        number=words(NUMBERS[one.change.number]),
        value=value(words, one.change.value),
        at=words.moment(one.change.valid_from, zone),
        by=one.by,
        made=words.moment(one.made_at, zone),
    )
    if one.undone:
        return Html(f"<s>{told}</s>")
    return Html(f"⏳ {told}") if one.change.valid_from > now else told
