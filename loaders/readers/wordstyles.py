"""Styles of a Word document: what its paragraphs and runs inherit, as far as it changes their text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .numbering import VAL, W, value_of

_PPR, _RPR, _NUM_PR, FONTS = W + "pPr", W + "rPr", W + "numPr", W + "rFonts"


@dataclass(slots=True)
class Style:
    hidden: bool = False
    capitals: bool = False
    font: str | None = None
    list_id: str | None = None
    depth: str | None = None


PLAIN = Style()


def read_styles(part: etree._Element | None) -> tuple[dict[str, Style], set[str], dict[str, etree._Element]]:
    """Styles with what they inherit; ids of the table styles with rules; ``numPr`` of the list styles."""
    elements = {e.get(W + "styleId") or "": e for e in part.findall(W + "style")} if part is not None else {}
    styles: dict[str, Style] = {}
    ruled: set[str] = set()
    lists: dict[str, etree._Element] = {}
    for style_id in elements:
        style = styles[style_id] = Style()
        vanish = caps = borders = None
        seen: set[str] = set()
        step: str | None = style_id
        while step in elements and step not in seen and len(seen) < 32:
            seen.add(step)
            here = elements[step]
            listed = here.find(f"{_PPR}/{_NUM_PR}")
            if listed is not None:
                lists.setdefault(step, listed)
                style.list_id = style.list_id or value_of(listed, W + "numId")
                style.depth = style.depth or value_of(listed, W + "ilvl")
            vanish = vanish if vanish is not None else here.find(f"{_RPR}/{W}vanish")
            caps = caps if caps is not None else here.find(f"{_RPR}/{W}caps")
            style.font = style.font or font_of(here.find(f"{_RPR}/{FONTS}"))
            borders = borders if borders is not None else here.find(f"{W}tblPr/{W}tblBorders")
            step = value_of(here, W + "basedOn")
        style.hidden, style.capitals = is_on(vanish), is_on(caps)
        if borders is not None and has_line(borders):
            ruled.add(style_id)
    return styles, ruled, lists


def default_font(styles: etree._Element | None) -> str | None:
    """The font of text whose style names none."""
    if styles is None:
        return None
    for style in styles.findall(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            own = font_of(style.find(f"{_RPR}/{FONTS}"))
            if own:
                return own
    return font_of(styles.find(f"{W}docDefaults/{W}rPrDefault/{_RPR}/{FONTS}"))


def font_of(fonts: etree._Element | None) -> str | None:
    """The font of letters beyond ASCII, where the fonts of the 1990s have theirs."""
    return (fonts.get(W + "hAnsi") or fonts.get(W + "ascii")) if fonts is not None else None


def is_on(setting: etree._Element | None) -> bool:
    return setting is not None and setting.get(VAL) not in ("0", "false", "off")


def is_line(side: etree._Element) -> bool:
    return side.get(VAL) not in ("nil", "none", None)


def has_line(borders: etree._Element) -> bool:
    return any(is_line(side) for side in borders)
