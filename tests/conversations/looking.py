"""What a test looks at: every row of the database, opened and in words, and what a person sees. Changes nothing."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from bot.wording import words_in
from storage import points
from storage.tables import ReadingRow, table
from tests.cast import Player, Village

# For a scene that is about words or Telegram, and would be the same twice.
once_is_enough = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# For one about what the databases do each in their own way: two at once, an update that comes again, rows that are gone.
on_both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
Rows = dict[str, list[dict[str, Any]]]
reading = table(ReadingRow)


def every_row(session: Session) -> Rows:
    """All tables with all their rows, the sealed columns opened, in an order that does not change."""
    return {
        name: sorted(
            (dict(row) for row in session.execute(select(columns)).mappings()),
            key=lambda row: json.dumps(row, default=str, sort_keys=True),
        )
        for name, columns in SQLModel.metadata.tables.items()
    }


def tables_that_name(rows: Rows, *traces: object) -> set[str]:
    """The tables in which one of the traces (a name, a telegram id) stands anywhere, inside JSON too."""
    return {
        name
        for name, lines in rows.items()
        for line in lines
        if any(str(trace) in json.dumps(line, default=str, ensure_ascii=False) for trace in traces)
    }


def pressures(session: Session, person_id: int | None) -> list[tuple[int, int]]:
    """The blood pressures in force of a person, oldest first."""
    rows = session.execute(
        select(reading.c.systolic, reading.c.diastolic)
        .where(
            reading.c.person_id == person_id,
            reading.c.vital == "blood_pressure",
            reading.c.ended_at.is_(None),
        )
        .order_by(reading.c.id)
    )
    return [(row[0], row[1]) for row in rows]


async def kept(player: Player) -> list[tuple[int, int]]:
    """The blood pressures of somebody in the village, as another session finds them."""
    return await player.village.database.read(pressures, player.person_id)


async def balanced(village: Village) -> bool:
    """Whether every balance is what the ledger says."""
    return not await village.database.read(points.wrong_balances)


def answers(messages: list[dict[str, Any]]) -> list[str]:
    """What the bot said among these messages, that still stands."""
    return [
        one["text"] or one["caption"] or ""
        for one in messages
        if one["from"]["is_bot"] and not one["deleted"] and not one["service"]
    ]


def said(sentence: str, *, language: str = "zh_CN", **values: object) -> str:
    """The sentence as the bot says it, without its markup."""
    told = words_in(language)(sentence, **values)
    for tag in ("<b>", "</b>", "<code>", "</code>"):
        told = told.replace(tag, "")  # type: ignore[assignment]
    return str(told).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
