"""Steps walked in a day. Any amount counts (中国人群身体活动指南 2021: 动则有益); none is judged."""

from domain.vital_sign import Level, Part, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
STEPS_A_DAY = Part("steps", "steps", possible=(0, 100_000), usual=(0, 40_000), steady=500)


def assess(reading: Reading) -> Level:
    return Level.OK


STEPS = VitalSign("steps", (STEPS_A_DAY,), assess)
