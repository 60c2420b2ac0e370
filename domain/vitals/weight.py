"""Body weight in kilograms. Its number alone asks nothing of anybody; only the trend is shown."""

from domain.vital_sign import Level, Part, Problem, Reading, VitalSign

# Ranges and jump: [D] clinical facts 1.6, awaiting a clinician's sign-off.
KG = Part("kg", "kg", possible=(20, 300), usual=(35, 130), decimals=1, steady=0.5)
USUAL_CHANGE_KG = 5


def assess(reading: Reading) -> Level:
    return Level.OK


def odd(reading: Reading, last: Reading | None) -> Problem | None:
    if last is None:
        return None
    # Rounded as it was measured, so that 65.1 after 60.1 is exactly 5.
    change = round(abs(reading["kg"] - last["kg"]), KG.decimals)
    return Problem.PLEASE_CONFIRM if change > USUAL_CHANGE_KG else None


WEIGHT = VitalSign("weight", (KG,), assess, odd, looks_back=True)
