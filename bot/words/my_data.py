"""Everything held about a person, as a page they can read. Looks nothing up."""

import re
from datetime import datetime
from html import escape
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.wording import Words

_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?([+-]\d\d:\d\d|Z)?")


def readable_page(words: Words, held: dict[str, object], zone: ZoneInfo) -> str:
    """The same as one page of large, plain text that opens in any browser and loads nothing."""
    titles = {
        "person": words("About you"),
        "family": words("My family"),
        "codes": words("Links and codes you made"),
        "roles": words("What you do for the village"),
        "consents": words("What you agreed to"),
        "readings": words("Readings"),
        "exercise": words("Exercise"),
        "alerts": words("Alerts to the doctor team"),
        "points": words("Points"),
        "reminders": words("My reminders"),
        "board": words("On the village's board"),
        "quizzes": words("Answers to quizzes"),
        "notice_answers": words("What was said about notices"),
        "notices": words("Notices you wrote or received"),
        "pauses": words("Pauses"),
        "visits": words("Visits and calls"),
        "who_looked": words("Who looked at your data"),
    }
    parts = [
        f"<h2>{title}</h2>{_table(cast(Any, held[name]), zone) if held[name] else '<p>–</p>'}"
        for name, title in titles.items()
    ]
    title = words("Everything HealthGrid keeps about you")
    return (
        f'<!doctype html><html lang="{words.language.replace("_", "-")}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><style>body{font:20px/1.6 sans-serif;margin:1em auto;'
        "max-width:52em;padding:0 1em;color:#111}table{border-collapse:collapse;display:block;overflow-x:auto}"
        "td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}</style>"
        f"<title>{title}</title><h1>{title}</h1>{''.join(parts)}</html>"
    )


def _table(rows: Any, zone: ZoneInfo) -> str:
    if isinstance(rows, dict):
        cells = (f"<tr><th>{escape(str(name))}<td>{_cell(value, zone)}" for name, value in rows.items())
        return f"<table>{''.join(cells)}</table>"
    head = "".join(f"<th>{escape(str(name))}" for name in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_cell(value, zone)}' for value in row.values())}" for row in rows)
    return f"<table><tr>{head}{body}</table>"


def _cell(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, dict):
        return escape(", ".join(f"{name} {one}" for name, one in value.items() if one not in (None, {}, "")))
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
    return "" if value is None else escape(str(value))
