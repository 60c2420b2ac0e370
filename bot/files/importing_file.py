"""A table imported at the command line, by whoever keeps the service. Asks nobody, and may everywhere."""

from actions.import_table import TableChecked, check_table, find_problems, import_table
from bot import service
from bot.config import Settings
from bot.files import table_files
from bot.wording import page, words_in
from bot.words import importing_words
from domain.importing import Importable, WrongFile
from domain.importing.sheet import lines_of
from domain.people import ConsentScope, Language

WORDS = words_in(Language.ENGLISH.value)  # the command line speaks English


def complaint(kind: Importable, error: WrongFile) -> str:
    return importing_words.of_file(WORDS, kind, error)


def imported(content: bytes, kind: Importable, settings: Settings, *, write: bool) -> tuple[list[str], bool]:
    """What to say of it, and whether every row is right. Raises WrongFile."""
    lines = [(line.number, line.cells) for line in lines_of(kind, table_files.read_table(content))]
    database = service.open_database(settings)
    try:
        now = service.real_clock()
        checked = database.run_now(check_table, None, kind, lines, now=now)
        assert isinstance(checked, TableChecked)
        counts = f"{checked.new} new, {checked.changed} changed, {checked.same} as they are"
        if checked.wrong:
            found = database.read_now(lambda session: find_problems(session, None, checked.draft_id, now))
            told = [f"--  {importing_words.of_row(WORDS, kind, one)}" for one in found]
            return [
                *told,
                f"--  {checked.wrong} rows are not in order ({counts}); nothing was written",
            ], False
        ends = importing_words.ends(WORDS, checked).splitlines()
        if not write:
            return [*ends, f"ok  every row is in order: {counts}; nothing is written without --yes"], True
        papers = {scope: page(Language.CHINESE.value, scope.value) for scope in ConsentScope}
        database.run_now(
            import_table,
            None,
            checked.draft_id,
            papers={scope: (text.version, text.hash) for scope, text in papers.items()},
            language=Language.CHINESE.value,
            timezone=settings.timezone,
            now=now,
        )
        return [f"ok  written: {counts}"], True
    finally:
        database.close_now()
