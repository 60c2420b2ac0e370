"""How people write what they measured: each in their own way, now and then with a slip. Measures nothing."""

from random import Random

from bot.simulation.habits import Habits
from domain.people import Language

_DIGITS = "零一二三四五六七八九"
CHINESE = (
    "{s}/{d}",
    "{s} {d}",
    "{s}-{d}-{p}",
    "高压{s}低压{d}",
    "血压{s}/{d}，脉搏{p}次",
    "今早 {s}/{d}",
    "{s}，{d}，心率{p}",
    "高压{hs}低压{hd}",
    "量了 {s}/{d}mmHg",
    "{s}／{d}",
)
ENGLISH = ("{s}/{d}", "{s} over {d}", "bp {s}/{d}", "{s}/{d} pulse {p}")
SLIP = 0.01  # of messages


def hanzi(number: int) -> str:
    """A number from 1 to 999 as it is said."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones else "")


def pressure(habits: Habits, random: Random, systolic: int, diastolic: int, *, morning: bool) -> str:
    """A blood pressure in this person's words; rarely turned round, or only half of it."""
    if random.random() < SLIP:
        return random.choice((f"{diastolic}/{systolic}", str(systolic)))
    styles = CHINESE if habits.language is Language.CHINESE else ENGLISH
    style = styles[habits.style % len(styles)]
    if not morning:
        style = style.removeprefix("今早 ")
    return style.format(
        s=systolic, d=diastolic, p=60 + systolic % 25, hs=hanzi(systolic), hd=hanzi(diastolic)
    )


def glucose(habits: Habits, value: float) -> str:
    words = ("空腹血糖{v}", "血糖{v}") if habits.language is Language.CHINESE else ("fasting sugar {v}",)
    return words[habits.style % len(words)].format(v=value)


def weight(habits: Habits, kg: float) -> str:
    if habits.language is Language.ENGLISH:
        return f"{kg}kg"
    return f"体重{kg * 2:.0f}斤" if habits.style % 2 else f"体重{kg}公斤"
