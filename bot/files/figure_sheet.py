"""The figures of a place as a spreadsheet: a row a place and figure. Counts nothing."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.files.sheets import workbook
from bot.wording import Words
from bot.words import figure_words
from bot.words.vocabulary import mark
from domain.figures import Count, Figure
from storage.figures import Here

HEAD = (
    mark("Place"),
    mark("Figure"),
    mark("Number"),
    mark("Of"),
    mark("Share"),
    mark("Filed as of"),
    mark("Why there is no number"),
)


def table(
    words: Words, month: date, places: Sequence[tuple[Here, Mapping[Figure, Count]]]
) -> tuple[bytes, str]:
    """The file and its name. Where there is no data, the numbers are empty and the reason is given."""
    head = [words(name) for name in HEAD]
    rows = [
        [
            here.name,
            words(figure_words.NAMES[count.figure]),
            count.numerator,
            count.denominator if count.share is not None else None,
            count.share,
            count.as_of.isoformat() if count.as_of else None,
            words(figure_words.MISSING[count.missing]) if count.missing else None,
        ]
        for here, counts in places
        for count in counts.values()
    ]
    return workbook({f"{month:%Y-%m}": [head, *rows]}), f"figures-{month:%Y-%m}.xlsx"
