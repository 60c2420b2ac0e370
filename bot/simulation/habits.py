"""What somebody is like, drawn from the seed: how their pressure goes, how often and how they write. Does nothing."""

from dataclasses import dataclass
from random import Random

from domain.people import Language, Sex, Tag

# In every twelve people one of each of these, so that a small village has them all.
ODDITIES = ("", "blocks", "", "withdraws", "", "travels", "", "quiet", "danger", "", "forgets", "keypad")
FORGETS_EVERY = 3  # of those who would ask to be forgotten, the others only say no to one of the consents
EXERCISES = {
    Language.CHINESE: ("走路30分钟", "跳广场舞一个小时", "打太极四十分钟", "散步半小时", "八段锦15分"),
    Language.ENGLISH: ("walked 30 minutes", "brisk walk 25 min", "tai chi for 40 minutes"),
}
REMINDERS = {
    Language.CHINESE: ("每天早上7点提醒我量血压", "每天晚上8点提醒我量血压", "每天早上8点提醒我吃药"),
    Language.ENGLISH: (
        "remind me every day at 7 to measure my blood pressure",
        "remind me every weekday at 8pm to walk",
    ),
}


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances are of one day, or of one message; minutes are of the local day; days count from the first."""

    number: int
    language: Language
    birth_year: int
    sex: Sex
    tag: Tag | None
    refuses: str  # a consent, or nothing
    joins_on: int
    usual: tuple[int, int]
    drift: float  # mmHg a month: treatment helps, or is missed
    spread: float
    morning: float
    evening: float
    morning_at: int
    evening_at: int
    style: int
    exercise: float
    exercise_words: str
    glucose: float | None
    kg: float
    reminders: tuple[str, ...]
    heeds: float  # how often a reminder is done at once
    answers_quiz: float
    knows: float
    nickname: str
    oddity: str
    oddity_on: int
    oddity_days: int
    dangers: frozenset[int]


def draw(seed: int, number: int, days: int) -> Habits:
    """The habits of resident `number` in a village that lives through so many days."""
    random = Random(f"{seed}:{number}")
    language = Language.ENGLISH if number % 11 == 10 else Language.CHINESE
    tag = random.choice((None, None, Tag.HYPERTENSION, Tag.HYPERTENSION, Tag.DIABETES, Tag.LIVES_ALONE))
    keen = random.choice((0.05, 0.2, 0.4, 0.6, 0.9))
    treated, oddity = tag is Tag.HYPERTENSION, ODDITIES[number % len(ODDITIES)]
    only_refuses = oddity == "forgets" and number // len(ODDITIES) % FORGETS_EVERY
    refuses = random.choice(("sharing", "health", "abroad")) if only_refuses else ""
    systolic = round(random.gauss(142 if treated else 127, 7))
    return Habits(
        number=number,
        language=language,
        birth_year=random.randint(1940, 1975),
        sex=random.choice((Sex.FEMALE, Sex.MALE)),
        tag=tag,
        refuses=refuses,
        joins_on=random.randrange(max(1, min(days // 3, 30))),
        usual=(systolic, round(systolic * 0.61 + random.gauss(0, 3))),
        drift=random.uniform(-1.2, 0.3) if treated else random.uniform(-0.2, 0.3),
        spread=random.uniform(3, 7),
        morning=keen,
        evening=keen * random.choice((0.0, 0.1, 0.5)),
        morning_at=random.randint(6 * 60, 9 * 60),
        evening_at=random.randint(18 * 60, 20 * 60 + 30),
        style=random.randrange(60),
        exercise=random.choice((0.0, 0.05, 0.3)),
        exercise_words=random.choice(EXERCISES[language]),
        glucose=round(random.gauss(7.4, 0.8), 1) if tag is Tag.DIABETES else None,
        kg=round(random.gauss(63, 8), 1),
        reminders=tuple(random.sample(REMINDERS[language], random.choice((0, 0, 1, 1, 2)))),
        heeds=random.uniform(0.1, 0.7),
        answers_quiz=random.choice((0.0, 0.3, 0.8)),
        knows=random.uniform(0.5, 0.9),
        nickname=nickname(number) if number % 4 == 0 else "",
        oddity="" if refuses else oddity,
        oddity_on=random.randrange(days // 3, max(days // 3 + 1, days - 2)),
        oddity_days=random.randint(2, 14),
        dangers=_dangers(random, oddity, days),
    )


def _dangers(random: Random, oddity: str, days: int) -> frozenset[int]:
    """Dangerous mornings: two in a hundred days for one in twelve, and a rare one for everybody."""
    chance = 0.02 if oddity == "danger" else 0.0005
    found = {day for day in range(days) if random.random() < chance}
    return frozenset(found | ({days // 2} if oddity == "danger" else set()))


def nickname(number: int) -> str:
    """A name for the board that nobody else has."""
    beasts, colours = "虎兔龙马羊猴鸡犬鹤鹿雀燕", "红黄蓝绿青白紫金银墨"
    first, rest = number % len(beasts), number // len(beasts)
    return f"{colours[rest % len(colours)]}{beasts[first]}{chr(0x4E00 + rest // len(colours))}"
