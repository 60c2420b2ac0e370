"""The resting pulse in beats per minute, taken by itself. Routes by number; never names a rhythm."""

from dataclasses import dataclass

from domain.vital_sign import Level, Part, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
PER_MINUTE = Part("pulse", "/min", possible=(25, 250), usual=(45, 120), steady=5)


@dataclass(frozen=True, slots=True)
class PulseCuts:
    """Lines in beats per minute: upper ones "at or above". Awaiting a clinician's sign-off."""

    very_fast: float = 130  # [D] OpenMRS critical 130
    fast: float = 100  # [D] normal 60-100 is [V] 66条 2024; persistent, so it is measured again first
    very_slow: float = 40  # strictly below. [D] OpenMRS critical 49


def assess(reading: Reading, cuts: PulseCuts = PulseCuts()) -> Level:
    """What a pulse at rest asks for by itself (clinical facts 3); also one taken with a blood pressure."""
    pulse = reading["pulse"]
    if pulse >= cuts.very_fast or pulse < cuts.very_slow:
        return Level.ORANGE
    return Level.YELLOW if pulse >= cuts.fast else Level.OK


PULSE = VitalSign("pulse", (PER_MINUTE,), assess)
