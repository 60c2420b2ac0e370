"""The vital signs there are, in the order they are offered; this list is the only registration."""

from domain.vital_sign import VitalSign
from domain.vitals.blood_pressure import BLOOD_PRESSURE
from domain.vitals.glucose import GLUCOSE
from domain.vitals.pulse import PULSE
from domain.vitals.spo2 import SPO2
from domain.vitals.steps import STEPS
from domain.vitals.temperature import TEMPERATURE
from domain.vitals.waist import WAIST
from domain.vitals.weight import WEIGHT

VITAL_SIGNS: tuple[VitalSign, ...] = (
    BLOOD_PRESSURE,
    GLUCOSE,
    WEIGHT,
    WAIST,
    STEPS,
    PULSE,
    TEMPERATURE,
    SPO2,
)

_BY_NAME = {vital.name: vital for vital in VITAL_SIGNS}


def vital_sign(name: str) -> VitalSign:
    """The vital sign of this name; KeyError when there is none."""
    return _BY_NAME[name]
