"""A resident's card in words, for whoever looks after them. Builds paragraphs; decides nobody's rights."""

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from actions.view_person import Measured, PersonViewed, Wellbeing
from bot import telling, vocabulary
from bot.wording import Html, Words
from domain.home_mean import HomeMean
from domain.people import Sex, age
from storage.cards import Card


def told(words: Words, viewed: PersonViewed, now: datetime) -> list[str]:
    """The whole card, a paragraph a thing."""
    card = viewed.card
    if viewed.wellbeing is None:
        private = words("🔒 They share nothing of their health with the team.")
        return [who(words, card, now), private]
    return [
        who(words, card, now),
        _alert(words, viewed, viewed.wellbeing),
        _wellbeing(words, card, viewed.wellbeing, now),
        *([_measured(words, card, viewed.measured)] if viewed.measured is not None else []),
    ]


def who(words: Words, card: Card, now: datetime) -> str:
    """Name, age, sex, where they live, and how they are reached."""
    today = now.astimezone(ZoneInfo(card.timezone)).date()
    about = [words("👤 <b>{name}</b>", name=card.name)]
    if card.sex is not None:
        about.append(words(vocabulary.SEXES[Sex(card.sex)]))
    if card.birth_year is not None:
        about.append(words("{years} years old", years=age(card.birth_year, today)))
    lines = [Html(" · ".join(about))]
    if card.places:
        lines.append(Html(f"🏘 {escape(' · '.join(card.places))}"))
    return "\n".join([*lines, _reached(words, card)])


def _reached(words: Words, card: Card) -> str:
    if not card.has_telegram:
        return words("☎️ No Telegram: telephone or look in.")
    if card.unreachable_why is not None:
        return words("☎️ My messages do not reach them any more: telephone or look in.")
    return words("📱 Reads my messages on Telegram.")


def _alert(words: Words, viewed: PersonViewed, wellbeing: Wellbeing) -> str:
    """Clinical eyes see that a number waits; a neighbour, that somebody should look in."""
    if wellbeing.alert_open is None:
        return ""
    if not viewed.sees_alerts:
        return words("🔔 <b>Please look in on them today</b>, and tell the doctor how they are.")
    since = words.moment(wellbeing.alert_open, ZoneInfo(viewed.card.timezone))
    return words("🔔 <b>A dangerous number is open</b>, since {since}.", since=since)


def _wellbeing(words: Words, card: Card, wellbeing: Wellbeing, now: datetime) -> str:
    lines = []
    if wellbeing.tags:
        lines.append(" · ".join(words(vocabulary.TAGS[tag]) for tag in wellbeing.tags))
    if wellbeing.last_log is None:
        lines.append(words("✏️ Has never logged anything."))
    else:
        today = now.astimezone(ZoneInfo(card.timezone)).date()
        days = max(0, (today - wellbeing.last_log).days)
        lines.append(
            words.count(
                "✏️ Last logged {day}, {n} day ago.",
                "✏️ Last logged {day}, {n} days ago.",
                days,
                day=words.day(wellbeing.last_log),
            )
            if days
            else words("✏️ Logged today.")
        )
    return "\n".join(lines)


def _measured(words: Words, card: Card, measured: Measured) -> str:
    if not measured.last:
        return words("Nothing was measured in the last three months.")
    zone = ZoneInfo(card.timezone)
    lines = [
        Html(f"{telling.heading(words, one.reading)} · {words.moment(one.taken_at, zone)}")
        for one in measured.last
    ]
    if isinstance(measured.mean, HomeMean):
        lines.append(
            words(
                "🏠 Average of seven days: <b>{systolic}/{diastolic}</b>, {readings} readings",
                systolic=measured.mean.systolic,
                diastolic=measured.mean.diastolic,
                readings=measured.mean.readings,
            )
        )
    return "\n".join(lines)
