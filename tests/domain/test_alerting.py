"""How long a team has for an alert, and how far up the area tree it is told meanwhile."""

from datetime import timedelta

import pytest

from domain.alerting import URGENT_ROUNDS, reach, wait_after


@pytest.mark.parametrize(
    ("rounds", "clinical", "levels"),
    [
        (0, [True, True, True], 1),
        (1, [True, True, True], 2),
        (2, [True, True, True], 3),
        (9, [True, True, True], 3),
        (0, [False, True, True], 2),
        (1, [False, True, True], 3),
        (0, [False, False, False], 3),
        (0, [], 0),
    ],
)
def test_the_nearest_level_with_somebody_clinical_is_called_and_one_more_each_time(
    rounds: int, clinical: list[bool], levels: int
) -> None:
    assert reach(rounds, clinical) == levels


def test_an_urgent_alert_is_repeated_every_five_minutes_and_hourly_after_an_hour() -> None:
    assert wait_after(1, urgent=True) == timedelta(minutes=5)
    assert wait_after(URGENT_ROUNDS, urgent=True) == timedelta(hours=1)


def test_what_can_wait_until_today_is_repeated_after_two_hours() -> None:
    assert wait_after(1, urgent=False) == wait_after(50, urgent=False) == timedelta(hours=2)
