"""A calendar part in one line: what, when, where (RFC 5545)."""

from __future__ import annotations

import re
from datetime import datetime

from shopdesk.domain.plain import one_line
from shopdesk.words import _

LONGEST = 200_000
"""Characters of a calendar that are read."""
LONGEST_WORDS = 200
MOST_EVENTS = 5

_ZONE_AT = len("2025-05-05 10:30")
_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(r'([A-Za-z-]{1,40})((?:;(?:"[^"\n]*"|[^":\n])*)?):(.*)')
_ESCAPED = re.compile(r"\\(.)")
_ZONE = re.compile(r'tzid="?([^";:]{1,60})', re.IGNORECASE)
_TIME = re.compile(r"(\d{8})(?:T(\d{4})(?:\d\d)?(Z?))?")


def one_liners(text: str) -> tuple[str, ...]:
    """A line for each event; none for what is no calendar."""
    method, events = "", list[dict[str, tuple[str, str]]]()
    within: list[str] = []
    for line in _FOLD.sub("", text[:LONGEST]).splitlines():
        if not (found := _PROPERTY.match(line)):
            continue
        name, options, value = found[1].upper(), found[2], found[3].strip()
        if name == "BEGIN":
            within.append(value.upper())
            if value.upper() in ("VEVENT", "VTODO"):
                events.append({})
        elif name == "END":
            within = within[:-1]
        elif name == "METHOD":
            method = value.upper()
        elif within and within[-1] in ("VEVENT", "VTODO") and events:
            events[-1].setdefault(name, (options, value))
    return tuple(line for e in events[:MOST_EVENTS] if (line := _line(method, e)))


def _line(method: str, event: dict[str, tuple[str, str]]) -> str:
    what, where = _words(event, "SUMMARY"), _words(event, "LOCATION")
    when = _when(*event.get("DTSTART", ("", "")))
    until = _when(*event.get("DTEND", ("", "")))
    if when and until:
        if len(until) > _ZONE_AT and until[_ZONE_AT:] == when[_ZONE_AT:]:
            when = when[:_ZONE_AT]
        same_day = until[:10] == when[:10] and len(until) > 10
        when = f"{when} – {until[11:] if same_day else until}"
    said = ", ".join(filter(None, (what, when, where)))
    kind = {
        "REQUEST": _("Invitation"),
        "CANCEL": _("Appointment called off"),
        "REPLY": _("Answer to an invitation"),
    }.get(method, _("Appointment"))
    return f"[{kind}: {said}]" if said else ""


def _words(event: dict[str, tuple[str, str]], name: str) -> str:
    text = _ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], event.get(name, ("", ""))[1])
    return one_line(text)[:LONGEST_WORDS]


def _when(options: str, value: str) -> str:
    """`2025-05-05 10:30 Europe/London`; empty for what is no time."""
    found = _TIME.match(value)
    if not found:
        return ""
    try:
        at = datetime.strptime(found[1] + (found[2] or "0000"), "%Y%m%d%H%M")  # noqa: DTZ007
    except ValueError:
        return ""
    if not found[2]:
        return f"{at:%Y-%m-%d}"
    zone = _ZONE.search(options)
    return f"{at:%Y-%m-%d %H:%M}" + (" UTC" if found[3] else f" {zone[1]}" if zone else "")
