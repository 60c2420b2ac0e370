"""Residents without Telegram from a table, with what they agreed to on paper. Who uses the bot speaks for themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.import_plan import By, Places, Plan, Reach
from domain.authority import Deed
from domain.importing import Wrong
from domain.importing.rows import ResidentRow
from domain.people import ConsentScope, Tag, name_key
from storage import imports
from storage.imports import Human, Place

Papers = Mapping[ConsentScope, tuple[str, str]]  # the version and the hash of each page people agree to


def plan(session: Session, by: By, rows: Sequence[ResidentRow]) -> Plan:
    """`new`: the row and its place. `changed`: the row, who it is, and what of it is new."""
    planned = Plan()
    places = Places(session, by, {row.area for row in rows})
    clinical = Reach(session, by, Deed.SEE_SENSITIVE_TAGS)
    here = {place.id for row in rows if (place := places.find(row.area)) is not None}
    known: dict[tuple[str, int | None, int | None], list[Human]] = {}
    for human in imports.list_humans(session, here):
        known.setdefault((name_key(human.name), human.birth_year, human.area_id), []).append(human)
    tags = imports.list_tags(session, (one.id for found in known.values() for one in found))
    seen: set[tuple[str, int, int]] = set()
    for row in rows:
        place = places.find(row.area)
        if place is None:
            planned.wrong(row.number, "area", Wrong.NO_SUCH_PLACE)
            continue
        key = (name_key(row.name), row.birth_year, place.id)
        if key in seen:
            planned.wrong(row.number, "name", Wrong.TWICE)
        elif _sensitive(row) and not clinical.covers(place.path):
            planned.wrong(row.number, "tags", Wrong.FOR_DOCTORS)
        else:
            _judge(planned, row, place, known.get(key, []), tags)
        seen.add(key)
    return planned


def _sensitive(row: ResidentRow) -> bool:
    return any(tag.is_sensitive for tag in row.tags)


def _judge(
    planned: Plan, row: ResidentRow, place: Place, found: list[Human], tags: dict[int, set[str]]
) -> None:
    if len(found) > 1:
        planned.wrong(row.number, "name", Wrong.SEVERAL_PERSONS)
    elif not found:
        if row.tags and not row.consents.get(ConsentScope.HEALTH, False):
            planned.wrong(row.number, "tags", Wrong.NEEDS_CONSENT)
        else:
            planned.new.append((row, place))
    elif found[0].telegram_id is not None:
        planned.same += 1
    else:
        _judge_known(planned, row, found[0], tags.get(found[0].id, set()))


def _judge_known(planned: Plan, row: ResidentRow, human: Human, has: set[str]) -> None:
    agrees = {
        ConsentScope.HEALTH: human.consents_health,
        ConsentScope.SHARING: human.consents_sharing,
        ConsentScope.ABROAD: human.consents_abroad,
    }
    # A table gives consent that was not there; what somebody agreed to is taken back by them, not by a cell.
    consents = {scope: True for scope, given in row.consents.items() if given and not agrees[scope]}
    added = {tag for tag in row.tags if tag.value not in has}
    if added and not consents.get(ConsentScope.HEALTH, human.consents_health):
        planned.wrong(row.number, "tags", Wrong.NEEDS_CONSENT)
        return
    values: dict[str, Any] = {}
    if row.phone and row.phone != human.phone:
        values["phone"] = row.phone
    if row.sex and human.sex is None:
        values["sex"] = row.sex.value
    if values or consents or added:
        planned.changed.append((human.id, values, consents, added))
    else:
        planned.same += 1


def write(session: Session, by: By, planned: Plan, papers: Papers, language: str) -> None:
    rows = [
        {
            "name": row.name,
            "language": language,
            "timezone": place.timezone,
            "area_id": place.id,
            "birth_year": row.birth_year,
            "sex": row.sex.value if row.sex else None,
            "phone": row.phone,
            "added_by": by.person_id,
            "joined_at": by.now,
            **_agreed(row.consents),
        }
        for row, place in planned.new
    ]
    ids = imports.add_people(session, rows)
    consents = [(id_, row.consents) for id_, (row, _place) in zip(ids, planned.new, strict=True)]
    tags: list[tuple[int, Tag]] = [
        (id_, tag) for id_, (row, _place) in zip(ids, planned.new, strict=True) for tag in row.tags
    ]
    for human_id, _values, agreed, added in planned.changed:
        consents.append((human_id, agreed))
        tags += [(human_id, tag) for tag in added]
    imports.change_people(
        session,
        [
            (human_id, changed)
            for human_id, values, agreed, _added in planned.changed
            if (changed := {**values, **_agreed(agreed)})
        ],
    )
    imports.add_consents(session, [row for one in consents for row in _on_paper(*one, by, papers)])
    imports.add_tags(session, ((id_, tag.value) for id_, tag in tags))


def _agreed(consents: Mapping[ConsentScope, bool]) -> dict[str, bool]:
    return {f"consents_{scope.value}": given for scope, given in consents.items()}


def _on_paper(
    person_id: int, consents: Mapping[ConsentScope, bool], by: By, papers: Papers
) -> list[dict[str, Any]]:
    return [
        {
            "person_id": person_id,
            "scope": scope.value,
            "given": given,
            "version": papers[scope][0],
            "text_hash": papers[scope][1],
            "channel": "paper",
            "recorded_by": by.person_id,
            "at": by.now,
        }
        for scope, given in consents.items()
    ]
