"""However the people of the simulation write, the bot understands what they measured."""

from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from bot.simulation import speech
from bot.simulation.habits import ODDITIES, draw, nickname
from bot.simulation.resident import HOME
from domain.people import Language
from domain.understanding import Measured, understand

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=HOME)


class Careful(Random):
    """Never makes a slip."""

    def random(self) -> float:
        return 0.99


@pytest.mark.parametrize("language", list(Language))
def test_every_way_of_writing_a_pressure_is_understood(language: Language) -> None:
    for style in range(60):
        habits = replace(draw(1, 0, 30), style=style, language=language)
        said = speech.pressure(habits, Careful(), 142, 88, morning=True)
        (found,) = [
            one for one in understand(said, language=language.value[:2], now=NOW) if isinstance(one, Measured)
        ]
        assert (found.reading["systolic"], found.reading["diastolic"]) == (142, 88), said


@pytest.mark.parametrize(
    ("number", "said"), [(105, "一百零五"), (118, "一百一十八"), (200, "二百"), (92, "九十二")]
)
def test_a_number_is_said_in_chinese(number: int, said: str) -> None:
    assert speech.hanzi(number) == said


def test_every_oddity_is_in_every_dozen_and_no_two_have_one_nickname() -> None:
    dozen = [draw(7, number, 21) for number in range(12)]
    assert {one.oddity for one in dozen} == set(ODDITIES)
    assert all(0 <= one.joins_on < 21 for one in dozen)
    assert len({nickname(number) for number in range(3000)}) == 3000
