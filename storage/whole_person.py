"""Everything held about one person, as plain values. What is listed here is what erasure.py erases or makes nameless."""

from dataclasses import asdict
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from storage import (
    areas,
    audit,
    boards,
    claims,
    families,
    family_offers,
    notice_threads,
    notices,
    open_alerts,
    people,
    points,
    quizzes,
    readings,
    reminders,
    visits,
)

_PLAIN: TypeAdapter[Any] = TypeAdapter(Any)


def everything_of(session: Session, person_id: int) -> dict[str, object]:
    """All that is kept, in plain values; times are ISO 8601, UTC."""
    person = people.get_person(session, person_id)
    about = {name: value for name, value in asdict(person).items() if name != "sealed_name"}
    held = {
        "person": {**about, "name": person.name, "phone": families.find_phone(session, person_id)},
        "family": [asdict(link) for link in families.list_all_links(session, person_id)],
        "codes": [*family_offers.list_codes(session, person_id), *claims.list_codes(session, person_id)],
        "roles": [asdict(role) for role in areas.list_memberships(session, person_id)],
        "consents": [consent.model_dump() for consent in people.list_consents(session, person_id)],
        "readings": [asdict(kept) for kept in readings.list_all_readings(session, person_id)],
        "exercise": [asdict(moved) for moved in readings.list_all_exercise(session, person_id)],
        "alerts": open_alerts.list_alerts(session, person_id),
        "points": [asdict(entry) for entry in points.list_entries(session, person_id)],
        "points_balance": points.get_balance(session, person_id),
        "reminders": [asdict(one) for one in reminders.list_reminders(session, person_id)],
        "board": {"nickname": boards.find_nickname(session, person_id)},
        "quizzes": [asdict(answer) for answer in quizzes.list_answers(session, person_id)],
        "notices": notices.list_written(session, person_id),
        "notice_answers": notice_threads.list_spoken(session, person_id),
        "pauses": [asdict(pause) for pause in people.list_pauses(session, person_id)],
        "visits": [asdict(one) for one in visits.list_all_visits(session, person_id)],
        "who_looked": [asdict(look) for look in audit.list_looks(session, person_id, last=1000)],
    }
    return cast(dict[str, object], _PLAIN.dump_python(held, mode="json"))
