"""What a checked table would change: the shape the four kinds share, and where whoever sent it may change anything."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.authority import Deed
from domain.importing import RowProblem, Wrong
from storage import authority, imports
from storage.imports import Place


@dataclass(slots=True)
class Plan:
    """`new` and `changed` are what the kind writes; `same`: rows that change nothing."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, row: int, column: str, wrong: Wrong) -> None:
        self.problems.append(RowProblem(row, column, wrong))


@dataclass(frozen=True, slots=True)
class By:
    """Who imports. Without a person: whoever keeps the service, at its own command line, who may everywhere."""

    person_id: int | None
    now: datetime


class Reach:
    """Where somebody may do a deed, asked once and then of many places."""

    def __init__(self, session: Session, by: By, deed: Deed) -> None:
        held: list[int | None] = [None]
        if by.person_id is not None:
            held = authority.list_areas_where(session, by.person_id, deed, by.now.date())
        self.everywhere = None in held
        self._paths = tuple(imports.list_paths(session, [one for one in held if one is not None]))

    def covers(self, path: str) -> bool:
        return self.everywhere or path.startswith(self._paths)


class Places:
    """The areas a table names, as far as whoever sent it may change them."""

    def __init__(self, session: Session, by: By, codes: set[str]) -> None:
        self.reach = Reach(session, by, Deed.IMPORT)
        self.every = imports.list_places(session, codes)

    def find(self, code: str) -> Place | None:
        """None where there is none, or none for them: which of the two is not told."""
        found = self.every.get(code)
        return (
            found if found is not None and found.ended_at is None and self.reach.covers(found.path) else None
        )
