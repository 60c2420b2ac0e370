"""What whoever keeps an installation types at the command line. Serves nobody, and talks to no Telegram."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot import config
from domain.importing import Importable, WrongFile

if TYPE_CHECKING:
    from storage.database import Session

T = TypeVar("T")
app = typer.Typer()
content = typer.Typer(help="What a programme manager edits: lessons, points, lines.", no_args_is_help=True)
app.add_typer(content, name="content")
audit = typer.Typer(help="Prove that the books and the audit log are whole.")
app.add_typer(audit, name="audit")


@app.command()
def migrate() -> None:
    """Bring the database to the shape this version expects."""
    from bot import service
    from storage import migrations

    settings = config.load()
    service.open_database(settings).close_now()
    typer.echo(f"ok  the database stands at {migrations.head()}")


@content.command("check")
def check_content() -> None:
    """Name every lesson that is missing, too long, without a source, or on no day; and every slip in content/."""
    from bot.lessons import complaints
    from storage.content import (
        cuts,
        definitions,
        exercise_kinds,
        point_rules,
        round_rules,
        target_profiles,
    )

    for read in (cuts, definitions, exercise_kinds, point_rules, round_rules, target_profiles):
        read()
    found = complaints()
    for complaint in found:
        typer.echo(f"--  {complaint}")
    if found:
        raise typer.Exit(1)
    typer.echo("ok  every lesson is there, short enough, and has its source")


@audit.callback(invoke_without_command=True)
def audit_ledger(context: typer.Context) -> None:
    """Prove that every kept balance equals the ledger."""
    if context.invoked_subcommand is not None:
        return
    from storage.points import wrong_balances

    wrong = _read(wrong_balances)
    for account, kept, owed in wrong:
        typer.echo(f"--  account {account} holds {kept}, the ledger says {owed}")
    if wrong:
        raise typer.Exit(1)
    typer.echo("ok  every balance equals the ledger")


@audit.command("verify")
def verify_audit() -> None:
    """Prove that no entry of the audit log was changed, removed or slipped in."""
    from storage.audit import find_break, get_head

    broken = _read(find_break)
    if broken is not None:
        typer.echo(
            f"--  the audit log is broken at entry {broken.number}: it does not follow from the one before"
        )
        raise typer.Exit(1)
    number, last = _read(get_head)
    typer.echo(f"ok  {number} entries, each follows from the one before")
    typer.echo(f"    write this down elsewhere, to know later that the end was not cut off: {number} {last}")


def _read(query: "Callable[[Session], T]") -> T:
    """Ask the database of the settings one thing."""
    from bot import service

    database = service.open_database(config.load())
    try:
        return database.read_now(query)
    finally:
        database.close_now()


WHAT_TO_DO = {
    "unknown": "it may or may not have arrived: ask whoever it was for, before it is said again",
    "failed": "it did not arrive: whoever blocked the bot has to be told in person; the log names what Telegram refused",
}


@app.command()
def outbox(days: Annotated[int, typer.Option(min=1, help="How far back to look.")] = 7) -> None:
    """What the bot wanted to say and may not have said, and what to do about it."""
    from datetime import timedelta

    from bot.service import real_clock
    from storage.outbox_past import list_trouble

    since = real_clock() - timedelta(days=days)
    found = _read(lambda session: list_trouble(session, since=since))
    for one in found:
        typer.echo(f"--  {one.push}: {one.count} {one.state}, last {one.last_at:%Y-%m-%d %H:%M} UTC")
    for state in dict.fromkeys(one.state for one in found):
        typer.echo(f"    {state}: {WHAT_TO_DO[state]}")
    if found:
        raise typer.Exit(1)
    typer.echo(f"ok  nothing went wrong within {days} days")


@app.command("add-area")
def add_area(
    name: str,
    code: Annotated[str, typer.Option(help="Of letters and digits; a village's joining link carries it.")],
    level: Annotated[str, typer.Option(help="city, county, township, village or grid")] = "village",
    under: Annotated[str, typer.Option(help="The code of the area it lies in.")] = "",
    timezone: Annotated[str, typer.Option(help="HEALTHGRID_TIMEZONE if left out.")] = "",
) -> None:
    """Add a place: a county, a township, a village."""
    from actions.add_area import WrongArea
    from actions.add_area import add_area as add
    from bot import service

    settings = config.load()
    database = service.open_database(settings)
    try:
        zone = timezone or settings.timezone
        now = service.real_clock()
        database.run_now(add, name, level=level, code=code, timezone=zone, under=under or None, now=now)
    except WrongArea as error:
        raise config.WrongSettings(f"{name} was not added: {error}.") from None
    finally:
        database.close_now()
    typer.echo(f"ok  {name} was added; people join it by /start v-{code}")


@app.command("new-key")
def new_key() -> None:
    """A key for HEALTHGRID_KEYS. The first of them seals, all of them open."""
    from storage.sealed import new_key as make

    typer.echo(make())


@app.command()
def reseal() -> None:
    """Seal everything anew under the first of HEALTHGRID_KEYS, so that the others can be dropped."""
    from bot import service
    from storage.resealing import reseal as seal_again

    database = service.open_database(config.load())
    try:
        count = database.run_now(seal_again)
    finally:
        database.close_now()
    typer.echo(f"ok  {count} values are sealed under the first key")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Excel (.xlsx) or CSV.")],
    kind: Annotated[Importable, typer.Option(help="What it is a table of.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write it; without this it is only checked.")] = False,
) -> None:
    """Check a table row by row, and write it as a whole with --yes. The same table twice changes nothing."""
    from bot.files import importing_file

    try:
        told, right = importing_file.imported(file.read_bytes(), kind, config.load(), write=yes)
    except WrongFile as error:
        raise config.WrongSettings(importing_file.complaint(kind, error)) from None
    for line in told:
        typer.echo(line)
    if not right:
        raise typer.Exit(1)
