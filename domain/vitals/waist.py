"""Waist in centimetres. Never judged: the lines differ by sex, which a reading does not know."""

from domain.vital_sign import Level, Part, Reading, VitalSign

# Ranges: [D] clinical facts 1.6, awaiting a clinician's sign-off.
CM = Part("cm", "cm", possible=(40, 200), usual=(55, 130), decimals=1, steady=1)


def assess(reading: Reading) -> Level:
    return Level.OK


WAIST = VitalSign("waist", (CM,), assess)
