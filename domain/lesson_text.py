"""One weekly lesson as its Markdown file says it: title, source, text, quiz, more. Judges no length."""

import re
from dataclasses import dataclass

_FRONT = re.compile(r"^(source|unverified):[ \t]*(.*)$")
_OPTION = re.compile(r"^- \[([ xX])\] *(.*)$")
FEWEST_OPTIONS, MOST_OPTIONS = 3, 4


class WrongLesson(ValueError):
    """A lesson is not whole; `complaints` says everything that is wrong with it."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question on the lesson; `right` is the place of the right option, from 0."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Plain words without markup. `unverified`: a fact in it still waits for a clinician to check it."""

    title: str
    source: str
    unverified: bool
    text: str
    quiz: Quiz
    more: str


def parse(written: str) -> Lesson:
    """The lesson in a file. Raises WrongLesson naming all that is missing, not just the first thing."""
    head, sections = _sections(written)
    title, front, text = _head(head)
    quiz, complaints = _quiz(sections.pop("quiz", ""))
    more = sections.pop("more", "")
    parts = {"title": title, "source": front.get("source"), "text": text, 'section "## more"': more}
    complaints = [f"has no {part}" for part, words in parts.items() if not words] + complaints
    complaints += [f'has a section nobody reads: "## {name}"' for name in sections]
    if front.get("unverified", "yes") != "yes":
        complaints.append('says unverified: something other than "yes"; leave the line out instead')
    if complaints:
        raise WrongLesson(complaints)
    return Lesson(title, front["source"], "unverified" in front, text, quiz, more)


def _sections(written: str) -> tuple[str, dict[str, str]]:
    head, *rest = re.split(r"^## *", written, flags=re.MULTILINE)
    named = (section.partition("\n") for section in rest)
    return head, {name.strip(): body.strip() for name, _, body in named}


def _head(head: str) -> tuple[str, dict[str, str], str]:
    """Title, front lines and text: front lines stand above the text."""
    title, front, text = "", {}, list[str]()
    for line in head.strip().splitlines():
        if not title and line.startswith("# "):
            title = line[2:].strip()
        elif not text and (found := _FRONT.match(line)):
            front[found[1]] = found[2].strip()
        elif text or line.strip():
            text.append(line.strip())
    return title, front, "\n".join(text).strip()


def _quiz(section: str) -> tuple[Quiz, list[str]]:
    """The question above the options, the explanation below them."""
    lines = [line.strip() for line in section.splitlines() if line.strip()]
    marks = [found for line in lines if (found := _OPTION.match(line))]
    first = next((at for at, line in enumerate(lines) if _OPTION.match(line)), len(lines))
    after = [line for line in lines[first:] if not _OPTION.match(line)]
    options = tuple(mark[2].strip() for mark in marks)
    right = [at for at, mark in enumerate(marks) if mark[1] in "xX"]
    quiz = Quiz(" ".join(lines[:first]), options, right[0] if right else 0, "\n".join(after))
    return quiz, _wrong_with(quiz, len(right))


def _wrong_with(quiz: Quiz, right: int) -> list[str]:
    wanted = {"question": quiz.question, "explanation": quiz.explanation}
    complaints = [f"has no {part} in its quiz" for part, words in wanted.items() if not words]
    if not FEWEST_OPTIONS <= len(quiz.options) <= MOST_OPTIONS:
        complaints.append(
            f"has {len(quiz.options)} options in its quiz, not {FEWEST_OPTIONS} or {MOST_OPTIONS}"
        )
    if len(set(quiz.options)) < len(quiz.options) or not all(quiz.options):
        complaints.append("has an option in its quiz that is empty or there twice")
    if right != 1:
        complaints.append("has no right answer in its quiz" if not right else f"has {right} right answers")
    return complaints
