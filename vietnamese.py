"""Vietnamese letters: folding, order, slugs. No module of the package is imported here."""

from __future__ import annotations

import re
import unicodedata

#: Letters that fonts and typists put for Vietnamese ones; each stands for one letter, so offsets stay.
LOOK_ALIKES = str.maketrans("ƣƢÐð‐‑−АВЕКМНОРСТУХаеорсух", "ưƯĐđ---ABEKMHOPCTYXaeopcyx")  # the second row is Cyrillic

#: Letters of Vietnamese as the inside of a character class; a range such as "À-Ỹ" would hold small letters, too.
_MARKED = [*map(chr, range(0xC0, 0x1B1)), *map(chr, range(0x1EA0, 0x1EFA))]
CAPITALS = "A-Z" + "".join(filter(str.isupper, _MARKED))
SMALL = "a-z" + "".join(filter(str.islower, _MARKED))

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_WEIGHT = {letter: index for index, letter in enumerate(_ALPHABET, 1)}
_MARK_OF_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdđhklmnprstvx])?"
    r"(?:iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uya|uyê|uyu|oao|uao|a[iouy]|â[uy]|eo|êu|i[aêu]|yê|o[aăei]|ôi|ơi"
    r"|u[aâêiôơy]|ư[aiơu]|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
#: A text with a smaller share of words that are Vietnamese syllables is none, or its letters are wrong.
LEAST_VIETNAMESE = 0.85
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class _Folded(dict[int, str]):
    """What each character folds to, filled as they are met."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code).translate(LOOK_ALIKES).casefold()).replace("đ", "d")
        self[code] = "".join(c for c in letters if not unicodedata.combining(c))
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without any mark, ``đ`` as ``d``: what a search compares.

    >>> fold("Nghị quyết số 29-NQ/TW, Đảng")
    'nghi quyet so 29-nq/tw, dang'
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def lower(text: str) -> str:
    """``text`` in small letters, each as long as it was, so that offsets stay."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def slug(text: str, limit: int = 60) -> str:
    """Folded words joined by hyphens, cut at a word within ``limit`` characters.

    >>> slug("Luật Đất đai")
    'luat-dat-dai'
    """
    whole = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(whole) <= limit:
        return whole
    cut = whole[: limit + 1].rsplit("-", 1)[0]
    return cut or whole[:limit]


def lookup_key(text: str) -> str:
    """What a number or a name is found by: folded, every mark a hyphen, no leading zeros.

    >>> lookup_key("01–NQ/TW"), lookup_key("1nq tw")
    ('1-nq-tw', '1-nq-tw')
    """
    plain = slug(text, 200)
    number = re.match(r"0*(?P<digits>\d+)(?P<rest>.*)", plain)
    if number is None:
        return plain
    joint = "-" if re.match(r"[a-z]{2}", number["rest"]) else ""  # "29nq/tw"; "30a/2008/NQ-CP" is a sequence
    return number["digits"] + joint + number["rest"]


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Key that sorts as a Vietnamese dictionary does: letters first (a ă â … d đ), tones after them."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.translate(LOOK_ALIKES)).casefold():
        tone, base = 0, char
        decomposed = unicodedata.normalize("NFD", char)
        for mark in decomposed[1:]:
            if mark in _TONES:
                tone = _TONES[mark]
        if tone:
            base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        weight = _WEIGHT.get(base)
        letters.append(1000 + weight if weight else ord(base[0]) if base < "a" else 2000 + ord(base[0]))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def is_syllable(word: str) -> bool:
    """Whether a word is spelt as Vietnamese syllables are: a possible onset, rhyme and ending, one tone at most.

    >>> is_syllable("nghị"), is_syllable("Quyết"), is_syllable("größer"), is_syllable("text")
    (True, True, False, False)
    """
    letters = unicodedata.normalize("NFD", word.translate(LOOK_ALIKES).casefold())
    toneless = unicodedata.normalize("NFC", _MARK_OF_TONE.sub("", letters))
    return len(_MARK_OF_TONE.findall(letters)) < 2 and _SYLLABLE.fullmatch(toneless) is not None


def syllable_share(text: str) -> tuple[float, int]:
    """Share of the words of a text that are Vietnamese syllables, and the number of words. Words in capitals
    without a mark (abbreviations) do not count.

    Office documents have 0.97 and more, an English text layer on a Vietnamese scan 0.7, French 0.2.
    """
    words = [w for w in _WORD.findall(unicodedata.normalize("NFC", text)) if not (w.isascii() and w.isupper())]
    return sum(map(is_syllable, words)) / max(1, len(words)), len(words)
