"""Rules of the house that import-linter cannot say, each a question asked of one source file."""

import ast
import re
import sys
from collections.abc import Callable, Iterator

from tests.architecture.tree import Source

Rule = Callable[[Source], Iterator[str]]

# A library, and the only places that may import it (house: "Who may import whom", 5).
ONLY_IN = {
    "telegram": ("bot/delivery/",),
    "apscheduler": ("bot/scheduler/clock.py",),
    "sqlite3": ("storage/engine/on_sqlite.py", "storage/engine/sqlite_file.py", "storage/engine/prepared.py"),
    "psycopg": ("storage/engine/on_postgresql.py",),
    "psycopg2": (),
    "sqlalchemy.dialects": ("storage/engine/sqlite_file.py", "storage/engine/on_postgresql.py"),
    "alembic": ("storage/migrations/",),
    "cryptography": ("storage/sealed.py", "bot/config.py"),
    "pydantic_settings": ("bot/config.py",),
    "dotenv": ("bot/config.py",),
    "gettext": ("bot/wording.py",),
    "xlsxwriter": ("bot/files/sheets.py",),
    "python_calamine": ("bot/files/table_files.py",),
    "fpdf": ("bot/files/posters.py",),
    "segno": ("bot/files/posters.py",),
}
# A place, and the libraries it never imports (4 and 5).
NEVER_IN = {
    "bot/handlers/": ("sqlalchemy", "sqlmodel"),
    "bot/scheduler/pushes/": ("sqlalchemy", "sqlmodel"),
    "bot/delivery/": ("aiogram",),
    "bot/scheduler/": ("aiogram",),
    "actions/": ("aiogram", "telegram"),
    "storage/": ("aiogram", "telegram"),
    "sandbox/": ("sqlalchemy", "sqlmodel"),
}
KNOW_DATABASES = ("storage/database.py", "storage/engine/", "storage/tables/base.py")
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def _is(imported: str, library: str) -> bool:
    return imported == library or imported.startswith(f"{library}.")


def domain_imports_the_standard_library_only(source: Source) -> Iterator[str]:
    if source.path.startswith("domain/"):
        allowed = {*sys.stdlib_module_names, "domain"}
        yield from (name for name in source.imports() if name.split(".")[0] not in allowed)


def each_library_stays_in_its_place(source: Source) -> Iterator[str]:
    for name in source.imports():
        for library, places in ONLY_IN.items():
            if _is(name, library) and not source.path.startswith(places or ("nowhere",)):
                yield name


def each_place_keeps_libraries_out(source: Source) -> Iterator[str]:
    for place, libraries in NEVER_IN.items():
        if source.path.startswith(place):
            yield from (name for name in source.imports() if any(_is(name, library) for library in libraries))


def only_storage_knows_which_database_it_is(source: Source) -> Iterator[str]:
    if source.path.startswith(KNOW_DATABASES):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in ("sqlite", "postgresql"):
            yield f"{node.value!r}, line {node.lineno}"
        elif isinstance(node, ast.Attribute) and node.attr == "dialect":
            yield f".dialect, line {node.lineno}"


def only_the_settings_read_the_environment(source: Source) -> Iterator[str]:
    if source.path == "bot/config.py":
        return
    yield from (name for name in source.imports() if name in ("os.environ", "os.getenv"))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv"):
            yield f".{node.attr}, line {node.lineno}"


def only_the_wording_reads_the_catalogues(source: Source) -> Iterator[str]:
    if source.path == "bot/wording.py":
        return
    documented = {id(text) for text in _docstrings(source.tree)}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or id(node) in documented:
            continue
        if re.search(r"(^|/)locales(/|$)", str(node.value)):
            yield f"{node.value!r}, line {node.lineno}"


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | FUNCTION) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                yield first.value


def nobody_but_the_database_commits(source: Source) -> Iterator[str]:
    """House, "Who may import whom", 2 and 3. Undoing one's own savepoint is another thing."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute) or node.attr not in ("commit", "rollback"):
            continue
        if ast.unparse(node.value).endswith("session"):
            yield f"session.{node.attr}, line {node.lineno}"


def the_domain_and_the_actions_have_no_clock(source: Source) -> Iterator[str]:
    """House, "Who may import whom", 1: `now` is always an argument."""
    if not source.path.startswith(("domain/", "actions/", "storage/")):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
            called_on = ast.unparse(node.value)
            if called_on.endswith(("datetime", "date")):
                yield f"{called_on}.{node.attr}, line {node.lineno}"


RULES: tuple[Rule, ...] = (
    domain_imports_the_standard_library_only,
    each_library_stays_in_its_place,
    each_place_keeps_libraries_out,
    only_storage_knows_which_database_it_is,
    only_the_settings_read_the_environment,
    only_the_wording_reads_the_catalogues,
    nobody_but_the_database_commits,
    the_domain_and_the_actions_have_no_clock,
)
