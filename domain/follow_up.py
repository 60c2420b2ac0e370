"""When somebody in treatment is seen again, by the national rules. A message of a bot is never a visit."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# [V] 国家基本公共卫生服务规范(第三版), clinical facts 2.2 and 2.3.
AFTER_REFERRAL = timedelta(days=14)
AFTER_FIRST_MISS = timedelta(days=14)
CONTROLLED = timedelta(days=90)
A_YEAR = timedelta(days=365)  # [M] one full check-up a year


class Mode(StrEnum):
    """How somebody was in touch. 随访方式: 1 门诊, 2 家庭, 3 电话; what the bot says is none of the three."""

    CLINIC = "clinic"
    HOME = "home"
    TELEPHONE = "telephone"
    BOT = "bot"

    @property
    def is_face_to_face(self) -> bool:
        return self in (Mode.CLINIC, Mode.HOME)


class Outcome(StrEnum):
    """What a visit found. The first four are 此次随访分类 1-4, the last is the referral of step 1."""

    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    ADVERSE_REACTION = "adverse_reaction"
    COMPLICATION = "complication"
    URGENT_REFERRAL = "urgent_referral"


@dataclass(frozen=True, slots=True)
class Visit:
    """One being in touch, on a local day."""

    on: date
    mode: Mode
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """What a visit is judged by. `controlled`: below the target; of glucose, by a fasting value only."""

    danger: bool
    controlled: bool
    adverse_reaction: bool = False
    new_complication: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcome, the last day of the next visit, and whether a doctor further up should see the person."""

    outcome: Outcome
    next_by: date
    refer: bool


MISSES = (Outcome.UNCONTROLLED, Outcome.ADVERSE_REACTION)


def plan(found: Found, *, on: date, before: Outcome | None = None) -> Plan:
    """Clinical facts 2.2, steps 1 and 3 to 6. `before`: the outcome of the visit before this one."""
    if found.danger:
        return Plan(Outcome.URGENT_REFERRAL, on + AFTER_REFERRAL, refer=True)
    if found.new_complication:
        return Plan(Outcome.COMPLICATION, on + AFTER_REFERRAL, refer=True)
    if found.controlled and not found.adverse_reaction:
        return Plan(Outcome.CONTROLLED, on + CONTROLLED, refer=False)
    outcome = Outcome.ADVERSE_REACTION if found.adverse_reaction else Outcome.UNCONTROLLED
    again = before in MISSES
    return Plan(outcome, on + (AFTER_REFERRAL if again else AFTER_FIRST_MISS), refer=again)


def face_to_face(visits: list[Visit], *, year: int) -> int:
    """How many visits of a year count for the four: only those face to face."""
    return sum(visit.mode.is_face_to_face for visit in visits if visit.on.year == year)


def next_prompt(last: date, today: date, every: timedelta) -> date:
    """The first day after today that is a whole number of intervals after `last`."""
    passed = max(0, (today - last).days) // every.days
    return last + every * (passed + 1)
