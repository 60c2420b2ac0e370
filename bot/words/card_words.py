"""A resident's card in words, for whoever looks after them. Builds paragraphs; decides nobody's rights."""

from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from actions.view_person import Measured, PersonViewed, Wellbeing
from bot.wording import Html, Words
from bot.words import round_words, telling, vocabulary
from domain.home_mean import HomeMean
from domain.people import Sex, age
from domain.round import Standing
from storage.cards import Card


def told(words: Words, viewed: PersonViewed, now: datetime) -> list[str]:
    """The whole card, a paragraph a thing."""
    card, wellbeing = viewed.card, viewed.wellbeing
    zone = ZoneInfo(card.timezone)
    visits = "\n".join(round_words.visit(words, one, zone) for one in viewed.visits)
    if wellbeing is None:
        private = words("🔒 They share nothing of their health with the team.")
        return [who(words, card, now), _standing(words, card), private, visits]
    measured = _measured(words, card, viewed.measured) if viewed.measured is not None else ""
    return [
        who(words, card, now),
        _standing(words, card),
        _alert(words, viewed, wellbeing),
        _wellbeing(words, card, wellbeing, now),
        _due(words, wellbeing, now.astimezone(zone).date()),
        measured,
        visits,
    ]


def _standing(words: Words, card: Card) -> str:
    if card.standing is Standing.ACTIVE or card.standing_since is None:
        return ""
    since = card.standing_since.astimezone(ZoneInfo(card.timezone)).date()
    return words(round_words.STANDINGS[card.standing], day=words.day(since))


def _due(words: Words, wellbeing: Wellbeing, today: date) -> str:
    return "\n".join(round_words.reason(words, one, today, sees_alerts=False) for one in wellbeing.due)


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
    if card.phone:
        lines.append(words("☎️ <code>{phone}</code>", phone=card.phone))
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
    if wellbeing.alert_taken:
        return words("🔔 A dangerous number of {since}: somebody of the team takes care of it.", since=since)
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
    lines += _means(words, measured)
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


def _means(words: Words, measured: Measured) -> list[Html]:
    """The last four weeks beside the four before: numbers alone, no word of better or worse."""
    if measured.lately is None:
        return []
    now = words(
        "📊 Average of four weeks: <b>{systolic}/{diastolic}</b>, {readings} readings",
        systolic=measured.lately.systolic,
        diastolic=measured.lately.diastolic,
        readings=measured.lately.readings,
    )
    if measured.before is None:
        return [now]
    before = words(
        "📊 The four weeks before: {systolic}/{diastolic}, {readings} readings",
        systolic=measured.before.systolic,
        diastolic=measured.before.diastolic,
        readings=measured.before.readings,
    )
    return [now, before]
