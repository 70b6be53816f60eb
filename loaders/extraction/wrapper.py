"""What a web page says about the document that it carries: the table of properties that sites put around a text.

It is no part of the document; it serves where the letterhead itself is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import flat
from .symbols import iso_date

_REACH = 20_000
"""Characters of the text in which such a table is looked for."""
_VALUE = r"[ \t:|]*\n?[ \t:|]*(?P<value>[^|\n]{1,160})"
_LABELS = {
    "number": re.compile(r"[|\n] *(?:so hieu|so ky hieu|so/ky hieu|so, ky hieu)(?: van ban)? *(?=[:|\n])" + _VALUE),
    "kind": re.compile(r"[|\n] *(?:loai|hinh thuc|the loai) van ban *(?=[:|\n])" + _VALUE),
    "issuer": re.compile(r"[|\n] *(?:noi|co quan|don vi) ban hanh *(?=[:|\n])" + _VALUE),
    "signer": re.compile(r"[|\n] *nguoi ky *(?=[:|\n])" + _VALUE),
    "issued": re.compile(r"[|\n] *ngay ban hanh *(?=[:|\n])" + _VALUE),
    "title": re.compile(r"[|\n] *(?:trich yeu|ten van ban)(?: noi dung)? *(?=[:|\n])" + _VALUE),
}
_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]((?:19|20)\d\d)")


@dataclass(slots=True)
class Properties:
    """Values as printed, None where the page has none; ``issued`` is an ISO date."""

    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    signer: str | None = None
    issued: str | None = None
    title: str | None = None


def page_properties(text: str) -> Properties:
    """The properties in a reading's text; at least two must stand there, one alone may be a sentence."""
    text = "\n" + text[:_REACH]
    folded = flat(text)
    found: dict[str, str] = {}
    for name, label in _LABELS.items():
        match = label.search(folded)
        if match:
            found[name] = text[slice(*match.span("value"))].strip(" *:|")
    if len(found) < 2:
        return Properties()
    if "issued" in found:
        date = _DATE.search(found["issued"])
        found["issued"] = (iso_date(date[3], date[2], date[1]) or "") if date else ""
    return Properties(**{name: value or None for name, value in found.items()})
