"""The machine's form in a returned mail (RFC 3464), also where it stands in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

ADDRESS = re.compile(r"[^\s<>()\"',;:\[\]@]{1,128}@[\w.-]{1,253}\w", re.ASCII)

_FIELD = re.compile(r"\s{0,8}([A-Za-z][A-Za-z-]{3,30})\s{0,3}:\s*(.*)")
_FIELDS = frozenset(
    (
        "action",
        "diagnostic-code",
        "final-recipient",
        "original-recipient",
        "remote-recipient",
        "status",
        "x-actual-recipient",
        "x-original-recipient",
    )
)
_RECIPIENTS = (
    "final-recipient",
    "original-recipient",
    "x-actual-recipient",
    "x-original-recipient",
    "remote-recipient",
)
_DELIVERED = ("deliver", "relay", "expand", "success")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the form says about one recipient."""

    recipient: str
    """The address; empty when none of the fields holds one."""
    action: str
    """What was done, lower case; may be empty."""
    failed: bool
    """False where the mail was delivered or passed on."""
    status: str
    """RFC 3463, as in `5.1.1`; may be empty."""
    words: str
    """What the other server said; where it said nothing, a remark."""

    @property
    def delayed(self) -> bool:
        """Still being tried."""
        return self.action.startswith("delay")


def entries(lines: Iterable[str]) -> tuple[Entry, ...]:
    """Every recipient that the form names, in order."""
    found: list[Entry] = []
    group: dict[str, str] = {}
    last = ""
    for line in (*lines, ""):
        named = _FIELD.match(line)
        key = named[1].lower() if named else ""
        if key in _FIELDS and named:
            if key in group or (key in _RECIPIENTS[:1] and _RECIPIENTS[0] in group):
                found += _entry(group)
                group = {}
            group[key], last = named[2].strip(), key
        elif not line.strip():
            if any(name in group for name in _RECIPIENTS):
                found += _entry(group)
                group = {}
            last = ""
        elif key:
            last = ""
        elif last:
            group[last] += " " + line.strip()
    return tuple(found + _entry(group))


def _entry(group: dict[str, str]) -> list[Entry]:
    if not any(name in group for name in _RECIPIENTS):
        return []
    addresses = (_address(group.get(name, "")) for name in _RECIPIENTS)
    action = group.get("action", "").lower()
    status = _STATUS.search(group.get("status", ""))
    delivered = action.startswith(_DELIVERED) or (not action and status and status[0][0] == "2")
    return [
        Entry(
            recipient=next((address for address in addresses if address), ""),
            action=action,
            failed=not delivered,
            status=status[0] if status else "",
            words=_words(group),
        )
    ]


def _words(group: dict[str, str]) -> str:
    said = group.get("diagnostic-code", "")
    kind, mark, rest = said.partition(";")
    said = rest.strip() if mark and len(kind) < 12 else said
    remark = _STATUS.sub("", group.get("status", "")).strip(" ()")
    return said.strip() or remark


def _address(value: str) -> str:
    """The address of `rfc822;jane@x.example`; empty where it is a file, a pipe or a name."""
    kind, mark, rest = value.partition(";")
    bare = (rest if mark else kind).strip().strip("<>").strip()
    if kind.strip().lower() == "utf-8" and "\\x{" in bare:
        bare = unquote(re.sub(r"\\x\{([0-9A-Fa-f]{2,6})\}", lambda m: chr(int(m[1], 16)), bare))
    return bare if re.fullmatch(r"[^\s<>|/@]+@[^\s<>|/]+", bare) else ""
