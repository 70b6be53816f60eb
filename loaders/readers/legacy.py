"""Vietnamese letters in the forms from before Unicode, and Unicode read by the wrong table.

TCVN3 (fonts ".VnTime") and VNI (fonts "VNI-Times") store letters as other letters of Windows-1252; VISCII has a
table of its own. Which form a text is in is decided once for a whole document: by the names of its fonts where
there are any, and always by a test whether the words that come out are Vietnamese syllables. Short strings are
left as they are; the tables of one letter in TCVN3 are those of TCVN 5712:1993, VSCII-3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import groupby

from ...vietnamese import is_syllable

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_BOTH = "ĂÂÊÔƠƯĐăâêôơưđ"  # letters that TCVN3 has in both cases
_VISCII = dict(
    zip(
        [0x02, 0x05, 0x06, 0x14, 0x19, 0x1E, *range(0x80, 0x100)],
        "ẲẴẪỶỸỴẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301\u0300\u0309\u0303\u0323"
_VNI_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI_MARKS = {
    "aeiouyôö": {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT},
    "aeo": {m: "\u0302" + t for m, t in zip("âáàåãä", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)},
    "a": {m: "\u0306" + t for m, t in zip("êéèúüë", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)},
}
_TOKEN = re.compile(r"[^\s.,;:!?()\[\]{}“”\"'‘’…/–|\\*-]+")
_SOLID = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
#: Fewer words with a mark are too few to tell a form from chance.
FEW = 5


def _vni_letters() -> dict[str, str]:
    letters = dict(_VNI_ALONE)
    for bases, marks in _VNI_MARKS.items():
        for base in bases:
            for mark, tones in marks.items():
                letters[base + mark] = unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + tones)
    upper = {form.upper(): letter.upper() for form, letter in letters.items()}
    mixed = {form[0].upper() + form[1:]: letter.upper() for form, letter in letters.items() if len(form) == 2}
    return {**letters, **mixed, **upper}


_VNI = _vni_letters()
_VNI_FORM = re.compile("|".join(sorted(_VNI, key=lambda form: (-len(form), form))))
#: Windows-1252 with the bytes that it leaves open, by letter; what Unicode read by the wrong table is made of.
_BYTES = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(256)} | {chr(b): b for b in range(256)}


def from_tcvn3(text: str) -> str:
    """Letters of TCVN3 as Unicode. Its capitals with tones are small letters that a font draws large: in words
    whose other letters are capitals they become capitals."""
    return _SOLID.sub(_capitals, "".join(_TCVN3.get(c, c) for c in text)) if text else text


def _capitals(word: re.Match[str]) -> str:
    """A small letter with a tone stands for either case; the letters that have both forms tell which."""
    letters = word.group()
    told = [c for c in letters if c.isascii() or c in _BOTH]
    upper = sum(map(str.isupper, told))
    if upper < len(told) or len(letters) == len(told):
        return letters
    if upper > 1 or (upper == 1 and not letters[0].isupper()):
        return letters.upper()
    around = word.string[: word.start()], word.string[word.end() :]
    before, after = re.search(r"(\w+) $", around[0][-12:]), re.match(r" (\w+)", around[1][:12])
    neighbours = [n[1] for n in (before, after) if n and not n[1].isascii()]  # numerals tell nothing
    loud = [sum(c.isupper() and (c.isascii() or c in _BOTH) for c in n) > 1 for n in neighbours]
    quiet = [any(c.islower() and (c.isascii() or c in _BOTH) for c in n) for n in neighbours]
    return letters.upper() if any(loud) and not any(quiet) else letters


def from_vni(text: str) -> str:
    """Letters of VNI, each a letter and its mark, as Unicode."""
    return _VNI_FORM.sub(lambda form: _VNI[form.group()], text)


def from_viscii(data: bytes) -> str:
    """Bytes of VISCII (RFC 1456) as Unicode."""
    return "".join(_VISCII.get(b) or chr(b) for b in data)


def from_mojibake(text: str) -> str:
    """Unicode whose bytes were read as Windows-1252, line by line; other lines stay."""
    return "\n".join(map(_remade, text.split("\n")))


def _remade(line: str) -> str:
    for attempt in (line, line.replace("Ã ", "Ã\xa0")):  # the second: no-break spaces were made spaces
        try:
            return bytes(_BYTES[c] for c in attempt).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
    return line


_FORMS: dict[str, Callable[[str], str]] = {
    "TCVN3": from_tcvn3,
    "TCVN3 capitals": lambda text: from_tcvn3(text).upper(),
    "VNI": from_vni,
    "VNI capitals": lambda text: from_vni(text).upper(),
    "UTF-8 read as Windows-1252": from_mojibake,
}


def convert(text: str, form: str) -> str:
    """A text in one of the forms as Unicode."""
    return _FORMS[form](text)


def share(text: str) -> tuple[float, int]:
    """Share of Vietnamese syllables among the words with a mark, and the number of those words."""
    words = [w for w in _TOKEN.findall(text[:_SAMPLE]) if not w.isascii() and any(map(str.isalpha, w))]
    return sum(map(is_syllable, words)) / max(1, len(words)), len(words)


def form_of(text: str) -> str | None:
    """The form that makes Vietnamese of a text whose words are none; None if they are, or none does."""
    now, count = share(text)
    if count < FEW or now >= 0.85:
        return None
    scores = []
    for form in ("UTF-8 read as Windows-1252", "TCVN3", "VNI"):
        then, left = share(convert(text[:_SAMPLE], form))
        if then >= 0.9 and then > now + 0.15 and left >= 0.5 * count:
            scores.append((then, form))
    return max(scores)[1] if scores else None


def converted(text: str) -> tuple[str, list[str]]:
    """A text whose fonts are unknown as Unicode, and a warning if it was in another form."""
    form = form_of(text)
    return (convert(text, form), [f"its letters are {form}: converted"]) if form else (text, [])


# Fonts: a run of text in a legacy font is marked while a document is read and settled when all of it is known.

_OPEN = {"TCVN3": "\x01", "TCVN3 capitals": "\x02", "VNI": "\x03", "VNI capitals": "\x04"}
_CLOSE = "\x05"
_MARKED = re.compile("([\x01-\x04])([^\x01-\x05]*)\x05")
_NEIGHBOURS = re.compile("(?:[\x01-\x04][^\x01-\x05]*\x05){2,}")
_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:\.?Vn[A-Z](?P<rest>[\w ]*)|(?P<vni>VNI[- ]))")


@cache
def form_of_font(name: str) -> str | None:
    """The form that letters in a font of this name are in: ".VnTime", ".VnTimeH", "VNI-Times"; else None."""
    match = _FONT.match(name)
    if match is None:
        return None
    if match["vni"]:
        return "VNI"
    return "TCVN3 capitals" if re.sub(r" ?(?:Bold|Italic)\b", "", match["rest"]).endswith("H") else "TCVN3"


def in_capitals(form: str) -> str:
    """The form of a run that is set in capitals."""
    return form if form.endswith("capitals") else form + " capitals"


def mark(text: str, form: str) -> str:
    """A run of text in a legacy font, marked for :func:`settled`."""
    return _OPEN[form] + text + _CLOSE


def settled(text: str) -> tuple[str, list[str]]:
    """The text with its marked runs as Unicode, and warnings. Runs are left as they are where that makes no
    better Vietnamese of all that stands in such fonts: Unicode text often bears their names."""
    if _CLOSE not in text:
        return text, []
    text = _NEIGHBOURS.sub(_merged, text)
    runs: dict[str, list[str]] = {}
    for run in _MARKED.finditer(text):
        if not _is_unicode(run[2]):
            runs.setdefault(run[1], []).append(run[2])
    right = {o: form for form, o in _OPEN.items() if o in runs and is_form(" ".join(runs[o]), form)}

    def unicode(run: re.Match[str]) -> str:
        return run[2] if run[1] not in right or _is_unicode(run[2]) else convert(run[2], right[run[1]])

    forms = sorted({form.split()[0] for form in right.values()})
    return _MARKED.sub(unicode, text), [f"letters in fonts of {form}: converted" for form in forms]


def _merged(runs: re.Match[str]) -> str:
    """Neighbouring runs of one form as one: a letter and its mark may stand in two."""
    grouped = groupby(_MARKED.findall(runs.group()), key=lambda run: run[0])
    return "".join(opening + "".join(run[1] for run in same) + _CLOSE for opening, same in grouped)


def is_form(text: str, form: str) -> bool:
    """Whether text in fonts of ``form`` is better Vietnamese when it is converted."""
    now, count = share(text)
    then, _ = share(convert(text[:_SAMPLE], form))
    return count == 0 or then > now + 0.15


def _is_unicode(text: str) -> bool:
    """Whether it holds Vietnamese letters that no table of one byte has."""
    return any(("\u0102" <= c <= "\u01b0" and c != "\u0192") or "\u1ea0" <= c <= "\u1ef9" for c in text)
