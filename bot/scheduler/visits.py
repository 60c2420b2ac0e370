"""What the prompts for a visit share: who is offered one, and on which day, counted from when they joined or from the
last follow-up of the doctor team.

Knows no push by name. A message is no visit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.scheduler import personal
from domain.follow_up import next_prompt
from domain.people import ELDERLY_AGE, Tag, is_elderly
from domain.wall_time import at_wall
from storage import people, visits
from storage.database import Session
from storage.due import Fire, add_due
from storage.receivers import Receiver, list_unscheduled

IN_TREATMENT = (Tag.HYPERTENSION, Tag.DIABETES)  # 规范第三版: the two that are seen four times a year


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits a push reminds of: people in treatment and, with `elderly`, everybody from 65 on.

    `once_a`: what makes one the same as another, as strftime writes it. `after_follow_up`: the doctor team having been in
    touch counts as one.
    """

    push: str
    every: timedelta
    at: time
    useful_for: timedelta
    once_a: str
    elderly: bool = False
    after_follow_up: bool = False

    def enrol(self, session: Session, now: datetime) -> int:
        born_by = now.year - ELDERLY_AGE if self.elderly else None
        new = list_unscheduled(session, self.push, tags=IN_TREATMENT, or_born_by=born_by)
        done = self._done(session, [receiver.id for receiver in new])
        for receiver in new:
            add_due(session, self.push, receiver.name, due_at=self._next(receiver, done, now))
        return len(new)

    def fire(self, session: Session, due: Sequence[Fire], now: datetime) -> Sequence[Fire]:
        done = self._done(session, {one.receiver_id for one in due})

        def tell(one: Fire, receiver: Receiver) -> None:
            if self._is_offered(session, receiver, now):
                key = one.due_at.astimezone(receiver.zone).strftime(self.once_a)
                one.queue = (personal.to(receiver, self.push, key, until=now + self.useful_for),)
                one.next_at = self._next(receiver, done, now)

        return personal.each(session, self.push, due, tell)

    def _done(self, session: Session, ids: Collection[int]) -> Mapping[int, datetime]:
        """When the doctor team was last in touch with each of these; nobody where that does not count."""
        return visits.last_followed_up(session, ids) if self.after_follow_up and ids else {}

    def _next(self, receiver: Receiver, done: Mapping[int, datetime], now: datetime) -> datetime:
        counted_from = done.get(receiver.id, receiver.joined_at).astimezone(receiver.zone).date()
        today = now.astimezone(receiver.zone).date()
        return at_wall(next_prompt(counted_from, today, self.every), self.at, receiver.zone)

    def _is_offered(self, session: Session, receiver: Receiver, now: datetime) -> bool:
        today = now.astimezone(receiver.zone).date()
        born = receiver.birth_year
        if self.elderly and born is not None and is_elderly(born, today):
            return True
        return bool(people.list_tags(session, receiver.id) & set(IN_TREATMENT))
