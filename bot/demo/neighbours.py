"""The neighbours of the demo: a village around those one plays. They measure by the habits of the simulation."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from actions.add_person import NewPerson, add_person
from actions.join import ConsentGiven, Newcomer, join
from actions.join_board import join_board
from actions.log_measurements import NewReading, log_measurements
from bot.simulation.habits import Habits, draw
from bot.simulation.resident import HOME
from bot.wording import page
from domain.people import ConsentScope, Language, Sex
from domain.vital_sign import Reading
from sandbox import town

SEED, DAYS = 7, 35
MOST_USUAL = 165  # nobody here wakes up in danger: that is for whoever plays
NICKNAMES = (
    "采茶人",
    "老枣树",
    "早起的鸟",
    "河边散步",
    "一碗清汤",
    "晒谷场",
)  # of every other one, on the board
# Who has no telephone; the volunteer wrote them down, with what they signed on paper.
WITHOUT_A_PHONE = (
    ("吴秋菊", Sex.FEMALE, 1941),
    ("郑老根", Sex.MALE, 1938),
    ("林阿妹", Sex.FEMALE, 1944),
    ("何福生", Sex.MALE, 1947),
    ("罗桂花", Sex.FEMALE, 1950),
    ("梁石头", Sex.MALE, 1946),
)


def settle(
    session: Session, place: town.Town, volunteer: int, village: int, code: str, now: datetime
) -> None:
    """Neighbours with a telephone and some weeks behind them, and those without one."""
    began = now - timedelta(days=DAYS)
    for number, account in enumerate(place.neighbours):
        habits = draw(SEED, number, DAYS)
        person_id = _join(session, habits, account, town.NEIGHBOURS[number], code, began)
        for at, reading in _weeks(habits, now):
            log_measurements(session, person_id, (NewReading(reading, at),), now=at)
        if number % 2 == 0:
            join_board(session, person_id, NICKNAMES[number // 2], now=now)
    for name, sex, birth_year in WITHOUT_A_PHONE:
        new = NewPerson(
            name, village, Language.CHINESE.value, consents(Language.CHINESE), birth_year=birth_year, sex=sex
        )
        add_person(session, volunteer, new, now=now - timedelta(days=9))


def consents(language: Language, *, health: bool = True) -> tuple[ConsentGiven, ...]:
    """A yes to each of the three pages as they stand now; `health` False: but for their own numbers."""
    pages = {scope: page(language.value, scope.value) for scope in ConsentScope}
    return tuple(
        ConsentGiven(scope, health or scope is not ConsentScope.HEALTH, text.version, text.hash)
        for scope, text in pages.items()
    )


def _join(session: Session, habits: Habits, account: int, name: str, code: str, at: datetime) -> int:
    newcomer = Newcomer(
        telegram_id=account,
        name=name,
        language=Language.CHINESE.value,
        consents=consents(Language.CHINESE),
        birth_year=habits.birth_year,
        sex=habits.sex,
        tags=frozenset({habits.tag}) if habits.tag else frozenset(),
        village_code=code,
    )
    return join(session, newcomer, timezone=HOME.key, now=at).person_id


def _weeks(habits: Habits, now: datetime) -> Iterator[tuple[datetime, Reading]]:
    """Blood pressures of the mornings and evenings on which they thought of it."""
    random = Random(f"{SEED}:{habits.number}:weeks")
    today = now.astimezone(HOME).date()
    for day in (today - timedelta(days=days_ago) for days_ago in range(DAYS, 0, -1)):
        for chance, minute in ((habits.morning, habits.morning_at), (habits.evening, habits.evening_at)):
            if random.random() < chance:
                yield _moment(day, minute), _pressure(habits, random)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), HOME)


def _pressure(habits: Habits, random: Random) -> Reading:
    systolic = min(MOST_USUAL, round(random.gauss(habits.usual[0], habits.spread)))
    diastolic = min(systolic - 30, round(random.gauss(habits.usual[1], habits.spread / 2)), 100)
    return Reading("blood_pressure", {"systolic": systolic, "diastolic": diastolic})
