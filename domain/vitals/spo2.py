"""Oxygen saturation from a finger clip, in percent. Routes by number; says nothing of its cause."""

from dataclasses import dataclass

from domain.vital_sign import Level, Part, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
PERCENT = Part("percent", "%", possible=(50, 100), usual=(90, 100), steady=1)


@dataclass(frozen=True, slots=True)
class Spo2Cuts:
    """Lines in percent, both "below". [D] after OpenMRS 95 and 90, awaiting a clinician's sign-off."""

    low: float = 95
    very_low: float = 90


def assess(reading: Reading, cuts: Spo2Cuts = Spo2Cuts()) -> Level:
    percent = reading["percent"]
    if percent < cuts.very_low:
        return Level.RED
    return Level.YELLOW if percent < cuts.low else Level.OK


SPO2 = VitalSign("spo2", (PERCENT,), assess)
