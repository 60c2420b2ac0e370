"""The rows behind a figure in words, a paragraph a thing. Counts nothing, and decides nobody's rights."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from actions.look_behind_figure import (
    AlertsBehind,
    Behind,
    CountOnly,
    LessonsBehind,
    MeansBehind,
    PeopleBehind,
    PointsBehind,
    ReadingsBehind,
    SeenHandling,
    VillagesBehind,
)
from bot.wording import Words
from bot.words import alert_words, vocabulary
from bot.words.vocabulary import mark
from domain.figures import Figure
from domain.points import Act
from storage.figure_people import A_PAGE, Somebody
from storage.figure_rows import Filed, PaidFor, Posted, VillageNow

T = TypeVar("T")

# Said to whoever sees how many there are and not who: for whose eyes that is.
NOT_WHO = {
    Figure.CONTROL: mark("Who it is and what they measured is for the doctor team here. Please ask them."),
    Figure.ALERTS: mark("Alerts are for the doctor team and the administrators here. Please ask them."),
}
NOT_WHO[Figure.ALERTS_IN_TIME] = NOT_WHO[Figure.ALERT_MINUTES] = NOT_WHO[Figure.ALERTS]
NOT_NAMES = mark("You see how many, not who: names are for those who look after the people here.")


def told(
    words: Words, behind: Behind, titles: Mapping[str, str], *, figure: Figure, page: int, zone: ZoneInfo
) -> list[str]:
    """Paragraphs; an empty one is left out. `titles`: of lessons, by their names."""
    match behind:
        case CountOnly():
            return [_filed(words, behind.filed_only, zone), words(NOT_WHO.get(figure, NOT_NAMES))]
        case PeopleBehind():
            return [_filed(words, behind.filed, zone), *_people(words, behind, figure, page)]
        case MeansBehind():
            return _means(words, behind, page)
        case ReadingsBehind():
            return _readings(words, behind)
        case AlertsBehind():
            return [_lines(words, (_alert(words, n, one, zone) for n, one in numbered(behind.alerts, page)))]
        case LessonsBehind():
            return _lessons(words, behind, titles, zone)
        case PointsBehind():
            return [_lines(words, (_paid(words, one) for one in behind.paid))]
        case VillagesBehind():
            return [_lines(words, (_village(words, one) for one in behind.villages))]


def numbered(rows: Sequence[T], page: int) -> Iterator[tuple[int, T]]:
    """Rows with the numbers they have in the whole list, as lines and buttons show them."""
    return enumerate(rows, page * A_PAGE + 1)


def _lines(words: Words, lines: Iterable[str]) -> str:
    return "\n".join(lines) or words("Nothing yet.")


def _filed(words: Words, filed: Iterable[Filed], zone: ZoneInfo) -> str:
    """Whom the people who take part are measured against: how many, of which day, and who noted it."""
    return "\n".join(
        words(
            "📋 {area}: {n} people with a health file on {day}, noted by {name} on {at}",
            area=one.area,
            n=one.people,
            day=words.full_day(one.as_of),
            name=one.noted_by or words("the programme"),
            at=words.day(one.noted_at.astimezone(zone).date()),
        )
        for one in filed
    )


def _people(words: Words, behind: PeopleBehind, figure: Figure, page: int) -> list[str]:
    line = _missed if figure is Figure.FOLLOW_UPS else _logged
    lines = [line(words, number, one) for number, one in numbered(behind.people, page)]
    return [_lines(words, lines), _hidden(words, behind.hidden), _looked(words, lines)]


def _looked(words: Words, lines: Sequence[str]) -> str:
    return words("They see in /whosaw that you looked.") if lines else ""


def _logged(words: Words, number: int, one: Somebody) -> str:
    if one.day is None:
        return words("{number}. {name}: has not logged yet", number=number, name=one.name)
    return words(
        "{number}. {name}: logged last on {day}", number=number, name=one.name, day=words.day(one.day)
    )


def _missed(words: Words, number: int, one: Somebody) -> str:
    if one.day is None:
        return words("{number}. {name}: no visit or call of the team yet", number=number, name=one.name)
    return words(
        "{number}. {name}: last visit or call of the team on {day}",
        number=number,
        name=one.name,
        day=words.full_day(one.day),
    )


def _hidden(words: Words, hidden: int) -> str:
    return words.count("{n} more shares no data.", "{n} more share no data.", hidden) if hidden else ""


def _means(words: Words, behind: MeansBehind, page: int) -> list[str]:
    lines = [
        words(
            "{number}. {light} {name}: {systolic}/{diastolic} ({n} readings)",
            number=number,
            light="✅" if one.below else "🟠",
            name=one.name,
            systolic=one.systolic,
            diastolic=one.diastolic,
            n=one.readings,
        )
        for number, one in numbered(behind.means, page)
    ]
    return [_lines(words, lines), _hidden(words, behind.hidden), _looked(words, lines)]


def _readings(words: Words, behind: ReadingsBehind) -> list[str]:
    vitals = behind.vitals
    few = words("So few people take part that I do not say what was measured, only how often.")
    kinds = [(words(vocabulary.VITALS[vital]), n) for vital, n in (vitals or {}).items()]
    days = [(f"{words.day(one.day)} {words.weekday(one.day)}", one.readings) for one in behind.days]
    told = "\n".join(_counted(words, name, n) for name, n in kinds)
    return [few if vitals is None else told, _lines(words, (_counted(words, name, n) for name, n in days))]


def _counted(words: Words, name: str, number: int) -> str:
    return words("{name}: <b>{value}</b>", name=name, value=number)


def _alert(words: Words, number: int, one: SeenHandling, zone: ZoneInfo) -> str:
    told = words(
        "{number}. {light} {name}, {at}",
        number=number,
        light="🔴" if one.urgent else "🟠",
        name=one.name or f"A-{one.id}",
        at=words.moment(one.opened_at, zone),
    )
    if one.taken_at is None:
        return told + words(" · nobody took it yet")
    time = alert_words.lasted(words, one.opened_at, one.taken_at)
    took = words(" · {name} after {time}", name=one.taker or "", time=time)
    return told + took + (" ✅" if one.in_time else words(" ⏰ late"))


def _lessons(words: Words, behind: LessonsBehind, titles: Mapping[str, str], zone: ZoneInfo) -> list[str]:
    none = "\n".join(words("⚠️ No lesson this month: {group}", group=group) for group in behind.unreached)
    posted = [_posted(words, one, titles, zone) for one in behind.posted]
    return [none, _lines(words, posted) if posted or not none else ""]


def _posted(words: Words, one: Posted, titles: Mapping[str, str], zone: ZoneInfo) -> str:
    quiz = (
        words("Quiz: {right} of {answers} right", right=one.right, answers=one.answers)
        if one.answers
        else words("Quiz: nobody answered")
    )
    title = titles.get(one.lesson, one.lesson)
    day = words.day(one.posted_at.astimezone(zone).date())
    return words("📖 {day} {group}: {lesson}. {quiz}", day=day, group=one.group, lesson=title, quiz=quiz)


def _paid(words: Words, one: PaidFor) -> str:
    times = words.count("{n} time", "{n} times", one.times)
    name = words(vocabulary.ACTS[Act(one.act)])
    return words("{name}: <b>{points}</b> points, {times}", name=name, points=one.points, times=times)


def _village(words: Words, one: VillageNow) -> str:
    group = words("✅ group bound") if one.groups else words("⚠️ no group bound")
    people = words.count("{n} person takes part", "{n} people take part", one.people)
    since = one.committee_since
    committee = words("🏛 Health committee since {day}", day=words.full_day(since)) if since else ""
    lines = words("🏘 <b>{name}</b>: {group}, {people}", name=one.name, group=group, people=people)
    return f"{lines}\n{committee or words('🏛 No health committee noted')}"
