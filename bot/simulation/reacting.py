"""What a resident does about a message: which button they tap, what they write, after how long; or nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from bot.simulation.phone import buttons
from domain.people import Tag
from sandbox.state import Chat, Message

if TYPE_CHECKING:
    from bot.simulation.resident import Resident

Doing = Coroutine[Any, Any, None]
Reaction = tuple[int, Callable[[], Doing]]  # after so many minutes
SETTINGS = ("quiet:", "zone:", "joinvillage:", "jointags:")  # after these other hours may be quiet
_KEYPAD = 9  # so many buttons of the keypad and more are the keypad itself
_SOON, _A_WHILE = 5, 15


def to(resident: Resident, chat: Chat, message: Message) -> Reaction | None:
    """The first that fits. What they are looking for comes before everything else."""
    if "poll_id" in message.content:
        return _vote(resident, chat, message)
    offered = buttons(message)
    data = _wished(resident, offered)
    if data is not None:
        return _SOON, _tap_and_say(resident, chat, message, data)
    for verb, choose in _CHOICES.items():
        fitting = [one for one in offered if one.partition(":")[0] == verb]
        if fitting:
            choice = choose(resident, fitting, offered)
            if isinstance(choice, str):
                return _SOON, resident.tap(chat, message, choice)
            if choice is not None:
                return choice
    return None


def _wished(resident: Resident, offered: list[str]) -> str | None:
    if not resident.wishes:
        return None
    data = next((one for one in offered if f"{one}:".startswith(f"{resident.wishes[0]}:")), None)
    if data is not None:
        resident.wishes.pop(0)
    return data


def _tap_and_say(resident: Resident, chat: Chat, message: Message, data: str) -> Callable[[], Doing]:
    tap = resident.tap(chat, message, data)

    async def act() -> None:
        await tap()
        if resident.then_says and not resident.wishes:
            said, resident.then_says = resident.then_says, ""
            await resident.phone.says(said)

    return act


def _vote(resident: Resident, chat: Chat, message: Message) -> Reaction | None:
    random, habits = resident.random, resident.habits
    if random.random() >= habits.answers_quiz:
        return None
    poll = resident.phone.poll(message)
    option = random.randrange(len(poll.options))
    if random.random() < habits.knows:
        option = poll.correct_option_ids[0]

    async def act() -> None:
        await resident.phone.votes(chat, message, option)

    return random.randint(5, 600), act


# Joining


def _language(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return f"joinlanguage:{resident.habits.language.value}"


def _consent(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    scope = fitting[0].split(":")[1]
    return f"joinconsent:{scope}:{int(scope != resident.habits.refuses)}"


def _decade(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return f"joindecade:{resident.habits.birth_year // 10 * 10}"


def _year(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return f"joinyear:{resident.habits.birth_year}"


def _sex(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return f"joinsex:{resident.habits.sex.value}"


def _tags(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    tag = resident.habits.tag
    mask = 0 if tag is None else 1 << list(Tag).index(tag)
    done = f"jointags:{mask}"
    return done if done in offered else f"jointag:{mask}"


def _first(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return fitting[0]


# Living


def _symptom(resident: Resident, fitting: list[str], offered: list[str]) -> str | Reaction | None:
    chance = resident.random.random()
    if chance < 0.1:
        return None  # they put the telephone away: the team is told
    return fitting[-1] if chance < 0.9 else resident.random.choice(fitting[:-1])


def _keypad(resident: Resident, fitting: list[str], offered: list[str]) -> str | None:
    """The next digits of the pressure they mean."""
    if len(fitting) < _KEYPAD:
        return None
    high, low = map(str, resident.meant)

    def said(data: str) -> int:
        _verb, first, second = data.split(":")
        second = second.replace("-", "")
        fits = high.startswith(first) and low.startswith(second)
        return len(first + second) if fits else 0

    best = max(fitting, key=said)
    return best if said(best) else None


def _reminder(resident: Resident, fitting: list[str], offered: list[str]) -> str | Reaction | None:
    """Done at once, put off, left out, or not looked at."""
    chance, heeds = resident.random.random(), resident.habits.heeds
    if chance < heeds:
        return _do_reminded(resident, fitting, offered)
    rest = (chance - heeds) / (1 - heeds)
    for most, ends in ((0.15, ":hour"), (0.22, ":tonight"), (0.32, ":skip"), (0.35, ":keep")):
        if rest < most:
            return next((one for one in fitting if one.endswith(ends)), None)
    return None


def _do_reminded(resident: Resident, fitting: list[str], offered: list[str]) -> str | Reaction:
    done = next((one for one in fitting if one.endswith(":done")), None)
    if done is not None:
        return done
    if "sugar" in offered:
        return _SOON, resident.measure_glucose
    return _A_WHILE, resident.move if "move" in offered else resident.measure


def _another_time(resident: Resident, fitting: list[str], offered: list[str]) -> str:
    return resident.random.choice(fitting)


def _from_push(resident: Resident, fitting: list[str], offered: list[str]) -> str | Reaction | None:
    """What is under a message the bot wrote first: some measure, very few want no more of it."""
    random, push = resident.random, fitting[0].partition(":")[2]
    if random.random() < 0.003:
        return fitting[0]
    asks = {"remeasure": 0.7, "home_series": 0.8, "tomorrow_morning": 0.8, "return_prompt": 0.3}
    if random.random() < asks.get(push, 0.0):
        return random.choice((_SOON, _A_WHILE)), resident.measure
    return None


def _series(resident: Resident, fitting: list[str], offered: list[str]) -> str | None:
    return fitting[0] if resident.random.random() < 0.02 else None


_Choose = Callable[["Resident", list[str], list[str]], "str | Reaction | None"]
_CHOICES: dict[str, _Choose] = {
    "joinlanguage": _language,
    "joinconsent": _consent,
    "joindecade": _decade,
    "joinyear": _year,
    "joinsex": _sex,
    "jointags": _tags,
    "joinvillage": _first,
    "symptom": _symptom,
    "yes": _first,
    "meal": _first,
    "ryes": _first,
    "rhour": _another_time,
    "rdays": _first,
    "rlater": _reminder,
    "unsub": _from_push,
    "bp": _keypad,
    "series": _series,
}


def joining(offered: list[str]) -> str | None:
    """What somebody taps who joins for their work: Chinese, yes to everything, and nothing about themselves."""
    for verb, ends in _FOR_WORK.items():
        for one in offered:
            if one.startswith(f"{verb}:") and one.endswith(ends):
                return one
    return None


_FOR_WORK = {
    "joinlanguage": ":zh_CN",
    "joinconsent": ":1",
    "joinyear": ":0",
    "joinsex": ":-",
    "jointags": ":0",
    "joinvillage": "",
}
