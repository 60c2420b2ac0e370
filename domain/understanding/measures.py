"""The vital signs of one number: which number is meant, and in which unit it was given. Judges no value."""

from domain.spoken.kinds import Kind, Token
from domain.understanding.message import Draft, Message, is_boundary
from domain.understanding.named_parts import number_after
from domain.understanding.pressure import is_linked
from domain.vital_sign import Meal, Part
from domain.vitals import VITAL_SIGNS

KG_IN_A_POUND = 0.45359237  # exact, international pound
CM_IN_A_CHI = 100 / 3  # exact, 市尺; clinical facts 1.6 offers x33.33
CM_IN_AN_INCH = 2.54  # exact
MG_PER_DL_IN_A_MMOL = 18.0  # clinical facts 1.6

# For each vital sign the units it may be given in, and what one of them is in the unit we keep.
FACTORS: dict[str, dict[str, float]] = {
    "glucose": {"": 1, "mmol": 1, "mg_dl": 1 / MG_PER_DL_IN_A_MMOL},
    "weight": {"": 1, "kg": 1, "jin": 0.5, "lb": KG_IN_A_POUND},
    "waist": {"": 1, "cm": 1, "chi": CM_IN_A_CHI, "inch": CM_IN_AN_INCH},
    "height": {"": 1, "cm": 1, "metre": 100},
    "steps": {"": 1, "steps": 1},
    "pulse": {"": 1, "bpm": 1, "times": 1},
    "temperature": {"": 1, "degrees": 1},
    "spo2": {"": 1, "percent": 1},
    "hba1c": {"": 1, "percent": 1},
}
FOREIGN_UNITS = frozenset({"mg_dl", "lb", "inch"})  # read as ours only after "did you mean"
BY_UNIT = {"mmol": "glucose", "mg_dl": "glucose", "steps": "steps", "bpm": "pulse"}
BY_UNIT |= dict.fromkeys(("kg", "jin", "lb"), "weight")
_PARTS: dict[str, Part] = {vital.name: vital.parts[0] for vital in VITAL_SIGNS if vital.name in FACTORS}
_PASSED_OVER = frozenset({Kind.MEASURED, Kind.ME, Kind.WHEN, Kind.MEAL})
_FEWEST_STEPS = 100  # 走3步就喘 is a complaint, not a day's steps
_UNNAMED_GLUCOSE = (1.0, 33.3)  # mmol/L, what a home meter shows; a bare number beside a meal


def converted(vital: str, value: float, unit: str, language: str) -> tuple[float, bool] | None:
    """The value in the unit we keep, and whether to ask; None when that unit measures something else."""
    factor = FACTORS[vital].get(unit)
    if factor is None or vital not in _PARTS:
        return None
    if unit:
        return round(value * factor, _PARTS[vital].decimals), unit in FOREIGN_UNITS
    return _without_unit(vital, value, language)


def _without_unit(vital: str, value: float, language: str) -> tuple[float, bool]:
    """A bare number is ours if it can be; if another unit fits better, that one is offered."""
    part, others = _PARTS[vital], FACTORS[vital]
    if vital == "weight" and language.startswith("zh"):
        return _kilograms_or_jin(part, value)
    fits = part.usual if vital == "weight" else part.possible
    if not fits[0] <= value <= fits[1]:
        for unit in ("mg_dl", "lb", "inch", "chi", "metre"):
            if unit not in others:
                continue
            offered = round(value * others[unit], part.decimals)
            if part.usual[0] <= offered <= part.usual[1]:
                return offered, True
    return value, False


def _kilograms_or_jin(part: Part, value: float) -> tuple[float, bool]:
    """体重65 can only be kilograms and 体重150 only 斤; between the two it is asked."""
    low, high = part.usual
    if value / 2 < low or value / 2 > high:
        return value, False
    return (value / 2 if value > (low + high) / 2 else value), True


def read_labelled(message: Message, language: str) -> None:
    """血糖 6.1, 体重65公斤, steps: 8k; and 85腰围 where the number stands first."""
    for position, token in enumerate(message.tokens):
        vital = token.meaning.rstrip("?")
        if token.kind is not Kind.LABEL or vital not in _PARTS or not message.is_free(position):
            continue
        number_at = _number_before(message, position)
        if number_at is None:
            number_at = number_after(message, position, _PASSED_OVER)
        if number_at is not None and message.is_free(number_at):
            _add(message, vital, min(position, number_at), number_at, language)


def _number_before(message: Message, label_at: int) -> int | None:
    """The number before a label that ends its clause, but for a meal, unless that number has a name of its own."""
    ends, after = message.clause_end[label_at], label_at + 1
    while message.at(after).kind is Kind.MEAL:
        after += 1
    if after < ends and not is_boundary(message.at(after)):
        return None
    position = label_at - 1
    while message.at(position).kind is Kind.MEAL:
        position -= 1
    if message.at(position).kind is not Kind.NUMBER or message.at(position - 1).kind is Kind.LABEL:
        return None
    return position if message.at(position - 1).meaning not in ("slash", "dash") else None


def _add(
    message: Message, vital: str, start: int, number_at: int, language: str, *, ask: bool = False
) -> None:
    token = message.at(number_at)
    value = converted(vital, token.number, token.meaning, language)
    if value is None:
        return
    end = max(number_at, start) + 1
    message.add(Draft(start, end, vital, {_PARTS[vital].name: value[0]}, ask=ask or value[1]))


def read_unlabelled(message: Message, language: str) -> None:
    """What the unit or the meal beside it gives away: 65.5kg, 6000步, 72 bpm, 餐后2小时 11.3."""
    for position, token in enumerate(message.tokens):
        if token.kind is not Kind.NUMBER or not message.is_free(position):
            continue
        vital = BY_UNIT.get(token.meaning) or _fever(token)
        if vital is None and token.meaning == "" and _is_beside_a_meal(message, position):
            vital = "glucose"
        if vital in _PARTS and vital is not None and _is_meant(message, position, vital):
            _add(message, vital, position, position, language, ask=vital == "temperature")


def _fever(token: Token) -> str | None:
    """37度2 and 36.5度 are a body's, where nothing else is spoken of; 35度 may well be the weather's."""
    low, high = _PARTS["temperature"].usual
    is_exact = token.meaning == "degrees" and not token.number.is_integer()
    return "temperature" if is_exact and low <= token.number <= high + 2 else None


def _is_meant(message: Message, position: int, vital: str) -> bool:
    token = message.at(position)
    if vital == "steps":
        return token.number >= _FEWEST_STEPS and (
            _tells_of_walking(message, position) or _is_bare(message, position)
        )
    return vital in ("glucose", "pulse") or _is_bare(message, position)


def _is_bare(message: Message, position: int) -> bool:
    return not message.has_strange_words(position, position + 1)


def _tells_of_walking(message: Message, position: int) -> bool:
    clause = message.tokens[message.clause_start[position] : message.clause_end[position]][:20]
    return any(token.kind in (Kind.EXERCISE, Kind.WHEN, Kind.ME) for token in clause)


def _is_beside_a_meal(message: Message, position: int) -> bool:
    """Directly before or after the meal, a value a meter can show; 空腹110 may be mg/dL."""
    token = message.at(position)
    low, high = _UNNAMED_GLUCOSE
    in_mg_per_dl = token.number.is_integer() and high * 2 <= token.number <= 400
    if not (low <= token.number <= high or in_mg_per_dl):
        return False
    if is_linked(message, position):
        return False
    before = position - 1
    while message.at(before).kind in (Kind.WHEN, Kind.MEASURED, Kind.LINK):
        before -= 1
    after = position + 1
    while message.at(after).kind in (Kind.WHEN, Kind.MEASURED, Kind.LINK):
        after += 1
    return Kind.MEAL in (message.at(before).kind, message.at(after).kind)


def give_meals(message: Message) -> None:
    """Each sugar its meal: the one before it, or the one after it where the numbers stand first."""
    sugars = {draft.end - 1: draft for draft in message.drafts if draft.vital == "glucose"}
    if not sugars:
        return
    events = [
        (position, sugars.get(position), token)
        for position, token in enumerate(message.tokens)
        if position in sugars or token.kind is Kind.MEAL
    ]
    numbers_first = events[0][1] is not None and events[0][2].kind is not Kind.MEAL and events[-1][1] is None
    _from_before(events[::-1] if numbers_first else events)
    _from_before(events if numbers_first else events[::-1])


def _from_before(events: list[tuple[int, Draft | None, Token]]) -> None:
    """Hand every meal to the next sugar that has none; a meal serves once."""
    waiting: Meal | None = None
    for _, draft, token in events:
        if draft is None:
            waiting = Meal(token.meaning) if token.meaning != "before" else None
        else:
            if draft.meal is None:
                draft.meal = waiting
            waiting = None
