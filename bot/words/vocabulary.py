"""The sentence for every code a rule can answer with. A code without one fails a test.

`mark` only names a sentence for translation; bot/wording.py says it in a language.
"""

from domain.exercise import Intensity
from domain.families import Provenance
from domain.people import ConsentScope, Role, Sex, Tag
from domain.points import Act, Why
from domain.streak import PauseReason
from domain.triage import Reason, Symptom
from domain.vital_sign import Meal, Problem


def mark(sentence: str) -> str:
    """This sentence is translated where it is said."""
    return sentence


LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English"}  # each in its own language, so that its reader finds it

VITALS = {
    "blood_pressure": mark("Blood pressure"),
    "glucose": mark("Blood sugar"),
    "weight": mark("Weight"),
    "waist": mark("Waist"),
    "steps": mark("Steps"),
    "pulse": mark("Pulse"),
    "temperature": mark("Temperature"),
    "spo2": mark("Blood oxygen"),
}
VITAL_EMOJI = {
    "blood_pressure": "🩺",
    "glucose": "🩸",
    "weight": "⚖️",
    "waist": "📏",
    "steps": "👣",
    "pulse": "💓",
    "temperature": "🌡",
    "spo2": "🫁",
}
PARTS = {
    "systolic": mark("high number"),
    "diastolic": mark("low number"),
    "pulse": mark("pulse"),
    "mmol_per_l": mark("blood sugar"),
    "kg": mark("weight"),
    "cm": mark("waist"),
    "steps": mark("steps"),
    "celsius": mark("temperature"),
    "percent": mark("blood oxygen"),
}
# How a value is asked for when it could not be understood: an example a person can copy.
EXAMPLES = {
    "blood_pressure": "128/82",
    "glucose": mark("fasting sugar 6.1"),
    "weight": mark("weight 65 kg"),
    "waist": mark("waist 85"),
    "steps": mark("6000 steps"),
    "pulse": mark("pulse 72"),
    "temperature": mark("temperature 36.6"),
    "spo2": mark("blood oxygen 97"),
    "exercise": mark("walked 30 minutes"),
}
MEALS = {
    Meal.FASTING: mark("before breakfast"),
    Meal.AFTER_2H: mark("2 hours after a meal"),
    Meal.BEDTIME: mark("before bed"),
    Meal.RANDOM: mark("another time"),
}
PROBLEMS = {
    Problem.REVERSED: mark("The two numbers look swapped. Is it {reading}?"),
    Problem.INCOMPLETE: mark("I have {reading}. What is the other number?"),
    Problem.OUT_OF_RANGE: mark(
        "These numbers cannot be right for {vital}. Please look again and send them like this: {example}"
    ),
    Problem.PLEASE_CONFIRM: mark("Just to be sure: is it {reading}?"),
    Problem.MEAL_NEEDED: mark("Blood sugar {reading}: when was it measured?"),
    Problem.IN_THE_FUTURE: mark("That time has not come yet. When was it measured?"),
    Problem.TOO_LONG_AGO: mark("That is more than 30 days ago, too long for me to keep."),
}
SYMPTOMS = {
    Symptom.CHEST_PAIN: mark("Chest or back pain"),
    Symptom.DYSPNEA: mark("Short of breath"),
    Symptom.NEURO: mark("Weak side or slurring"),
    Symptom.CONSCIOUS: mark("Confused, drowsy, fits"),
    Symptom.FAINTING: mark("Fainted or nearly"),
    Symptom.DEEP_BREATHING: mark("Heavy breath, apple smell"),
    Symptom.HEADACHE: mark("Bad headache, vomiting"),
    Symptom.VISION: mark("Sudden bad sight, eye pain"),
    Symptom.PALPITATION: mark("Heart pounding"),
    Symptom.BLACK_STOOL: mark("Black stool, bleeding"),
    Symptom.VOMITING: mark("Vomiting, belly pain"),
    Symptom.SWEATING: mark("Sweating, shaky, hungry"),
    Symptom.THIRST: mark("Very thirsty, much urine"),
    Symptom.FEVER: mark("Fever"),
    Symptom.DIZZINESS: mark("Dizzy"),
    Symptom.NEW_MEDICINE: mark("New or changed medicine"),
}
# What a reading means, in plain words; never a grade, never a diagnosis.
MEANINGS = {
    Reason.DANGER_SYMPTOM: mark("What you feel can be dangerous, whatever the number says."),
    Reason.SYMPTOM: mark("With what you feel, this needs a doctor to look at it."),
    Reason.BP_VERY_HIGH: mark("This is very high. It may pass with rest, but it must not be ignored."),
    Reason.BP_HIGH: mark("This is clearly high. One reading says little; measure a few more times."),
    Reason.BP_ABOVE_LINE: mark(
        "At or above the home line of 135/85 (at the clinic the line is 140/90). "
        "One reading decides nothing: the average of several days does."
    ),
    Reason.BP_LOW: mark("This is rather low."),
    Reason.BP_VERY_LOW: mark("This is dangerously low."),
    Reason.PREGNANT_BP_VERY_HIGH: mark("In pregnancy or after birth, this is dangerously high."),
    Reason.PREGNANT_BP_HIGH: mark("In pregnancy or after birth, this is too high to wait with."),
    Reason.PULSE_OUTSIDE: mark("This pulse is far from usual."),
    Reason.PULSE_FAST: mark("The pulse is fast. Rest five minutes and look again."),
    Reason.GLUCOSE_HIGH: mark("This blood sugar is very high."),
    Reason.GLUCOSE_LOW: mark("This blood sugar is too low."),
    Reason.GLUCOSE_ABOVE_LINE: mark(
        "Above the usual line. A finger-stick is a first look, not a diagnosis: "
        "show it to your doctor at the next visit."
    ),
    Reason.PREGNANT_GLUCOSE_HIGH: mark("In pregnancy, this blood sugar is too high to wait with."),
    Reason.TEMPERATURE_OUTSIDE: mark("This temperature is not as usual."),
    Reason.OXYGEN_LOW: mark("This blood oxygen is low."),
    Reason.NUMBER: mark("This is far from usual."),
}
# The same where it is said to whoever looks after them.
MEANINGS_OF_ANOTHER = {
    Reason.DANGER_SYMPTOM: mark("What they feel can be dangerous, whatever the number says."),
    Reason.SYMPTOM: mark("With what they feel, this needs a doctor to look at it."),
}
PROVENANCES = {
    Provenance.SELF: mark("by themselves"),
    Provenance.FAMILY: mark("entered by family"),
    Provenance.VOLUNTEER: mark("entered by the volunteer"),
    Provenance.DOCTOR: mark("entered by the doctor team"),
    Provenance.DEVICE: mark("from a device"),
    Provenance.IMPORT: mark("from a file"),
}
WHY_NO_POINTS = {
    Why.EARNED: "",
    Why.FILLS_THIS: mark("That is all this earns today."),
    Why.FILLS_DAY: mark("That fills today's points."),
    Why.FILLS_MONTH: mark("That fills this month's points."),
    Why.TOO_SOON: mark("The next one earns points from {again_at}."),
    Why.TOO_SHORT: mark("Ten minutes and more earn points."),
    Why.ENOUGH_TODAY: mark("Today's points for this are all yours already."),
    Why.ENOUGH_THIS_WEEK: mark("This week's points for this are all yours already."),
    Why.ENOUGH_THIS_MONTH: mark("This month's points for this are all yours already."),
    Why.DAILY_CAP: mark("You have all of today's points already."),
    Why.MONTHLY_CAP: mark("You have all of this month's points already."),
    Why.BACKDATED: mark("Kept. It was more than a day ago, so it earns no points."),
    Why.ALERT_OPEN: "",
    Why.NO_RULE: "",
}
ACTS = {
    Act.BLOOD_PRESSURE: mark("Measuring blood pressure"),
    Act.GLUCOSE: mark("Measuring blood sugar"),
    Act.WEIGHT: mark("Weighing yourself"),
    Act.EXERCISE: mark("Exercise"),
    Act.HELPED: mark("Logging for somebody else"),
    Act.QUIZ_RIGHT: mark("A quiz answered right"),
    Act.READ_LESSON: mark("Reading the week's lesson"),
    Act.HOME_SERIES: mark("Seven days of measuring at home"),
    Act.FOLLOW_UP: mark("Coming to a follow-up"),
    Act.ANNUAL_CHECK: mark("The yearly check-up"),
    Act.EVENT: mark("Coming to a lecture"),
    Act.QUESTIONNAIRE: mark("Filling in a questionnaire"),
}
# What else moves points; no act, and nothing anybody can do for them.
MOVES = {"merged": mark("Points of the same person's other entry")}
PAUSES = {
    PauseReason.ILL: mark("I am ill"),
    PauseReason.TRAVELLING: mark("I am travelling"),
    PauseReason.CUFF_BROKEN: mark("My device is broken"),
}
SCOPES = {
    ConsentScope.HEALTH: mark("Keeping my health data"),
    ConsentScope.SHARING: mark("Sharing with my doctor team"),
    ConsentScope.ABROAD: mark("Telegram's servers abroad"),
}
SCOPES_OF_ANOTHER = {
    ConsentScope.HEALTH: mark("Keeping their health data"),
    ConsentScope.SHARING: mark("Sharing with the doctor team"),
    ConsentScope.ABROAD: mark("Telegram's servers abroad"),
}
SEXES = {Sex.FEMALE: mark("Woman"), Sex.MALE: mark("Man")}
TAGS = {
    Tag.HYPERTENSION: mark("High blood pressure"),
    Tag.DIABETES: mark("Diabetes"),
    Tag.PREGNANT: mark("Pregnant or breast-feeding"),
    Tag.COPD: mark("Chronic lung disease"),
    Tag.STROKE_HEART_KIDNEY: mark("Stroke, heart or kidney disease"),
    Tag.TUBERCULOSIS: mark("Tuberculosis"),
    Tag.SEVERE_MENTAL_ILLNESS: mark("Serious mental illness"),
    Tag.DISABLED: mark("Disability"),
    Tag.POVERTY_LIFTED: mark("Lifted out of poverty"),
    Tag.SPECIAL_FAMILY: mark("Special family-planning family"),
    Tag.LIVES_ALONE: mark("Living alone"),
    Tag.HOUSEBOUND: mark("Hard to leave home"),
}
ROLES = {
    Role.RESIDENT: mark("resident"),
    Role.FAMILY: mark("family"),
    Role.VOLUNTEER: mark("grid volunteer"),
    Role.SPECIALIST: mark("county specialist"),
    Role.DOCTOR: mark("doctor"),
    Role.VILLAGE_DOCTOR: mark("village doctor"),
    Role.NURSE: mark("nurse"),
    Role.ADMINISTRATOR: mark("administrator"),
    Role.CLERK: mark("clerk"),
    Role.AUDITOR: mark("auditor"),
}
LEVELS = {
    "city": mark("city"),
    "county": mark("county"),
    "township": mark("township"),
    "village": mark("village"),
    "grid": mark("grid"),
}
INTENSITIES = {
    Intensity.LIGHT: mark("light"),
    Intensity.MODERATE: mark("moderate"),
    Intensity.VIGOROUS: mark("vigorous"),
}
EXERCISES = {
    "walk_slow": mark("Strolling"),
    "walk_pleasure": mark("Walking for pleasure"),
    "walk_moderate": mark("Walking"),
    "walk_brisk": mark("Brisk walking"),
    "walk_very_brisk": mark("Very brisk walking"),
    "walk_field": mark("Walking over fields"),
    "hill": mark("Walking uphill"),
    "hill_steep": mark("Walking up a steep hill"),
    "stairs": mark("Climbing stairs"),
    "stairs_steady": mark("Climbing stairs steadily"),
    "jog": mark("Jogging"),
    "jog_walk": mark("Jogging and walking"),
    "square_dance": mark("Square dancing"),
    "aerobic_dance": mark("Aerobic square dance"),
    "folk_dance": mark("Yangge and folk dance"),
    "tai_chi": mark("Tai chi"),
    "tai_chi_seated": mark("Seated tai chi"),
    "tai_chi_yang": mark("Yang-style tai chi"),
    "baduanjin": mark("Baduanjin"),
    "wushu": mark("Wushu"),
    "bike_leisure": mark("Cycling"),
    "bike_easy": mark("Easy cycling"),
    "bike_moderate": mark("Steady cycling"),
    "bike_country": mark("Cycling country roads"),
    "ebike_assist": mark("Pedal-assist bicycle"),
    "farm_light": mark("Light farm work"),
    "farm_rice": mark("Rice-field work"),
    "farm_feed": mark("Feeding animals"),
    "farm_livestock": mark("Feeding cattle or horses"),
    "farm_water": mark("Carrying water"),
    "farm_pick": mark("Picking fruit or tea"),
    "farm_hoe": mark("Hoeing"),
    "farm_dig": mark("Digging"),
    "farm_shovel": mark("Shovelling"),
    "farm_heavy": mark("Heavy farm work"),
    "swim": mark("Swimming"),
    "swim_crawl": mark("Swimming front crawl"),
    "swim_breaststroke": mark("Swimming breaststroke"),
    "table_tennis": mark("Table tennis"),
    "badminton": mark("Badminton"),
    "gateball": mark("Gateball"),
    "basketball": mark("Basketball"),
    "rope": mark("Rope skipping"),
    "strength": mark("Strength training"),
    "resistance": mark("Resistance training"),
    "sit_stand": mark("Sitting down and standing up"),
    "stretch": mark("Stretching"),
    "yoga": mark("Yoga"),
    "exercise_home": mark("Exercise at home"),
}
# What a person may end with one tap, and have again.
PUSHES = {
    "remeasure": mark("measuring again after a high or low number"),
    "tomorrow_morning": mark("the question on the morning after"),
    "home_series": mark("the seven days of measuring"),
    "weekly_summary": mark("the week in numbers, on Sunday evening"),
    "return_prompt": mark("a word when you have been away"),
    "follow_up_two_weeks": mark("the visit after two weeks"),
    "follow_up_quarterly": mark("the visit every three months"),
    "yearly_check": mark("the yearly check-up"),
    "points_statement": mark("the month in points"),
}
