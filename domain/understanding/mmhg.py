"""The numbers of a blood pressure: which may be one, and what they are in mmHg. Looks for none."""

from domain.spoken.kinds import Kind, Token
from domain.understanding.message import Draft
from domain.vital_sign import Part
from domain.vitals import vital_sign

MMHG_IN_A_KPA = 7.50062  # clinical facts 1.6
PRESSURE = vital_sign("blood_pressure")
SYSTOLIC, DIASTOLIC, PULSE = (PRESSURE.part(name) for name in ("systolic", "diastolic", "pulse"))
PART_NAMES = frozenset(part.name for part in PRESSURE.parts)
PULSE_UNITS = frozenset({"", "bpm", "times"})
_UNITS = frozenset({"", "mmhg", "kpa"})


def is_plain(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.meaning in _UNITS | PULSE_UNITS


def is_possible(part: Part, value: float) -> bool:
    return part.possible[0] <= value <= part.possible[1]


def in_mmhg(draft: Draft, tokens: list[Token], *, certain: bool = False) -> Draft:
    if certain or any(token.meaning == "kpa" for token in tokens):
        for part in ("systolic", "diastolic"):
            if part in draft.values:
                draft.values[part] = float(round(draft.values[part] * MMHG_IN_A_KPA))
        draft.ask = True
    return draft
