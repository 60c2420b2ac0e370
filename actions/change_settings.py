"""A resident changes how the bot speaks to them: language, time zone, large text, quiet hours, name on file."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from actions.schedule_reminders import reschedule_all
from domain.people import Language
from storage import people


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    language: str
    timezone: str
    large_text: bool
    quiet_from: time
    quiet_until: time


@dataclass(frozen=True, slots=True)
class NoSuchSetting:
    """A language or zone that does not exist; nothing was changed."""

    wanted: str


def change_settings(
    session: Session,
    person_id: int,
    *,
    now: datetime,
    language: str | None = None,
    timezone: str | None = None,
    large_text: bool | None = None,
    quiet: tuple[time, time] | None = None,
) -> SettingsChanged | NoSuchSetting:
    """Change what is given and leave the rest. The same start and end of quiet hours means none."""
    if language is not None and language not in set(Language):
        return NoSuchSetting(language)
    if timezone is not None and not _is_zone(timezone):
        return NoSuchSetting(timezone)
    wanted: dict[str, object] = {"language": language, "timezone": timezone, "large_text": large_text}
    if quiet is not None:
        wanted |= {"quiet_from": quiet[0], "quiet_until": quiet[1]}
    changes = {name: value for name, value in wanted.items() if value is not None}
    if changes:
        people.change_person(session, person_id, **changes)
    if timezone is not None:
        reschedule_all(session, person_id, ZoneInfo(timezone), now=now)
    person = people.get_person(session, person_id)
    return SettingsChanged(
        person.language, person.timezone, person.large_text, person.quiet_from, person.quiet_until
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
