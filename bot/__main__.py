"""The command line. Builds and wires; decides nothing."""

import asyncio
import gc
import json
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import config, keeping
from bot.simulation import command as simulating

app = typer.Typer(
    help="HealthGrid: community health self-management on Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(keeping.app)
app.add_typer(simulating.app)
DEMO_FOLDER, EMPTY_FOLDER = Path("data/demo"), Path("data/demo-empty")
Port = Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")]
FIRST_PORT = 8765


@app.command()
def demo(
    fresh: Annotated[bool, typer.Option(help="Start over with a new town.")] = False,
    port: Port = FIRST_PORT,
    empty: Annotated[bool, typer.Option(help="A town that has not met the bot: the first hour.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Where the town is kept.")] = None,
) -> None:
    """A small town to try in the browser. Needs no token and no network."""
    _finish(_demo(folder or (EMPTY_FOLDER if empty else DEMO_FOLDER), port, fresh, empty))


async def _demo(folder: Path, port: int, fresh: bool, empty: bool) -> None:
    from bot.demo import running, until_stopped

    async with running(folder, port=port, fresh=fresh, empty=empty) as town:
        typer.echo(f"HealthGrid is running. Open {town.url}/ in your browser.")
        typer.echo("健康网格已启动，请在浏览器打开上面的地址。 Ctrl-C ends it.")
        await until_stopped()
    typer.echo("The town is kept; `make demo` goes on where you left it.")


@app.command()
def run() -> None:
    """The real thing, against Telegram. Settings from HEALTHGRID_* or .env."""
    from bot import service

    settings = config.for_telegram(config.load())
    database = service.open_database(settings)

    async def serve() -> None:
        try:
            await service.serve(settings, database)
        finally:
            await database.close()

    typer.echo("HealthGrid is meeting Telegram. Ctrl-C ends it.")
    _finish(serve())


@app.command()
def sandbox(port: Port = FIRST_PORT, token: str = "100001:sandbox", username: str = "sandbox_bot") -> None:
    """Telegram in a box, alone: point any bot at its address."""
    _finish(_sandbox(port, token, username))


async def _sandbox(port: int, token: str, username: str) -> None:
    from bot.demo import until_stopped
    from sandbox.server import serve
    from sandbox.telegram import Telegram

    telegram = Telegram()
    telegram.add_bot(token, username, "Sandbox bot")
    server = await serve(telegram, port=port)
    typer.echo(f"The sandbox is at {server.url}/ and its Bot API at {server.url}/bot{token}/")
    try:
        await until_stopped()
    finally:
        await server.stop()


@app.command()
def check() -> None:
    """Look at everything a real start needs; say what to do about what is missing."""
    from bot.checking import checks

    findings = asyncio.run(checks())
    for finding in findings:
        typer.echo(f"{'ok' if finding.ok else '--'}  {finding.what}: {finding.said}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


def _known_language(language: str) -> str:
    if language[:2] not in {"zh", "en"}:
        raise typer.BadParameter("is zh or en")
    return language


def _moment(now: str) -> datetime:
    with suppress(ValueError):
        moment = datetime.fromisoformat(now)
        if moment.tzinfo is not None:
            return moment
    raise typer.BadParameter(
        "needs a date, a time and a zone, like 2026-11-22T09:00:00+08:00", param_hint="--now"
    )


@app.command()
def understand(
    language: Annotated[str, typer.Option(help="zh or en", callback=_known_language)] = "zh",
    now: Annotated[str, typer.Option(help="What time it is, ISO 8601 with a zone.")] = "",
) -> None:
    """What the bot understands: lines in, one JSON list a line out."""
    from domain.understanding import as_json
    from domain.understanding import understand as read

    moment = _moment(now) if now else datetime.now().astimezone()
    for line in sys.stdin:
        found = [as_json(item) for item in read(line.rstrip("\n"), language=language[:2], now=moment)]
        typer.echo(json.dumps(found, ensure_ascii=False))


def _finish(work: Coroutine[Any, Any, None]) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")

    async def until_ended() -> None:
        task = asyncio.current_task()
        assert task is not None
        with suppress(NotImplementedError):  # no such signs on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await work

    gc.collect()
    gc.freeze()  # what is imported by now stays: the collector need not look through it again and again
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(until_ended())


def main() -> None:
    """The console script. What a person can mend is one clear line, not a traceback."""
    from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
    from sqlalchemy.exc import SQLAlchemyError

    from storage.content import WrongContent
    from storage.sealed import CannotOpen

    try:
        app()
    except (config.WrongSettings, WrongContent) as error:
        _fail(str(error))
    except TelegramUnauthorizedError:
        _fail("Telegram refuses HEALTHGRID_BOT_TOKEN: ask @BotFather for the right one.")
    except TelegramNetworkError:
        _fail("Telegram cannot be reached at HEALTHGRID_BOT_API: check the address and the network.")
    except TelegramAPIError as error:
        _fail(f"Telegram did not agree: {error.message}. `healthgrid check` looks at every setting.")
    except CannotOpen:
        _fail(
            "HEALTHGRID_KEYS lacks the key some data is sealed with: put the old key back, after the new one."
        )
    except SQLAlchemyError as error:
        _fail(f"HEALTHGRID_DATABASE cannot be used ({type(error).__name__}): check its address and rights.")
    except OSError as error:
        _fail(f"{error.strerror or error}. If the port is taken, choose another with --port.")


def _fail(said: str) -> None:
    typer.echo(said, err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
