"""The addresses that a text points to, numbered in it and listed below it."""

from __future__ import annotations

import re

MOST = 200
"""Addresses of one mail that are listed."""
LONGEST = 2_000
"""Characters; a longer address is not listed, since part of one would lead elsewhere."""

_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)[^\s]", re.IGNORECASE)
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_MARK = re.compile(r"\[(\d{1,3})\]")
_DECORATION = re.compile(r"^(?:https?://(?:www\.)?|www\.|mailto:|tel:)")
_HOLLOW = re.compile(r"\s+")


class Links:
    """The addresses of one mail."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, address: str, shown: str) -> str:
        """What stands behind a link's words: `[1]`.

        Empty where the words say the address already, and for schemes other than http, https,
        mailto and tel.
        """
        address, shown = _DROPPED.sub("", address[: LONGEST + 1]), shown[: 2 * LONGEST]
        if len(address) > LONGEST or not _SCHEME.match(address) or _bare(address) == _bare(shown):
            return ""
        if address.lower().startswith("mailto:"):
            address = address.partition("?")[0]
            if _bare(address) in shown.lower():
                return ""
        if address not in self._numbers and len(self._numbers) >= MOST:
            return ""
        return f"[{self._numbers.setdefault(address, len(self._numbers) + 1)}]"

    def listed(self, text: str) -> str:
        """The addresses of the marks in the text, a line each."""
        used = {int(number) for number in _MARK.findall(text)} if self._numbers else set()
        return "\n".join(f"[{n}] {a}" for a, n in self._numbers.items() if n in used)

    def below(self, text: str) -> str:
        """The text with the list under it."""
        listed = self.listed(text)
        return f"{text}\n\n{listed}" if listed else text


def _bare(address: str) -> str:
    """Without what people leave out when they write an address down."""
    return _DECORATION.sub("", _HOLLOW.sub("", address.lower())).rstrip("/")
