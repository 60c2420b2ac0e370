"""The files of content/: that they are read, agree with the code, and that a slip in one is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.points import Act
from domain.triage import Cuts
from storage import content


def file(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_lines_as_shipped_are_those_of_the_code() -> None:
    assert content.cuts() == Cuts()


def test_a_line_a_clinician_changes_replaces_that_of_the_code_and_no_other(tmp_path: Path) -> None:
    cuts = content.cuts(file(tmp_path, "clinical.toml", "[blood_pressure]\nlow = [85, 55]\n"))
    assert cuts.blood_pressure.low == (85, 55)
    assert cuts.blood_pressure.very_high == Cuts().blood_pressure.very_high
    assert cuts.glucose == Cuts().glucose


def test_every_act_has_its_rule_and_the_figures_are_those_of_the_proposal() -> None:
    rules = content.point_rules()
    assert set(rules.by_act) == set(Act)
    assert (rules.daily_cap, rules.monthly_cap, rules.backdated_after_hours) == (10, 200, 24)
    assert {act: rule.points for act, rule in rules.by_act.items()} == {
        Act.BLOOD_PRESSURE: 2,
        Act.GLUCOSE: 2,
        Act.WEIGHT: 2,
        Act.EXERCISE: 1,
        Act.QUIZ_RIGHT: 3,
        Act.READ_LESSON: 1,
        Act.HOME_SERIES: 10,
        Act.FOLLOW_UP: 10,
        Act.ANNUAL_CHECK: 50,
        Act.EVENT: 5,
        Act.QUESTIONNAIRE: 5,
        Act.HELPED: 1,
    }


def test_every_kind_of_exercise_has_a_code_a_met_an_emoji_and_a_source() -> None:
    kinds = content.exercise_kinds()
    assert len(kinds) == 49
    for id, kind in kinds.items():
        assert kind.id == id
        assert len(kind.code) == 5
        assert kind.code.isdigit()
        assert 1 < kind.met < 12
        assert kind.emoji
        assert kind.source
    assert kinds["square_dance"].code == "03028"
    assert "[D]" in kinds["baduanjin"].source


def test_the_profile_as_shipped_is_the_national_one() -> None:
    chosen = content.chosen_profile()
    assert (chosen.name, chosen.below, chosen.from_age) == ("nbphs3", (140, 90), {65: (150, 90)})
    assert content.target_profiles()["jc2025"].below == (130, 80)


@pytest.mark.parametrize(
    ("name", "text", "reader", "named"),
    [
        ("clinical.toml", "[mood]\nlow = 1\n", content.cuts, "mood"),
        ("clinical.toml", "[glucose]\nhihg = 1\n", content.cuts, "hihg"),
        (
            "points.toml",
            "daily_cap = 1\nmonthly_cap = 1\n[act.sleep]\npoints = 1\n",
            content.point_rules,
            "sleep",
        ),
        ("points.toml", "daily_cap = 1\n", content.point_rules, "monthly_cap"),
        ("exercises.toml", 'compendium = ""\n[kind.nap]\nmet = 1.0\n', content.exercise_kinds, "nap"),
        ("profiles.toml", 'chosen = "none"\n[profile]\n', content.chosen_profile, "none"),
        ("clinical.toml", "not toml", content.cuts, "clinical.toml"),
    ],
)
def test_a_slip_in_a_file_is_named(
    tmp_path: Path, name: str, text: str, reader: Callable[[Path], object], named: str
) -> None:
    with pytest.raises(content.WrongContent, match=named):
        reader(file(tmp_path, name, text))
