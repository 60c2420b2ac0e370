"""What came of a log made for somebody else, told to whoever made it: what to do for them. Shows nothing from before."""

from zoneinfo import ZoneInfo

from actions.log_exercise import ExerciseLogged
from actions.log_reading import ReadingLogged
from bot.wording import Html, Words
from bot.words import telling, vocabulary
from domain.triage import Reason
from domain.vital_sign import Level
from storage import content
from storage.people import Known


def told(words: Words, one: ReadingLogged | ExerciseLogged, zone: ZoneInfo, person: Known) -> list[str]:
    """The answer to a log made for this person."""
    if isinstance(one, ExerciseLogged):
        emoji = content.exercise_kinds()[one.kind].emoji
        kept = telling.exercise_kept(words, one, zone, emoji=emoji)
        return [kept, _again(words, one), points(words, one, person.name)]
    kept = telling.reading_kept(words, one, zone)
    if one.level.is_danger:
        first, *advice = danger(words, person.name, one.level, one.reasons)
        # While the symptom question stands, a team that is told does not compete with it.
        waits = one.ask_symptoms and telling.has_team(person)
        return [first, kept, _again(words, one), "" if waits else told_to(words, person), *advice]
    advice = [*telling.meaning(words, one), telling.trend(words, one), telling.to_do(words, one)]
    tell = words("Please tell {name}:", name=person.name)
    return [
        Html(f"{telling.LIGHTS[one.level]} {kept}"),
        _again(words, one),
        "\n".join([tell, *(line for line in advice if line)]),
        "" if one.ask_symptoms else points(words, one, person.name),
    ]


def _again(words: Words, one: ReadingLogged | ExerciseLogged) -> Html:
    return words("I have this one already, kept once.") if one.again else Html()


def danger(words: Words, name: str, level: Level, reasons: tuple[Reason, ...]) -> list[str]:
    """What to do now for somebody at RED and ORANGE. Never praise, never points."""
    why = words(vocabulary.MEANINGS_OF_ANOTHER.get(reasons[0], vocabulary.MEANINGS[reasons[0]]))
    if level is Level.RED:
        sugar = words(
            "While you wait, if they can swallow well: sugar, half a glass of juice or three or four sugar cubes. "
            "If they cannot be woken, give nothing to eat or drink."
        )
        return [
            words("🔴 <b>Please call 120 for {name} now.</b>", name=name),
            why,
            words(
                "Call 120 first, then let them sit or lie down, and stay with them. No extra pills. Unlock the door. "
                "If you are not there, telephone somebody who can go at once."
            ),
            sugar if Reason.GLUCOSE_LOW in reasons else "",
        ]
    return [
        Html(f"🟠 <b>{why}</b>"),
        "\n".join([words("Please tell {name}:", name=name), telling.act_today(words, reasons)]),
    ]


def call_if_now(words: Words, name: str) -> Html:
    """To words about somebody that sound like an emergency."""
    return words(
        "🔴 <b>If {name} feels this now, call 120 at once.</b> Do not wait for an answer here.", name=name
    )


def told_to(words: Words, person: Known) -> Html:
    """Who else knows, honestly."""
    if telling.has_team(person):
        return words(
            "The doctor team has this on its alert list. They may see it late: do not wait for them."
        )
    return words("Nobody else is told. Please telephone the clinic for {name} yourself.", name=person.name)


def no_symptoms(words: Words, person: Known, level: Level, reasons: tuple[Reason, ...]) -> list[str]:
    """They feel well, or no danger follows from what they feel."""
    if_it_begins = words(
        "If {name} begins to feel chest pain, weakness on one side, or cannot breathe: call 120 at once.",
        name=person.name,
    )
    if not level.is_danger:
        return [words("Good that {name} feels well.", name=person.name), if_it_begins]
    act = Html(f"{telling.LIGHTS[level]} {telling.act_today(words, reasons)}")
    return [words("Please tell {name}:", name=person.name), act, if_it_begins, told_to(words, person)]


def points(words: Words, one: ReadingLogged | ExerciseLogged, name: str) -> Html:
    """Points go to the person; whoever helped hears of their own."""
    if not one.paid.points:
        return Html()
    theirs = words.count(
        "⭐ +{n} point for {name}.", "⭐ +{n} points for {name}.", one.paid.points, name=name
    )
    if not one.helper_points:
        return theirs
    mine = words.count(
        "+{n} point for you, for helping.", "+{n} points for you, for helping.", one.helper_points
    )
    return Html(f"{theirs} {mine}")
