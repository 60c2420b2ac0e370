"""A typed message cut into known pieces: numbers, units, labels, times, links. Decides nothing about readings."""

import re
import unicodedata

from domain.spoken.asides import TRADITIONAL
from domain.spoken.digits import add_digits, add_number, add_numeral, add_unit
from domain.spoken.kinds import Kind, Token
from domain.spoken.lexicon import WEAK, WORDS, chinese_word_at, latin_lengths, plain_until
from domain.spoken.numbers import ENGLISH_NUMBERS, NUMERALS, read_english

_LINKS = dict.fromkeys("/\\|*", "slash") | dict.fromkeys("-~_", "dash")
_LINKS |= dict.fromkeys(",、&+", "comma") | dict.fromkeys(":=", "colon") | dict.fromkeys(".。·", "stop")
_TIGHT_WORDS = {
    "slash": "slash",
    "杠": "slash",
    "斜杠": "slash",
    "斜线": "slash",
    "over": "slash",
    "ove": "slash",
    "比": "colon",
    "至": "range",
    "到": "range",
    "to": "range",
}
_LONGEST_SPELLED = 8  # words: one hundred and thirty eight thousand ...
_BREAKS = frozenset("\n\r;!?")
_SIGNS = {"$", "¥", "€", "£", "#", "№", "@"}
_COMPARED = frozenset("<>≥≤")
# Before the width is taken from it: a Chinese comma never groups thousands.
_LIST_COMMA = str.maketrans({"，": "、"})
_CLEANED = str.maketrans(
    {"﹣": "-", "−": "-", "–": "-", "—": "-", "‒": "-", "ー": "-", "─": "-", "―": "-", "〜": "~", "∶": ":", "⁄": "/",
     "∕": "/", "’": "'", "‘": "'", "`": "'", "︰": ":", "﹒": ".", "℅": "%", "丨": "|", "∣": "|", "│": "|", "•": "."}
)  # fmt: skip
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3]"
)
_NOT_SAID = re.compile(r"@(?=[^\d\s])\S+|\[[^\[\]\d]{1,6}\]")  # @somebody, and [强], a smile of WeChat's
_HYPHEN_IN_WORD = re.compile(r"(?<=[a-z])-|-(?=[a-z])")
_HALF_A_CLOCK = re.compile("半个钟(?!头)")
_LATIN = re.compile(r"hba1c|a1c|spo2|sp o2|o2|2hpp|covid-?19|[a-z]+(?:'[a-z]+)*")


def normalise(text: str) -> str:
    """Lower case, half width, plain Chinese; nothing invisible. 128－82 and １２８／８２ become 128-82 and 128/82."""
    if not text.isascii():
        text = (
            unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_LIST_COMMA))
            .translate(_CLEANED)
            .translate(TRADITIONAL)
        )
    text = text.replace("8段锦", "八段锦")  # the one name that begins with a digit
    text = _HALF_A_CLOCK.sub("半小时", _NOT_SAID.sub(" ", text))
    return _HYPHEN_IN_WORD.sub(" ", text.lower())


def tokens_of(text: str) -> list[Token]:
    """All pieces of a message in order; what is only decoration (emoji, brackets, spaces) is left out."""
    text = normalise(text)
    found: list[Token] = []
    position, length = 0, len(text)
    while position < length:
        character = text[position]
        if character == " " or character == "\t":
            position += 1
        elif "0" <= character <= "9":
            position = add_digits(text, position, found)
        elif "a" <= character <= "z":
            position = _read_latin(text, position, found)
        else:
            position = _read_other(text, position, character, found)
    return found


def _read_other(text: str, start: int, character: str, found: list[Token]) -> int:
    if character in _LINKS:
        return _read_link(text, start, found)
    if character in _BREAKS:
        found.append(Token(Kind.BREAK, character, start, start + 1))
    elif character in _SIGNS:
        found.append(Token(Kind.FOREIGN, character, start, start + 1))
    elif character in _COMPARED:
        found.append(Token(Kind.COMPARED, character, start, start + 1))
    elif character.isalnum():
        return _read_chinese(text, start, character, found)
    return start + 1


def _read_link(text: str, start: int, found: list[Token]) -> int:
    """One link, however often it was typed: // and 。。 are one slash and one stop."""
    end, meaning = start + 1, _LINKS[text[start]]
    while end < len(text) and _LINKS.get(text[end]) == meaning:
        end += 1
    found.append(Token(Kind.LINK, text[start], start, end, 0.0, meaning))
    return end


def _read_chinese(text: str, start: int, character: str, found: list[Token]) -> int:
    word = chinese_word_at(text, start)
    if word and not (character in NUMERALS and len(word) == 1):
        return _add_word(word, text, start, start + len(word), found)
    if character in NUMERALS:
        return add_numeral(text, start, found)
    return _add_unknown(text, start, plain_until(text, start), found)


def _add_unknown(text: str, start: int, end: int, found: list[Token]) -> int:
    """Unknown characters side by side are one unknown word."""
    if found and found[-1].kind is Kind.UNKNOWN and found[-1].end == start:
        start = found.pop().start
    found.append(Token(Kind.UNKNOWN, text[start:end], start, end))
    return end


def _add_word(word: str, text: str, start: int, end: int, found: list[Token]) -> int:
    if word in WEAK and _number_follows(text, end):
        found.append(Token(Kind.LABEL, word, start, end, 0.0, WEAK[word] + "?"))
        return end
    kind, meaning = WORDS.get(word, (Kind.UNKNOWN, ""))
    if kind is Kind.UNKNOWN:
        return _add_unknown(text, start, end, found)
    if kind is Kind.LINK:
        meaning = _TIGHT_WORDS.get(word, "comma")
    found.append(Token(kind, word, start, end, 0.0, meaning))
    if kind is Kind.HALF or kind is Kind.ARTICLE:
        return add_unit(text, end, found)
    return end


def _number_follows(text: str, position: int) -> bool:
    while position < len(text) and text[position] in " :是为":
        position += 1
    return position < len(text) and (text[position] in NUMERALS or "0" <= text[position] <= "9")


def _read_latin(text: str, start: int, found: list[Token]) -> int:
    """The longest known phrase that begins here ("tai chi"), a spelled number, or an unknown word."""
    match = _LATIN.match(text, start)
    assert match is not None
    first = match.group()
    if first in ENGLISH_NUMBERS:
        return _read_spelled(text, _words_from(text, match, _LONGEST_SPELLED), found)
    lengths = latin_lengths(first)
    words = _words_from(text, match, lengths[0]) if lengths else [match]
    for count in lengths:
        phrase = " ".join(word.group() for word in words[:count])
        if count <= len(words) and phrase in WORDS:
            return _add_word(phrase, text, start, words[count - 1].end(), found)
    if first in WEAK:
        return _add_word(first, text, start, match.end(), found)
    if first.endswith("'s") and first[:-2] in WORDS:
        return _add_word(first[:-2], text, start, match.end(), found)
    return _add_unknown(text, start, match.end(), found)


def _words_from(text: str, first: re.Match[str], most: int) -> list[re.Match[str]]:
    """This Latin word and those after it that follow with one space."""
    words, match = [first], first
    while len(words) < most and text[match.end() : match.end() + 1] == " ":
        following = _LATIN.match(text, match.end() + 1)
        if following is None:
            break
        match = following
        words.append(match)
    return words


def _read_spelled(text: str, words: list[re.Match[str]], found: list[Token]) -> int:
    spelled = read_english([word.group() for word in words])
    if spelled is None:
        return _add_unknown(text, words[0].start(), words[0].end(), found)
    value, used = spelled
    return add_number(text, words[0].start(), words[used - 1].end(), value, found)
