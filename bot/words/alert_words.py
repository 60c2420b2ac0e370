"""An alert in words, to whoever may know what. Builds paragraphs; decides no level and nobody's rights."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.wording import Html, Words
from bot.words import telling, vocabulary
from domain.people import Role
from domain.triage import symptoms_from
from domain.vital_sign import Level, Reading
from storage.alerts import Case


def for_clinicians(words: Words, case: Case, now: datetime) -> list[str]:
    """Whose, what, how they feel, what they were told, and what is asked of the reader."""
    zone = ZoneInfo(case.timezone)
    measured = telling.heading(words, case.kept.reading)
    who = words("<b>{name}</b>, {area}", name=case.name, area=case.area or "")
    if case.birth_year:
        years = case.opened_at.astimezone(zone).year - case.birth_year
        who = words("<b>{name}</b> ({age}), {area}", name=case.name, age=years, area=case.area or "")
    return [
        Html(f"{_light(case, now)} {who}"),
        Html(f"{measured} · {words.moment(case.kept.taken_at, zone)}"),
        _symptoms(words, case, now),
        _reached(words, case),
        _asked(words, case, now),
    ]


def for_helpers(words: Words, case: Case, now: datetime) -> list[str]:
    """Nothing that says who or what: a code the doctor knows the person by."""
    return [
        words("{light} Alert {code}, {area}", light=_light(case, now), code=code(case), area=case.area or ""),
        words(
            "Nobody of the doctor team has taken this yet. Please call the doctor now and tell them this code."
        ),
    ]


def taken_by_reader(words: Words, case: Case) -> list[str]:
    """Whose it is, what was measured, and that the reader takes care."""
    return [_about(words, case), you_took(words, _taken_at(words, case))]


def taken_by_another(words: Words, case: Case, role: Role | None) -> list[str]:
    """The same, and who takes care instead."""
    return [_about(words, case), they_took(words, _taken_at(words, case), case.taker or "", role)]


def _about(words: Words, case: Case) -> str:
    zone = ZoneInfo(case.timezone)
    return about(words, case.name, case.kept.reading, words.moment(case.kept.taken_at, zone))


def about(words: Words, name: str, reading: Reading, when: str) -> str:
    what = telling.heading(words, reading)
    return words("<b>{name}</b> · {what} · {when}", name=name, what=what, when=when)


def you_took(words: Words, at: str) -> str:
    return words("✋ You took this at {at}. Please telephone them now; they know you take care.", at=at)


def they_took(words: Words, at: str, taker: str, role: Role | None) -> str:
    if role is None:
        return words("✋ Taken at {at} by {name}.", at=at, name=taker)
    title = words(vocabulary.ROLES[role])
    return words("✋ Taken at {at} by {name}, {role}.", at=at, name=taker, role=title)


def _taken_at(words: Words, case: Case) -> str:
    assert case.acknowledged_at is not None
    return words.clock(case.acknowledged_at, ZoneInfo(case.timezone))


def taken_for_helpers(words: Words, case: Case, now: datetime) -> list[str]:
    """The code, and that there is nothing more to do."""
    at = _taken_at(words, case)
    return [
        words("{light} Alert {code}, {area}", light=_light(case, now), code=code(case), area=case.area or ""),
        words("✋ The doctor team took this at {at}. You need not call any more. Thank you.", at=at),
    ]


def code(case: Case) -> str:
    return f"A-{case.id}"


def _light(case: Case, now: datetime) -> str:
    return "🔴" if case.is_urgent(now) else telling.LIGHTS[case.level]


def _symptoms(words: Words, case: Case, now: datetime) -> str:
    if case.is_unanswered(now):
        return words("⚠️ Asked about danger signs, and no answer for ten minutes.")
    if case.symptoms is None:
        return words("Danger signs: asked, not answered yet.") if case.escalate_at is not None else ""
    told = sorted(symptoms_from(case.symptoms), key=list(vocabulary.SYMPTOMS).index)
    if not told:
        return words("Danger signs: none, they say.")
    named = " · ".join(words(vocabulary.SYMPTOMS[symptom]) for symptom in told)
    return words("Danger signs: {signs}", signs=Html(named))


def _reached(words: Words, case: Case) -> str:
    """How somebody is reached whom the bot does not reach: their number, and who entered it for them."""
    number = words("📞 {phone}", phone=case.phone) if case.phone else ""
    helper = words("✍️ Entered for them by {name}.", name=case.helper) if case.helper else ""
    return Html("\n".join(part for part in (number, helper) if part))


def _asked(words: Words, case: Case, now: datetime) -> str:
    if case.level is Level.RED:
        return words("They were told to call 120. Please telephone them now. Alert {code}", code=code(case))
    if case.is_unanswered(now):
        return words("Please telephone them now. Alert {code}", code=code(case))
    return words("Please get in touch today, within two hours. Alert {code}", code=code(case))


def lasted(words: Words, since: datetime, until: datetime) -> str:
    """From when it was raised until somebody took it."""
    minutes = int((until - since).total_seconds()) // 60
    return words("{n} min", n=minutes) if minutes < 120 else words("{n} h", n=minutes // 60)
