"""The source keeps the rules, and each rule notices when it is broken."""

import pytest

from tests.architecture.rules import ONLY_IN, RULES, Rule, only_storage_knows_which_database_it_is
from tests.architecture.tree import Source, sources

# What breaks each rule: the rule's name, a file, and a line planted in it.
PLANTED = [
    ("domain_imports_the_standard_library_only", "domain/points.py", "import sqlmodel"),
    ("domain_imports_the_standard_library_only", "domain/vitals/pulse.py", "from storage import tables"),
    ("domain_imports_the_standard_library_only", "domain/points.py", "from ..storage import tables"),
    ("each_library_stays_in_its_place", "bot/handlers/help.py", "from telegram import Bot"),
    ("each_library_stays_in_its_place", "bot/scheduler/pushes/lesson.py", "import apscheduler.events"),
    ("each_library_stays_in_its_place", "storage/readings.py", "import sqlite3"),
    ("each_library_stays_in_its_place", "storage/points.py", "from sqlalchemy.dialects import postgresql"),
    ("each_library_stays_in_its_place", "storage/points.py", "import psycopg2"),
    ("each_place_keeps_libraries_out", "bot/handlers/help.py", "from sqlmodel import select"),
    ("each_place_keeps_libraries_out", "bot/scheduler/pushes/lesson.py", "import sqlalchemy as sa"),
    ("each_place_keeps_libraries_out", "bot/delivery/send.py", "from aiogram.types import Message"),
    ("each_place_keeps_libraries_out", "bot/scheduler/clock.py", "import aiogram"),
    ("each_place_keeps_libraries_out", "actions/join.py", "import aiogram"),
    ("only_storage_knows_which_database_it_is", "storage/points.py", "kind == 'sqlite'"),
    ("only_storage_knows_which_database_it_is", "actions/join.py", "session.bind.dialect"),
    ("only_the_settings_read_the_environment", "bot/voice.py", "os.environ['LANG']"),
    ("only_the_settings_read_the_environment", "storage/failpoint.py", "from os import getenv"),
    ("only_the_wording_reads_the_catalogues", "bot/handlers/help.py", "Path('locales/en')"),
    ("nobody_but_the_database_commits", "actions/join.py", "session.commit()"),
    ("nobody_but_the_database_commits", "storage/points.py", "session.rollback()"),
    ("the_domain_and_the_actions_have_no_clock", "actions/join.py", "datetime.now(UTC)"),
    ("the_domain_and_the_actions_have_no_clock", "domain/points.py", "datetime.date.today()"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    broken = {source.path: list(rule(source)) for source in sources()}
    assert {path: offences for path, offences in broken.items() if offences} == {}


@pytest.mark.parametrize(("name", "path", "line"), PLANTED)
def test_a_rule_notices_when_it_is_broken(name: str, path: str, line: str) -> None:
    (rule,) = (rule for rule in RULES if rule.__name__ == name)
    assert list(rule(Source(path, line)))


def test_every_rule_was_seen_to_be_broken() -> None:
    assert {name for name, _, _ in PLANTED} == {rule.__name__ for rule in RULES}


def test_the_places_named_are_allowed_what_they_are_named_for() -> None:
    for library, places in ONLY_IN.items():
        for place in places:
            source = Source(place if place.endswith(".py") else f"{place}some.py", f"import {library}")
            (rule,) = (rule for rule in RULES if rule.__name__ == "each_library_stays_in_its_place")
            assert list(rule(source)) == []
    assert list(only_storage_knows_which_database_it_is(Source("storage/database.py", "'sqlite'"))) == []
