"""`healthgrid simulate` at the command line: a village that lives through the days, or a county at once."""

import asyncio
import sys
from datetime import datetime, timedelta
from typing import Annotated, NamedTuple

import typer

app = typer.Typer()
VILLAGE_START = "2026-01-05T00:00+08:00"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise typer.BadParameter("needs a date, a time and a zone, like 2026-01-05T00:00:00+08:00")
    return moment


@app.command()
def simulate(
    residents: Annotated[int, typer.Option(min=0, help="100 in a village, 500,000 in a county.")] = 0,
    days: Annotated[int, typer.Option(min=1, help="How long people are watched.")] = 90,
    seed: Annotated[int, typer.Option(help="Another seed, other people.")] = 1,
    database: Annotated[str, typer.Option(help="An empty one, to keep. A village needs none.")] = "",
    start: Annotated[str, typer.Option(help="The first day, ISO 8601 with a zone.")] = "",
    fast_load: Annotated[bool, typer.Option(help="A whole county straight into the tables.")] = False,
    villages: Annotated[int, typer.Option(min=1, help="Of the county.")] = 1921,
    volunteers: Annotated[int, typer.Option(min=1, help="Of the county; each has a grid.")] = 5000,
    readings: Annotated[int, typer.Option(min=0, help="Of the county.")] = 5_000_000,
) -> None:
    """A village that is invented lives through the days with the real bot; then everything is counted and audited."""
    if fast_load:
        county = Sizes(residents or 500_000, villages, volunteers, readings, seed, start, days)
        _load(county, database)
    else:
        _live(residents or 100, days, seed, _moment(start or VILLAGE_START), database)


def _live(residents: int, days: int, seed: int, start: datetime, database: str) -> None:
    from bot.simulation.running import Wanted
    from bot.simulation.running import simulate as live

    with typer.progressbar(length=days, label=f"{residents} residents, {days} days", file=sys.stderr) as bar:
        simulated = asyncio.run(
            live(Wanted(residents, days, seed, start), database=database, tell=lambda day: bar.update(1))
        )
    for line in simulated.lines:
        typer.echo(line)
    raise typer.Exit(0 if simulated.ok else 1)


class Sizes(NamedTuple):
    """What was asked for; `start` empty: so many days until today."""

    residents: int
    villages: int
    volunteers: int
    readings: int
    seed: int
    start: str
    days: int


def _load(sizes: Sizes, database: str) -> None:
    from bot.simulation.county import County
    from bot.simulation.fast_load import fast_load
    from bot.simulation.resident import HOME
    from bot.simulation.running import open_empty, settings_for

    if not database:
        raise typer.BadParameter("a county is kept: say where, by --database")
    began = datetime.now(HOME) - timedelta(days=sizes.days)
    began = _moment(sizes.start) if sizes.start else began
    first = began.astimezone(HOME).date()
    opened = open_empty(settings_for(database))
    try:
        fast_load(opened, County(*sizes[:5], first, sizes.days), typer.echo)
    finally:
        opened.close_now()
    typer.echo("ok  the county is loaded; `healthgrid audit` proves its books")
