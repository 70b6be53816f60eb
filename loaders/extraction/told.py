"""Facts told beside the file → facts of the document, where the text itself leaves them open."""

from __future__ import annotations

from ...graph.identity import Jurisdiction
from ...graph.places import district_in, province_in
from ...graph.titles import compare
from ...vietnamese import fold
from ..record import Facts
from ..source import Told
from .header import Zones
from .names import province_row


def complete(own: Facts, zones: Zones, told: Told) -> tuple[dict[str, str], list[str]]:
    """Fills the facts that the text leaves open; gives what was used, and the contradictions in words."""
    filled = {"source": told.source} if told.source else {}
    warnings = []
    for name, value in told.facts.items():
        printed = getattr(own, name)
        if printed is None or printed == _OPEN.get(name):
            setattr(own, name, value)
            if value != printed:
                filled[name] = value
        elif not _agree(name, printed, value):
            warnings.append(f"{told.by} tells the {name} {value!r}, the document prints {printed!r}: as printed")
    if "issuer" in filled or "province" in filled:
        named = province_in(own.issuer or "")
        own.province = own.province or (named.name if named else None)
        row = province_row(own.province, own.issued) if own.province else None
        zones.context = Jurisdiction(row, district_in(own.issuer or ""))
    return filled, warnings


#: What a record says where the text does not.
_OPEN = {"kind": "KHAC", "status": "issued"}


def _agree(name: str, printed: str, value: str) -> bool:
    a, b = fold(printed), fold(value)
    if name == "title":
        return compare(printed, value) >= 0
    if name in ("issuer", "province", "signer"):
        return a in b or b in a
    return a == b
