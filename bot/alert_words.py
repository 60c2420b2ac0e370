"""An alert in words, to whoever may know what. Builds paragraphs; decides no level and nobody's rights."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import telling, vocabulary
from bot.wording import Html, Words
from domain.triage import symptoms_from
from domain.vital_sign import Level
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


def _asked(words: Words, case: Case, now: datetime) -> str:
    if case.level is Level.RED:
        return words("They were told to call 120. Please telephone them now. Alert {code}", code=code(case))
    if case.is_unanswered(now):
        return words("Please telephone them now. Alert {code}", code=code(case))
    return words("Please get in touch today, within two hours. Alert {code}", code=code(case))
