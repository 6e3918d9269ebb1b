"""Recipients named by a notice that follows no standard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shopdesk.adapters.bounces.report import ADDRESS

MOST_LINES = 120
"""Lines of a notice that are looked at for addresses."""

_A = r"<?\s{0,2}(?:mailto:)?(?P<address>[^\s<>()\"',;:\[\]@]{1,128}@[\w.-]{1,253}\w)\s?>?"
_LONGEST = 1_000
_TIERS = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?:rcpt to\s?:|generated (?:by|from)|expanded from:?|failed recipients?:)\s{{0,3}}{_A}",
        rf"^[\s>*-]{{0,12}}(?:(?:final |original )?(?:recipients?|address)(?: address)?\s?[:=]\s*)?"
        rf"{_A}(?:<mailto:[^>]{{1,200}}>)?\s*(?:[:;,=(\[-]|$)",
        rf"(?:recipients?|address(?:es)?|mailbox|account|users?|deliver\w*|sen[dt]|"
        rf"получател\w+|адрес\w*|người nhận|địa chỉ)\b[^@]{{0,80}}?(?<![^\s<:=(\[\"'])"
        rf"{_A}",
        rf"(?<![^\s<:=(\[\"']){_A}",
    )
)
_OTHERS = re.compile(
    r"^[\s>*]*(?:from|sender|reply-to|return-path|mail from|>>> ?mail from|message-id|subject|"
    r"original sender|отправитель|от)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_TO = re.compile(r"^[\s>*]*(?:to|cc|кому|đến|tới)\s?:", re.IGNORECASE)
_HELP = re.compile(
    r"contact|assistance|further|question|help|support|please send|postmaster|abuse|feedback|"
    r"server|administrator|https?:",
    re.IGNORECASE,
)
_DAEMONS = re.compile(r"(?:mailer-?daemon|postmaster|abuse|support|no-?reply)@", re.IGNORECASE)


def recipients(notice: Sequence[str], original: str, senders: Iterable[str]) -> tuple[str, ...]:
    """Those that the notice says were not reached; `senders` are never among them."""
    not_these = {sender.lower() for sender in senders if sender}
    lines = [line[:_LONGEST] for line in notice if "@" in line][:MOST_LINES]
    plain = [line for line in lines if not _OTHERS.match(line) and not _TO.match(line)]
    tiers = [(pattern, plain) for pattern in _TIERS[:2]]
    tiers += [(pattern, [x for x in plain if not _HELP.search(x)]) for pattern in _TIERS[2:]]
    for pattern, readable in tiers:
        found = [m["address"] for line in readable for m in pattern.finditer(line)]
        if kept := _kept(found, not_these):
            return kept
    named = [a for line in lines if _TO.match(line) for a in ADDRESS.findall(line)]
    addressed = _addressed(original)
    return (
        _kept(named, not_these)
        or _kept(addressed, not_these)
        or tuple(a for a in addressed if a.lower() not in not_these)
    )


def _kept(found: Iterable[str], not_these: set[str]) -> tuple[str, ...]:
    addresses: dict[str, str] = {}
    for address in found:
        key = address.lower()
        if key not in not_these and not _DAEMONS.match(key):
            addresses.setdefault(key, address)
    return tuple(addresses.values())


def _addressed(original: str) -> list[str]:
    """Whom the mail that came back was addressed to."""
    found: list[str] = []
    in_to = False
    for line in original.replace("\r", "").split("\n")[:300]:
        in_to = bool(re.match(r"to\s?:", line, re.IGNORECASE)) or (in_to and line[:1] in " \t")
        if in_to:
            found += ADDRESS.findall(line[:_LONGEST])
    return found
