"""What a programme manager edits: the files of content/, read once and checked. Writes none of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from domain.exercise import ExerciseKind
from domain.families import CareRules
from domain.figures import Definitions
from domain.points import Act, Rule, Rules
from domain.round import RoundRules, Why
from domain.target import TargetProfile
from domain.triage import Cuts

T = TypeVar("T")

CONTENT = Path(__file__).parent.parent / "content"


class WrongContent(ValueError):
    """A file of content/ says something not understood; the message names the file and the entry."""


@cache
def cuts(folder: Path = CONTENT) -> Cuts:
    """The lines readings are compared with: those of the code, replaced by those of clinical.toml."""
    told = read(folder / "clinical.toml")
    usual = Cuts()
    known = {field.name for field in fields(Cuts)}
    if unknown := set(told) - known:
        raise WrongContent(f"clinical.toml: no table is called {', '.join(sorted(unknown))}")
    changed = {
        name: made(type(getattr(usual, name)), f"clinical.toml [{name}]", **told[name]) for name in told
    }
    return Cuts(**changed)


@cache
def point_rules(folder: Path = CONTENT) -> Rules:
    told = read(folder / "points.toml")
    by_act = {}
    for name, rule in told.pop("act", {}).items():
        if name not in set(Act):
            raise WrongContent(f"points.toml: no act is called {name}; choose of {', '.join(Act)}")
        by_act[Act(name)] = made(Rule, f"points.toml [act.{name}]", **rule)
    return made(Rules, "points.toml", by_act=by_act, **told)


@cache
def definitions(folder: Path = CONTENT) -> Definitions:
    """What the programme's figures mean, and their goals."""
    return made(Definitions, "programme.toml", **read(folder / "programme.toml"))


@cache
def care_rules(folder: Path = CONTENT) -> CareRules:
    return made(CareRules, "care.toml", **read(folder / "care.toml"))


@cache
def exercise_kinds(folder: Path = CONTENT) -> Mapping[str, ExerciseKind]:
    """Every kind of exercise by its id, in the order of the file."""
    told = read(folder / "exercises.toml")
    compendium = told["compendium"]
    return {
        id: made(ExerciseKind, f"exercises.toml [kind.{id}]", **{"id": id, "source": compendium, **kind})
        for id, kind in told["kind"].items()
    }


@cache
def round_rules(folder: Path = CONTENT) -> RoundRules:
    """What makes somebody overdue, and what weighs more."""
    told = read(folder / "round.toml")
    weight = told.pop("weight", {})
    if unlike := set(Why) ^ set(weight):
        raise WrongContent(
            f"round.toml [weight]: one number for each of {', '.join(Why)}; look at {', '.join(sorted(unlike))}"
        )
    by_why = {Why(name): int(number) for name, number in weight.items()}
    return made(RoundRules, "round.toml", weight=by_why, **told)


@cache
def target_profiles(folder: Path = CONTENT) -> Mapping[str, TargetProfile]:
    told = read(folder / "profiles.toml")
    return {name: target_profile(name, profile) for name, profile in told["profile"].items()}


@cache
def chosen_profile(folder: Path = CONTENT) -> TargetProfile:
    """The profile the county chose."""
    chosen = read(folder / "profiles.toml")["chosen"]
    profiles = target_profiles(folder)
    if chosen not in profiles:
        raise WrongContent(f"profiles.toml: chosen is {chosen}; choose of {', '.join(profiles)}")
    return profiles[chosen]


def target_profile(name: str, told: dict[str, Any]) -> TargetProfile:
    from_age = {int(age): tuple(below) for age, below in told.pop("from_age", {}).items()}
    return made(TargetProfile, f"profiles.toml [profile.{name}]", name=name, from_age=from_age, **told)


def made(kind: type[T], where: str, **values: Any) -> T:
    """The domain value of these entries; lists become the pairs the domain works with."""
    try:
        return kind(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        )
    except TypeError as wrong:
        raise WrongContent(f"{where}: {wrong}") from None


def read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise WrongContent(f"{file.name}: {wrong}") from None
