"""What the prompts for a visit share: who is offered one, and on which day, counted from when they joined.

Knows no push by name. A message is no visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.scheduler import personal
from domain.follow_up import next_prompt
from domain.people import ELDERLY_AGE, Tag, is_elderly
from domain.wall_time import at_wall
from storage import people
from storage.database import Session
from storage.due import Fire, add_due
from storage.receivers import Receiver, list_unscheduled

IN_TREATMENT = (Tag.HYPERTENSION, Tag.DIABETES)  # 规范第三版: the two that are seen four times a year


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits a push reminds of: people in treatment and, with `elderly`, everybody from 65 on.

    `once_a`: what makes one the same as another, as strftime writes it.
    """

    push: str
    every: timedelta
    at: time
    useful_for: timedelta
    once_a: str
    elderly: bool = False

    def enrol(self, session: Session, now: datetime) -> int:
        born_by = now.year - ELDERLY_AGE if self.elderly else None
        new = list_unscheduled(session, self.push, tags=IN_TREATMENT, or_born_by=born_by)
        for receiver in new:
            add_due(session, self.push, receiver.name, due_at=self._next(receiver, now))
        return len(new)

    def fire(self, session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
        def tell(one: Fire, receiver: Receiver) -> None:
            if self._is_offered(session, receiver, now):
                key = one.due_at.astimezone(receiver.zone).strftime(self.once_a)
                one.queue = (personal.to(receiver, self.push, key, until=now + self.useful_for),)
                one.next_at = self._next(receiver, now)

        return personal.each(session, self.push, due, tell)

    def _next(self, receiver: Receiver, now: datetime) -> datetime:
        joined = receiver.joined_at.astimezone(receiver.zone).date()
        today = now.astimezone(receiver.zone).date()
        return at_wall(next_prompt(joined, today, self.every), self.at, receiver.zone)

    def _is_offered(self, session: Session, receiver: Receiver, now: datetime) -> bool:
        today = now.astimezone(receiver.zone).date()
        born = receiver.birth_year
        if self.elderly and born is not None and is_elderly(born, today):
            return True
        return bool(people.list_tags(session, receiver.id) & set(IN_TREATMENT))
