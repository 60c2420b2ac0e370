"""Whom a notice is for, in words: the place, what narrows it down, how many that is, how long it takes. Counts nobody."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.wording import Words
from bot.words import notice_words, vocabulary
from domain.audience import Audience
from domain.notices import gone_by
from storage.audience import Reach
from storage.notices import Noticed

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)


def who(words: Words, found: Noticed) -> str:
    """`📍 清溪村 · 👥 everybody`, or what narrows it down, line by line."""
    audience = found.audience
    place = words("📍 {area}", area=found.area)
    narrowed = narrowing(words, audience)
    if audience.in_groups:
        number = len(audience.groups)
        groups = words.count("🏘 {n} group", "🏘 {n} groups", number) if number else words("🏘 all its groups")
        return f"{place} · {groups}"
    return f"{place} · " + (words("👥 everybody") if not narrowed else "\n" + "\n".join(narrowed))


def narrowing(words: Words, audience: Audience) -> list[str]:
    """What has to be true of somebody, a line each."""
    said: list[str] = []
    if audience.tags:
        tags = [words(vocabulary.TAGS[tag]) for tag in sorted(audience.tags)]
        said.append(words("🏷 {tags}", tags=words.listed(tags)))
    if audience.age_from is not None or audience.age_to is not None:
        said.append(words("🎂 {ages}", ages=ages(words, audience)))
    if audience.active_days is not None:
        said.append(words("📅 logged something in {n} days", n=audience.active_days))
    if audience.silent_days is not None:
        said.append(words("📅 logged nothing in {n} days", n=audience.silent_days))
    if audience.language is not None:
        said.append(words("🗣 {language}", language=vocabulary.LANGUAGE_NAMES[audience.language]))
    return said


def ages(words: Words, audience: Audience) -> str:
    if audience.age_to is None:
        return words("{n} and older", n=audience.age_from)
    if audience.age_from is None:
        return words("up to {n}", n=audience.age_to)
    return words("{first} to {last}", first=audience.age_from, last=audience.age_to)


def how_many(words: Words, audience: Audience, reach: Reach, at: datetime, zone: ZoneInfo) -> str:
    """How many get it, who cannot, who is asleep, and how long it takes."""
    if not reach.total:
        return words("Nobody is like that. Choose otherwise.")
    told = [
        words("👥 {n} of {total} groups get it.", n=reach.reached, total=reach.total)
        if audience.in_groups
        else words("👥 {n} of {total} people get it.", n=reach.reached, total=reach.total)
    ]
    if reach.cannot:
        told.append(words("🚫 Cannot have it: {why}", why=notice_words.reasons(words, reach.cannot)))
    if reach.reached:
        told.append(words("⏱ It takes about {time}.", time=how_long(words, reach, at, zone)))
    if reach.held:
        number, until = sum(reach.held.values()), max(reach.held)
        told.append(
            words(
                "🌙 {n} of them are in their quiet hours and get it when those end, {moment} at the latest.",
                n=number,
                moment=words.moment(until, zone),
            )
        )
    return "\n".join(told)


def how_long(words: Words, reach: Reach, at: datetime, zone: ZoneInfo) -> str:
    """Of what leaves at once; those in their quiet hours are told of apart."""
    lasts = gone_by(reach.ready, {}, at) - at if reach.ready else gone_by(0, reach.held, at) - at
    if lasts < A_MINUTE:
        return words.count("{n} second", "{n} seconds", max(1, round(lasts.total_seconds())))
    if lasts < AN_HOUR:
        return words.count("{n} minute", "{n} minutes", round(lasts / A_MINUTE))
    return words.count("{n} hour", "{n} hours", round(lasts / AN_HOUR))
