"""Logging without typing: two taps to exercise, four or five to a blood pressure, one for the same weight as before."""

from actions.log_measurements import NewExercise, NewReading
from bot.conversation import Conversation, NotAButton, Tap
from bot.keyboards import button, grid, rows
from bot.showing import keypad, screens
from bot.showing.entering import enter
from bot.turn import Turn
from bot.words import telling, vocabulary
from domain.understanding import understand_part
from domain.vital_sign import Meal, Reading
from domain.vitals import vital_sign
from storage import content, readings

# What somebody who never logged exercise is offered first.
FIRST_OFFERS = (("walk_moderate", 30), ("square_dance", 60), ("tai_chi", 30), ("bike_leisure", 30))
MINUTES = (10, 15, 20, 30, 45, 60, 90, 120)
EXPECTING = "expecting"  # a number of one vital sign is awaited


async def show_menu(turn: Turn) -> None:
    await turn.leave_step()
    await turn.show(
        turn.words("What would you like to log? You can also just type: <code>128/82</code>"),
        keyboard=screens.menu_keyboard(turn),
    )


async def ask_blood_pressure(turn: Turn) -> None:
    sentence, keyboard = keypad.keypad(turn.words)
    await turn.show(sentence, keyboard=keyboard)


async def tap_digits(turn: Turn, high: str, low: str) -> None:
    """One more digit of a blood pressure; the last one logs it."""
    if high and low and keypad.is_whole(high) and keypad.is_whole(low):
        await enter(
            turn,
            [NewReading(Reading("blood_pressure", {"systolic": int(high), "diastolic": int(low)}), turn.now)],
        )
        return
    sentence, keyboard = keypad.keypad(turn.words, high, low)
    await turn.show(sentence, keyboard=keyboard)


async def offer_exercise(turn: Turn) -> None:
    """The kinds and minutes this person used last, each one tap; everything else behind "more"."""
    _ = turn.words
    kinds = content.exercise_kinds()
    before = await turn.read(readings.list_exercise, turn.about.id, last=30) if turn.may_see else []
    used = dict.fromkeys((one.kind, one.minutes) for one in before if one.kind in kinds)
    offers = list(dict.fromkeys([*list(used)[:4], *FIRST_OFFERS]))[:6]
    buttons = [
        button(
            _(
                "{emoji} {kind} {minutes} min",
                emoji=kinds[kind].emoji,
                kind=telling.exercise_name(_, kind),
                minutes=minutes,
            ),
            "moved",
            kind,
            minutes,
        )
        for kind, minutes in offers
    ]
    await turn.show(
        _("What did you do? One tap logs it."),
        keyboard=rows(
            *grid(buttons, width=2), [button(_("➕ More kinds"), "kinds"), button(_("☰ Menu"), "menu")]
        ),
    )


async def show_kinds(turn: Turn) -> None:
    _ = turn.words
    kinds = content.exercise_kinds().values()
    buttons = [
        button(f"{kind.emoji} {telling.exercise_name(_, kind.id)}", "minutes", kind.id) for kind in kinds
    ]
    await turn.show(_("Which one?"), keyboard=rows(*grid(buttons, width=2), button(_("☰ Menu"), "menu")))


async def ask_minutes(turn: Turn, kind: str) -> None:
    _ = turn.words
    buttons = [button(_("{n} min", n=minutes), "moved", kind, minutes) for minutes in MINUTES]
    name = telling.exercise_name(_, kind)
    await turn.show(
        _("{kind}: how long?", kind=name),
        keyboard=rows(*grid(buttons, width=4), button(_("☰ Menu"), "menu")),
    )


async def log_exercise(turn: Turn, kind: str, minutes: int) -> None:
    await enter(turn, [NewExercise(kind, minutes, turn.now)])


async def ask_weight(turn: Turn) -> None:
    """The same weight as before is one tap; so is half a kilogram more or less."""
    _ = turn.words
    before = []
    if turn.may_see:
        before = await turn.read(readings.list_readings, turn.about.id, vital="weight", last=1)
    await turn.wait_for(EXPECTING, vital="weight")
    if not before:
        await turn.show(
            _(
                "⚖️ How much do you weigh? Send the number, for example <code>65 kg</code> or <code>130斤</code>."
            )
        )
        return
    kg = before[0].reading["kg"]
    near = [
        button(f"{value:g} {_('kg')}", "kg", f"{value:.1f}") for value in (kg - 0.5, kg + 0.5, kg - 1, kg + 1)
    ]
    same = button(_("= The same: {kg} kg", kg=f"{kg:g}"), "kg", f"{kg:.1f}")
    await turn.show(
        _("⚖️ How much do you weigh today? Tap, or send the number."),
        keyboard=rows(same, near, button(_("☰ Menu"), "menu")),
    )


async def log_weight(turn: Turn, kg: float) -> None:
    await enter(turn, [NewReading(Reading("weight", {"kg": kg}), turn.now)])


async def ask_glucose(turn: Turn) -> None:
    _ = turn.words
    buttons = [button(_(name), "sugarat", meal.value) for meal, name in vocabulary.MEALS.items()]
    await turn.show(
        _("🩸 When was it measured?"), keyboard=rows(*grid(buttons, width=2), button(_("☰ Menu"), "menu"))
    )


async def ask_glucose_value(turn: Turn, meal: Meal) -> None:
    await turn.wait_for(EXPECTING, vital="glucose", meal=meal.value)
    await turn.show(turn.words("🩸 Now send the number, for example <code>6.1</code>"))


async def take_number(turn: Turn) -> bool:
    """The number a button asked for. Anything else is read like any other message."""
    vital = str(turn.said["vital"])
    part = vital_sign(vital).parts[0].name
    value = understand_part(turn.text, language=turn.language[:2], vital=vital, part=part)
    if value is None:
        return False
    meal = Meal(str(turn.said["meal"])) if "meal" in turn.said else None
    await enter(turn, [NewReading(Reading(vital, {part: value}, meal), turn.sent_at)])
    return True


def kind_of_exercise(text: str) -> str:
    if text not in content.exercise_kinds():
        raise NotAButton
    return text


def minutes_of(text: str) -> int:
    minutes = int(text)
    if not 1 <= minutes <= 600:
        raise ValueError("not minutes of exercise")
    return minutes


def kg_of(text: str) -> float:
    kg = float(text)
    if not 20 <= kg <= 300:
        raise ValueError("not a weight")
    return kg


conversation = Conversation(
    commands={
        "menu": show_menu,
        "bp": ask_blood_pressure,
        "exercise": offer_exercise,
        "weight": ask_weight,
        "glucose": ask_glucose,
    },
    taps={
        "menu": Tap(show_menu),
        "bp": Tap(tap_digits, (keypad.digits, keypad.digits)),
        "move": Tap(offer_exercise),
        "kinds": Tap(show_kinds),
        "minutes": Tap(ask_minutes, (kind_of_exercise,)),
        "moved": Tap(log_exercise, (kind_of_exercise, minutes_of)),
        "weigh": Tap(ask_weight),
        "kg": Tap(log_weight, (kg_of,)),
        "sugar": Tap(ask_glucose),
        "sugarat": Tap(ask_glucose_value, (Meal,)),
    },
    answers={EXPECTING: take_number},
)
