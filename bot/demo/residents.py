"""The town of the demo: who lives there, and five weeks of measuring. All of it is invented, the same every time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.bind_group import bind_group, note_group
from actions.change_areas import note_population
from actions.join import Newcomer, join
from actions.join_board import join_board
from actions.log_measurements import NewExercise, NewReading, log_measurements
from actions.set_reminder import set_reminder
from bot.demo import neighbours
from domain.people import Language, Role, Sex, Tag
from domain.vital_sign import Meal, Reading
from domain.wall_time import EVERY_DAY, WORKDAYS
from sandbox import town
from storage import areas, people

ZONE = ZoneInfo("Asia/Shanghai")
VILLAGE_CODE = "qingxi"
WEEKS = 5
FILED = 58  # people of the village with a health file
MONDAY_AND_THURSDAY = 0b0001001


@dataclass(frozen=True, slots=True)
class Life:
    """A resident of the demo, and what their weeks look like: usual pressure, its slope, habits."""

    key: str
    language: Language
    birth_year: int
    sex: Sex
    tags: frozenset[Tag]
    usual: tuple[int, int]
    slope: float  # mmHg a week: treatment helps
    exercise: tuple[str, int]
    nickname: str
    glucose: float | None = None
    large_text: bool = False


LIVES = (
    Life(
        "wang",
        Language.CHINESE,
        1958,
        Sex.FEMALE,
        frozenset({Tag.HYPERTENSION}),
        (142, 86),
        -2.5,
        ("square_dance", 60),
        "桂花香",
    ),
    Life(
        "li",
        Language.CHINESE,
        1952,
        Sex.MALE,
        frozenset({Tag.LIVES_ALONE}),
        (132, 80),
        0.0,
        ("walk_moderate", 30),
        "老铁匠",
        None,
        True,
    ),
    Life(
        "zhang",
        Language.CHINESE,
        1965,
        Sex.FEMALE,
        frozenset({Tag.DIABETES}),
        (128, 79),
        0.5,
        ("tai_chi", 40),
        "慢慢来",
        7.4,
    ),
    Life(
        "mary",
        Language.ENGLISH,
        1960,
        Sex.FEMALE,
        frozenset(),
        (126, 78),
        -0.5,
        ("walk_brisk", 30),
        "Lan's friend",
    ),
)
# Whose, of what, in which words of their own, when, on which days.
REMINDERS = (
    ("wang", "blood_pressure", "", (time(7), time(19)), EVERY_DAY),
    ("wang", "medicine", "饭后吃药", (time(7, 30),), EVERY_DAY),
    ("li", "exercise", "去河边散步", (time(17, 30),), WORKDAYS),
    ("zhang", "glucose", "", (time(6, 30),), MONDAY_AND_THURSDAY),
    ("mary", "exercise", "walk with Lan", (time(20),), WORKDAYS),
)
STAFF = {"liu": Role.VOLUNTEER, "sun": Role.VILLAGE_DOCTOR, "zhou": Role.ADMINISTRATOR}


def settle(session: Session, place: town.Town, *, now: datetime) -> None:
    """Areas, people, roles, the bound group, and five weeks of measuring."""
    village = _areas(session)
    for life in LIVES:
        person_id = _join(session, place, life.key, life, now - timedelta(weeks=WEEKS))
        people.change_person(session, person_id, large_text=life.large_text)
        _live(session, person_id, life, now)
        _remind(session, person_id, life.key, now)
        join_board(session, person_id, life.nickname, now=now)
    began = now - timedelta(weeks=WEEKS)
    staff = {key: _join(session, place, key, None, began) for key in STAFF}
    for key, role in STAFF.items():
        areas.add_membership(session, staff[key], village, role, began.date())
    neighbours.settle(session, place, staff["liu"], village, VILLAGE_CODE, now)
    note_population(session, staff["zhou"], village, FILED, now=now)
    note_group(
        session, place.group, title=town.GROUP_TITLE, bot_status="administrator", may_delete=True, now=now
    )
    bind_group(session, staff["zhou"], place.group, village, now=now)


def _areas(session: Session) -> int:
    above: int | None = None
    for level, name, code in (
        ("city", "云河市", "yunhe"),
        ("county", "青山县", "qingshan"),
        ("township", "溪口镇", "xikou"),
        ("village", "清溪村", VILLAGE_CODE),
    ):
        above = areas.add_area(session, parent_id=above, level=level, name=name, code=code, timezone=ZONE.key)
    assert above is not None
    return above


def _join(session: Session, place: town.Town, key: str, life: Life | None, at: datetime) -> int:
    names = {one.key: one.first_name for one in town.PEOPLE}
    language = life.language if life else Language.CHINESE
    newcomer = Newcomer(
        telegram_id=place.people[key],
        name=names[key],
        language=language.value,
        consents=neighbours.consents(language, health=life is not None),
        birth_year=life.birth_year if life else None,
        sex=life.sex if life else None,
        tags=life.tags if life else frozenset(),
        village_code=VILLAGE_CODE,
    )
    return join(session, newcomer, timezone=ZONE.key, now=at).person_id


def _remind(session: Session, person_id: int, key: str, now: datetime) -> None:
    for whose, about, words, clocks, weekdays in REMINDERS:
        if whose == key:
            set_reminder(
                session, person_id, about=about, words=words, clocks=clocks, weekdays=weekdays, now=now
            )


def _live(session: Session, person_id: int, life: Life, now: datetime) -> None:
    """Five weeks, day by day, with the gaps real people leave. The same every time."""
    for days_ago in range(7 * WEEKS, 0, -1):
        for at, one in _day(life, days_ago, (now - timedelta(days=days_ago)).astimezone(ZONE)):
            log_measurements(session, person_id, (one,), now=at)


def _day(life: Life, days_ago: int, day: datetime) -> Iterator[tuple[datetime, NewReading | NewExercise]]:
    wave = round(5 * math.sin(days_ago * 1.7) + 3 * math.sin(days_ago * 0.6))
    drift = life.slope * (5 - days_ago / 7)
    for hour, rise in ((7, 4), (19, -1)):
        if (days_ago * 7 + hour + life.birth_year) % 5 == 0:
            continue  # forgotten
        at = datetime.combine(day.date(), time(hour, 10 + days_ago % 40), tzinfo=ZONE)
        systolic = round(life.usual[0] + drift + wave + rise)
        diastolic = round(life.usual[1] + drift / 2 + wave / 2)
        values = {"systolic": systolic, "diastolic": diastolic, "pulse": 70 + wave}
        yield at, NewReading(Reading("blood_pressure", values), at)
    if life.glucose is not None and days_ago % 3 == 0:
        at = datetime.combine(day.date(), time(6, 40), tzinfo=ZONE)
        yield (
            at,
            NewReading(
                Reading("glucose", {"mmol_per_l": round(life.glucose + wave / 10, 1)}, Meal.FASTING), at
            ),
        )
    if days_ago % 2 == 0:
        at = datetime.combine(day.date(), time(20, 5), tzinfo=ZONE)
        yield at, NewExercise(life.exercise[0], life.exercise[1], at)
    if days_ago % 7 == 1:
        at = datetime.combine(day.date(), time(7, 55), tzinfo=ZONE)
        yield (
            at,
            NewReading(
                Reading("weight", {"kg": round(58 + life.usual[0] / 20 - (35 - days_ago) / 30, 1)}), at
            ),
        )
