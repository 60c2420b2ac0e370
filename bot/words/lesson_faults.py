"""What is wrong with a lesson somebody sent, in words. Finds no fault itself."""

import re

from bot.wording import Words
from bot.words.vocabulary import mark

PARTS = {
    "title": mark("the title (first line: # and the title)"),
    "source": mark("the source (a line: source: ...)"),
    "text": mark("the text"),
    'section "## more"': mark("the part ## more"),
    "question in its quiz": mark("the question under ## quiz"),
    "explanation in its quiz": mark("the explanation under the options"),
    "right answer in its quiz": mark("the right option, marked [x]"),
    "more": mark("the part ## more"),
    "question": mark("the question"),
    "option": mark("an option"),
    "explanation": mark("the explanation"),
}
UNITS = {"characters": mark("characters"), "words": mark("words"), "line feeds": mark("line breaks")}
# Each fault of domain/lesson_text.py and domain/lesson_check.py by its shape.
FAULTS = (
    (r"has no (?P<part>.+)", mark("{part} is missing")),
    (r"has a (?P<part>\w+) of (?P<n>\d+) (?P<unit>.+), at most (?P<most>\d+)", mark("{part}: {n} {unit}, at most {most}")),
    (r'has a section nobody reads: "## (?P<name>.*)"', mark("nobody reads ## {name}; there are ## quiz and ## more")),
    (r"says unverified.*", mark("unverified: can only say yes; leave the line out otherwise")),
    (r"has (?P<n>\d+) options.*", mark("{n} options in the quiz; it takes 3 or 4")),
    (r"has an option in its quiz.*", mark("an option is empty or there twice")),
    (r"has (?P<n>\d+) right answers", mark("{n} options are marked as right; it takes one")),
    (r"names a dose: (?P<found>.*)", mark("a dose is named ({found}); a lesson never names one")),
    (r"has a mark that is no plain word: (?P<found>.*)", mark("the mark {found} is no plain word")),
)  # fmt: skip


def told(words: Words, fault: str) -> str:
    """One fault as a line."""
    for shape, sentence in FAULTS:
        if found := re.fullmatch(shape, fault, re.DOTALL):
            values = found.groupdict()
            named = {"part": PARTS, "unit": UNITS}
            said = {
                key: words(named[key][value]) if value in named.get(key, {}) else value
                for key, value in values.items()
            }
            return words(sentence, **said)
    return fault
