"""Words that a copy grew together, "kếhoạch", "lãnhđạo UBNDtỉnh": sites lose line ends of what they take over.

A word of Vietnamese is one syllable, so vowels on both sides of consonants are two words. They are parted where both
are syllables, if one has a mark: what is foreign has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...vietnamese import is_syllable

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP = "\u0301\u0323"
_VOWELS = "aăâeêioôơuưy" + "".join(unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in _TONES)
_CONSONANTS = "bcdđghklmnpqrstvx"
_VOWEL, _CONSONANT = (f"[{letters}{letters.upper()}]" for letters in (_VOWELS, _CONSONANTS))
_GROWN = re.compile(rf"{_VOWEL}{_CONSONANT}{{1,8}}{_VOWEL}")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Vowels that no word ends with, and endings that only two of the tones have.
_OPEN = re.compile(r"(?:[ăâ]|iê|yê|uô|ươ)\Z")
_STOPPED = re.compile(r"(?:ch|[cpt])\Z")
_LONGEST = 16
"""Letters of two words."""
_SAMPLE = 4000
"""Characters that tell whether a copy has such words: one that has any has many."""


def glued(text: str) -> list[int]:
    """Offsets in ``text`` where a blank is missing, ascending. Linear in its length.

    "Lênin" and "ôtô" look like such words, too: one that is alone is parted if its parts are words beside it.
    """
    read = text[:_SAMPLE]
    found = list(_grown(read))
    alone = len({read[start:end].lower() for start, end, _ in found}) < 2
    if not alone:
        read, found = text, list(_grown(text))
    words = set(_LETTERS.findall(read.lower())) if found else set()
    places = []
    for start, end, cuts in found:
        known = next((at for at in cuts if {text[start:at].lower(), text[at:end].lower()} <= words), None)
        if known or not alone:
            places.append(known or cuts[0])
    return places


def _grown(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """Words that are to be parted: start, end, and where they may be."""
    behind = 0
    for grown in _GROWN.finditer(text):
        if grown.start() < behind:
            continue
        start, behind = grown.span()
        while start > 0 and text[start - 1].isalpha() and behind - start <= _LONGEST:
            start -= 1
        while behind < len(text) and text[behind].isalpha() and behind - start <= _LONGEST:
            behind += 1
        word = text[start:behind]
        if word.isascii() or len(word) > _LONGEST:
            continue
        cuts = [start + at for at in range(1, len(word)) if _is_word(word[:at]) and _is_word(word[at:])]
        if cuts:
            yield start, behind, cuts


def _is_word(letters: str) -> bool:
    """Whether letters are a syllable, with a tone that its ending may have, or capitals that stand for words."""
    if len(letters) > 1 and letters.isupper() and letters.isascii():
        return True
    decomposed = unicodedata.normalize("NFD", letters.lower())
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    toneless = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
    if _OPEN.search(toneless) or (_STOPPED.search(toneless) and tone and tone not in _SHARP):
        return False
    return is_syllable(letters)
