"""Notices that marketplaces, networks, chats and review sites send of what people wrote there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from shopdesk.domain.mail import words_of_notices as vocabulary
from shopdesk.domain.mail.lookalikes import site, site_name
from shopdesk.domain.mail.message import Message
from shopdesk.domain.mail.robots import is_office
from shopdesk.domain.patterns import compiled

LOOKED_AT = 6_000
"""Characters of a notice that are looked at."""

_QUOTED = re.compile(r"^[\s>]*[\"“«„‘](?P<text>.{2,2000}?)[\"”»“’]\s*$", re.MULTILINE | re.DOTALL)
_STARS = (
    r"\b([1-5])(?:[.,]\d)?(?:\s?/\s?5\b|\s?(?:out )?of 5|[- ]?stars?\b|\s?sao\b)",
    r"\b([1-5])(?:\s|-)?(?:звезд|зв\.|балл|из 5)",
    (
        r"(?:rating|rated(?: it| you)?|оценк\w+|stars|xếp hạng|đánh giá|bewertung|note)\s?:?\s{0,3}"
        r"([1-5])(?![\d.,]*\d)"
    ),
    r"\b(one|two|three|four|five)[- ]star",
    r"(?<![★⭐])([★⭐]\ufe0f?(?:\s?[★⭐]\ufe0f?){0,4})(?![★⭐])",
)
_IN_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


class Host(Enum):
    """What kind of place sends a notice."""

    MARKETPLACE = auto()
    SOCIAL = auto()
    CHAT = auto()
    REVIEW = auto()
    MIXED = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody wrote elsewhere."""

    host: Host
    """Where; REVIEW for every review in public, wherever it stands."""
    name: str
    """As the person is called there; may be empty."""
    text: str
    """The person's own words; empty where the notice does not hold them."""
    relayed: bool
    """Whether the sender's address leads to the person."""
    stars: int | None
    """Of five, for a review that says so."""


def read_notice(message: Message) -> Notice | None:
    """What a notice tells; None for any other mail.

    The sender's address may be forged: it says where the person wrote, no more.
    """
    domain = message.sender.email.rpartition("@")[2].lower()
    host = host_of(domain)
    if host is None:
        return None
    relayed = _sign(vocabulary.RELAYS).search(domain) is not None
    if not relayed and not is_theirs(message.sender.email):
        return None
    subject = message.subject.lower()
    review = _is_review(host, subject, message.text)
    if not (relayed or review or _is_message(host, subject, message)):
        return None
    return Notice(
        host=Host.REVIEW if review else host,
        name=_name(message),
        text=_words(message.text),
        relayed=relayed,
        stars=_stars(message) if review else None,
    )


def host_of(domain: str) -> Host | None:
    """What kind of place a domain belongs to; None for any that we do not know."""
    if "." not in domain:
        return None
    found = _hosts().get(site_name(domain)) or _hosts().get(site(domain))
    return Host.MARKETPLACE if found is Host.MIXED and domain.startswith("market.") else found


def is_theirs(address: str) -> bool:
    """Whether an address at a known place is the place's own: people have mailboxes there too.

    Not at a part of its domain, nor at one that is for notices.
    """
    local, _, domain = address.lower().partition("@")
    own_part = domain != site(domain) or site_name(domain).endswith(("mail", "-forms"))
    return own_part or is_office(address) or local in domain.split(".")


@cache
def _hosts() -> dict[str, Host]:
    groups = (
        (Host.MIXED, vocabulary.MIXED),
        (Host.CHAT, vocabulary.CHATS),
        (Host.SOCIAL, vocabulary.SOCIAL),
        (Host.MARKETPLACE, vocabulary.MARKETPLACES),
        (Host.REVIEW, vocabulary.REVIEWS),
    )
    return {name: host for host, names in groups for name in names.split(", ")}


def _sign(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE | re.MULTILINE)


def _is_review(host: Host, subject: str, text: str) -> bool:
    if _sign(vocabulary.INVITATION).search(subject):
        return False
    if _sign(vocabulary.REVIEW).search(subject):
        return True
    head = text[:600]
    if host is not Host.REVIEW or _sign(vocabulary.INVITATION).search(head):
        return False
    return _sign(vocabulary.REVIEW).search(head) is not None


def _is_message(host: Host, subject: str, message: Message) -> bool:
    if _sign(vocabulary.NO_MESSAGE).search(subject):
        return False
    if _sign(vocabulary.MESSAGE).search(subject):
        return True
    if host is Host.CHAT:
        return _sign(vocabulary.MESSAGE).search(message.text[:600]) is not None
    # "Jane (via Etsy)" is a person, whatever the subject is.
    shown = _sign(vocabulary.DISPLAY).match(message.sender.name)
    return host is not Host.MIXED and shown is not None


def _name(message: Message) -> str:
    """The person's name, from wherever the notice says it best."""
    shown = message.sender.name.strip()
    candidates = [
        (vocabulary.DISPLAY_MEMBER, shown),
        (vocabulary.DISPLAY, shown),
        (vocabulary.NAME_AFTER, message.subject),
        (vocabulary.NAME_BEFORE, message.subject),
        (vocabulary.NAME_FIELD, message.text[:LOOKED_AT]),
        (vocabulary.NAME_AFTER, message.text[:600]),
        (vocabulary.NAME_BEFORE, message.text[:600].strip()),
    ]
    for pattern, text in candidates:
        if found := _sign(pattern).search(text):
            name = next((n for n in found.groupdict().values() if n), "")
            name = _sign(vocabulary.BEFORE_A_NAME).sub("", name).strip(" \"'“”«»*.,:")
            if name and not _sign(vocabulary.NOT_A_NAME).match(name):
                return name
    return ""


def _words(text: str) -> str:
    """The person's words within the notice; empty where nothing marks them."""
    lines = text[:LOOKED_AT].split("\n")
    for n, line in enumerate(lines):
        if len(line) < 200 and _sign(vocabulary.BEGIN).search(line):
            kept = _until_finish(lines[n + 1 :])
            if kept:
                return kept
    quoted = _QUOTED.search(text[:LOOKED_AT])
    return quoted["text"].strip() if quoted else ""


def _until_finish(lines: list[str]) -> str:
    finish = _sign(vocabulary.FINISH)
    end = next((n for n, line in enumerate(lines) if finish.search(line[:200])), len(lines))
    return "\n".join(line.strip() for line in lines[:end]).strip().strip('"“”«»').strip()


def _stars(message: Message) -> int | None:
    for text in (message.subject, message.text[:LOOKED_AT]):
        for pattern in _STARS:
            if found := _sign(pattern).search(text):
                said = found[1].lower()
                if said[:1] in "★⭐":
                    return sum(1 for c in said if c in "★⭐")
                return _IN_WORDS.get(said) or int(said)
    return None
