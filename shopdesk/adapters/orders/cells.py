"""Cells of an export, made fit to keep."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from shopdesk.domain.plain import nfc, plain
from shopdesk.words import _

MOST = 300
"""Characters of a name."""
_DAMAGED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,2}", re.IGNORECASE)
_WRAPPED = re.compile(r'="([^"]*)"')
_WITHOUT_TRUNK = re.compile(r"[1-9]\d{8}", re.ASCII)
_SUMS = frozenset(
    (
        *("total", "totals", "grand total", "subtotal", "sum", "summe", "gesamt", "gesamtsumme"),
        *("итого", "итог", "всего", "общий итог", "tổng", "tổng cộng", "cộng", "tổng số"),
    )
)
_ADDRESS = re.compile(r"[^\s@<>,;\"']{1,200}@[^\s@<>,;\"']{1,200}")


class Refuse(Exception):
    """A row that is not taken; the words say why."""

    def __init__(self, why: str, *, alone: bool = False) -> None:
        """`alone`: the order above it has nothing to do with it."""
        super().__init__(why)
        self.alone = alone


def clean(text: str, most: int = MOST) -> str:
    """Text in NFC, without the blanks around it and the entities of web pages."""
    if not text:
        return ""
    text = text.strip()
    if not text.isascii():
        text = nfc(text)
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text if len(text) <= most else text[:most]


def identifier(text: str) -> str:
    """A number that is no amount, without what keeps spreadsheets from counting with it.

    Raises `Refuse` for one that a spreadsheet has rounded.
    """
    text = text.strip()
    if not text:
        return ""
    if text[0] == "=" and (wrapped := _WRAPPED.fullmatch(text)):
        text = wrapped[1].strip()
    text = text.lstrip("'\u2019")
    if "+" in text and _DAMAGED.fullmatch(text):
        raise Refuse(
            _("{text} was a long number, and a spreadsheet has rounded it").format(text=shown(text))
        )
    return text


def telephone(text: str, trunk: str = "") -> str:
    """A phone number as it stands there; with a `trunk`, what a spreadsheet took is put back."""
    number = identifier(text)[:40]
    return f"{trunk}{number}" if trunk and _WITHOUT_TRUNK.fullmatch(number) else number


def sums(text: str) -> bool:
    """Whether a row that begins so tells what other rows come to."""
    return text.strip(" :.\t").casefold() in _SUMS


def address(text: str) -> str:
    """An e-mail address; empty where the cell holds none."""
    if "@" not in text:
        return ""
    found = _ADDRESS.search(text)
    return found[0] if found else ""


def first(cells: Sequence[str], places: Sequence[int]) -> str:
    """The first of the cells that is filled."""
    for place in places:
        if (cell := cells[place]) and not cell.isspace():
            return cell
    return ""


def shown(text: str) -> str:
    """A cell in a sentence."""
    text = plain(text.strip())
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
