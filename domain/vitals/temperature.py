"""Body temperature in degrees Celsius. Routes by number; never names an infection."""

from dataclasses import dataclass

from domain.vital_sign import Level, Part, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
CELSIUS = Part("celsius", "°C", possible=(30, 43), usual=(35, 40), decimals=1, steady=0.3)


@dataclass(frozen=True, slots=True)
class TemperatureCuts:
    """Lines in °C."""

    very_high: float = 39.0  # strictly above. [V] 规范第三版, 2 型糖尿病: 紧急转诊; for everyone else [D]
    fever: float = 37.3  # at or above. [M] awaiting a clinician's sign-off
    low: float = 35.0  # strictly below. [D] awaiting a clinician's sign-off


def assess(reading: Reading, cuts: TemperatureCuts = TemperatureCuts()) -> Level:
    celsius = reading["celsius"]
    if celsius > cuts.very_high:
        return Level.ORANGE
    return Level.WATCH if celsius >= cuts.fever or celsius < cuts.low else Level.OK


TEMPERATURE = VitalSign("temperature", (CELSIUS,), assess)
