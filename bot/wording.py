"""Language, sentence and values in; text out. The only reader of locales/; decides nothing.

Message ids are the English sentences themselves. Values are escaped, so a name can never become markup.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_timezone,
    get_timezone_location,
    get_timezone_name,
)
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from domain.lesson_text import Lesson, parse
from domain.people import Language

LOCALES = Path(__file__).parent.parent / "locales"
DOMAIN = "healthgrid.po"


class Html(str):
    """Text that is markup already and is not escaped again."""


@dataclass(frozen=True, slots=True)
class Page:
    """A longer text people agree to or read whole; `version` and `hash` say which text it was."""

    title: str
    version: str
    body: str
    hash: str


class Words:
    """Everything said in one language."""

    def __init__(self, language: str, catalogue: Catalog) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self._catalogue = catalogue

    def __call__(self, sentence: str, /, **values: object) -> Html:
        """A sentence in this language, its `{places}` filled."""
        return _fill(self._translated(sentence), values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> Html:
        """A sentence that depends on a number, given as `{n}`."""
        message = self._catalogue.get(one)
        forms = message.string if message is not None and isinstance(message.string, tuple | list) else ()
        form = forms[min(_plural(self._catalogue, number), len(forms) - 1)] if any(forms) else ""
        return _fill(form or (one if number == 1 else many), {"n": number, **values})

    def knows(self, sentence: str) -> bool:
        message = self._catalogue.get(sentence)
        return message is not None and bool(message.string)

    def _translated(self, sentence: str) -> str:
        message = self._catalogue.get(sentence)
        return str(message.string) if message is not None and message.string else sentence

    def day(self, on: date) -> str:
        """A day without its year: 11月22日, 22 Nov."""
        return format_skeleton("MMMd", on, locale=self.locale)

    def full_day(self, on: date) -> str:
        """A day with its year: 2026年11月22日, 22 November 2026."""
        return format_date(on, "long", locale=self.locale)

    def weekday(self, on: date) -> str:
        return format_date(on, "EEE", locale=self.locale)

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """A day and time on somebody's own clock."""
        local = at.astimezone(zone)
        return f"{self.day(local.date())} {format_time(local, 'HH:mm', locale=self.locale)}"

    def clock(self, at: datetime, zone: ZoneInfo) -> str:
        return format_time(at.astimezone(zone), "HH:mm", locale=self.locale)

    def zone(self, name: str) -> str:
        """A time zone as people call it: 中国时间, Eastern Time; its city where that says more."""
        return get_timezone_name(get_timezone(name), locale=self.locale)

    def city(self, zone: str) -> str:
        """The city a time zone is named for: 纽约, New York."""
        return get_timezone_location(get_timezone(zone), locale=self.locale, return_city=True)

    def listed(self, items: Iterable[str]) -> str:
        """07:00、12:00和19:00; 07:00, 12:00, and 19:00."""
        return format_list(list(items), locale=self.locale)


def _fill(sentence: str, values: dict[str, object]) -> Html:
    safe = {
        name: value if isinstance(value, Html) else escape(str(value), quote=False)
        for name, value in values.items()
    }
    return Html(sentence.format_map(safe)) if safe or "{" in sentence else Html(sentence)


def _plural(catalogue: Catalog, number: int) -> int:
    return 0 if catalogue.num_plurals == 1 else int(number != 1)


def language_of(code: str | None, otherwise: str) -> str:
    """The language for a Telegram language code (zh-hans, en-GB); English for one we do not speak."""
    if not code:
        return otherwise
    return next((one.value for one in Language if one.value[:2] == code[:2].lower()), Language.ENGLISH.value)


@cache
def words_in(language: str) -> Words:
    """The words of a language. Raises LookupError for one that is not spoken here."""
    if language not in set(Language):
        raise LookupError(f"no words in {language}")
    with (LOCALES / language / DOMAIN).open("rb") as file:
        return Words(language, read_po(file, locale=language))


@cache
def page(language: str, name: str) -> Page:
    """A page of `locales/<language>/pages/`: first line `# title`, then `version: ...`, then the text."""
    text = (LOCALES / language / "pages" / f"{name}.md").read_text(encoding="utf-8")
    title, version, body = text.split("\n", 2)
    return Page(
        title.removeprefix("# ").strip(),
        version.removeprefix("version:").strip(),
        body.strip(),
        hashlib.sha256(text.encode()).hexdigest(),
    )


@cache
def lesson(language: str, name: str, locales: Path = LOCALES) -> Lesson:
    """A weekly lesson of `locales/<language>/lessons/`, in plain words: escape them. Raises WrongLesson."""
    return parse((locales / language / "lessons" / f"{name}.md").read_text(encoding="utf-8"))


def lesson_texts(language: str, locales: Path = LOCALES) -> dict[str, str]:
    """Every lesson file of a language as written, by name, whole or not."""
    files = sorted((locales / language / "lessons").glob("*.md"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
