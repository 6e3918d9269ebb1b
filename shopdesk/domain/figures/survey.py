"""Surveys by mail: links that carry a signed rating, and what an answer to one says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from shopdesk.domain.figures.facts import RANGE, Scale
from shopdesk.domain.mail.robots import is_machine, is_robot

_TOKEN = re.compile(r"\[sd:([0-9a-f]{1,12})\.(\d{1,2})\.([A-Z2-7]{16})\]")
_STOPPED = re.compile(r"\[sd:c([0-9a-f]{1,12})\.([A-Z2-7]{16})\]")
_TYPED = re.compile(
    r"[\s*_>\"'(«„“]*(\d{1,2})(?:\s*(?:/|of|out of|trên|из)\s*(\d{1,2}))?(?![\d.,:/]*\d)", re.I
)
_STARS = re.compile(r"\s*([★⭐]{1,10})")
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")
BAD = 2
"""A rating up to this is a complaint."""
STOP = 99
"""In the place of a rating: no more surveys, and no campaigns either."""
RESTS = timedelta(days=30)
"""Nobody is asked twice within it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey that went out."""

    id: int
    """The records' number."""
    conversation: int
    """What it asks about."""
    contact: str
    """Folded address of who is asked."""
    scale: Scale
    """What it asks."""
    message_id: str
    """Of the mail that asks, without brackets."""
    sent: datetime
    """When it was put into the outbox, UTC."""
    rating: int | None = None
    """What was answered."""
    rated: datetime | None = None
    """When, UTC."""
    comment: str = ""
    """What was written besides."""
    order: int | None = None
    """The records' number of the order that it asks about; None: about the answers."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A rating that a mail carries with a token."""

    survey: int
    """The survey's number."""
    rating: int
    """What was chosen."""
    mark: str
    """The signature."""


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """When customers are asked."""

    enabled: bool = False
    """Off until the owner wants it."""
    scales: tuple[Scale, ...] = (Scale.CSAT,)
    """What is asked, in turn."""
    after_closing: timedelta | None = timedelta(days=1)
    """So long after a conversation was closed; None: not then."""
    after_delivery: timedelta | None = None
    """So long after an order was delivered; None: not then."""


def token(key: bytes, survey: int, rating: int) -> str:
    """The signed mark of one rating: who has not the key cannot make one."""
    said = f"{survey:x}.{rating}"
    return f"[sd:{said}.{_signature(key, said)}]"


def is_ours(key: bytes, vote: Vote) -> bool:
    """Whether we signed it."""
    return hmac.compare_digest(_signature(key, f"{vote.survey:x}.{vote.rating}"), vote.mark)


def stop_link(address: str, key: bytes, mail: int) -> str:
    """A `mailto:` that leaves the list by which a campaign's mail of that number came."""
    said = f"c{mail:x}"
    subject = quote(f"STOP [sd:{said}.{_signature(key, said)}]", safe="")
    return f"mailto:{quote(address, safe='@')}?subject={subject}"


def stopped_in(text: str, key: bytes) -> int | None:
    """The number of the campaign's mail that a STOP of ours stands for."""
    found = _STOPPED.search(text)
    if found is None or not hmac.compare_digest(_signature(key, f"c{found[1]}"), found[2]):
        return None
    return int(found[1], 16)


def vote_in(text: str) -> Vote | None:
    """The first token in a subject or a text."""
    found = _TOKEN.search(text)
    return Vote(int(found[1], 16), int(found[2]), found[3]) if found else None


def link(address: str, key: bytes, survey: int, rating: int) -> str:
    """A `mailto:` that answers with that rating."""
    word = "STOP" if rating == STOP else str(rating)
    subject = quote(f"{word} {token(key, survey, rating)}", safe="")
    return f"mailto:{quote(address, safe='@')}?subject={subject}"


def typed_rating(text: str, scale: Scale) -> int | None:
    """The rating that a customer typed at the beginning of the answer: `5`, `4/5`, `★★★★`."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if stars := _STARS.match(first):
        rating = len(stars[1])
        return rating if rating in RANGE[scale] else None
    found = _TYPED.match(first)
    if found is None:
        return None
    most = RANGE[scale].stop - 1
    if found[2] is not None and int(found[2]) != most:
        return None
    rating = int(found[1])
    return rating if rating in RANGE[scale] else None


def comment_in(text: str) -> str:
    """What was written besides the rating and the token."""
    without = _TOKEN.sub("", text).strip()
    first, _newline, rest = without.partition("\n")
    for form in (_STARS, _TYPED):
        if found := form.match(first):
            first = first[found.end() :].lstrip(" \t.,;:!)-–—*_")
            break
    return f"{first}\n{rest}".strip()


def is_askable(address: str, own: frozenset[str]) -> bool:
    """Whether a buyer may be written to by machine: no machine, no marketplace, not ourselves.

    `own` are the shop's addresses, in lower case. Marketplaces forbid to ask their customers.
    """
    from shopdesk.domain.mail.notices import host_of, is_theirs

    if not _ADDRESS.fullmatch(address) or address.lower() in own:
        return False
    if is_machine(address) or is_robot(address):
        return False
    return host_of(address.rpartition("@")[2].lower()) is None or not is_theirs(address)


def is_bad(rating: int) -> bool:
    """Whether the customer is unhappy enough to ring for."""
    return rating <= BAD


def _signature(key: bytes, said: str) -> str:
    digest = hmac.new(key, said.encode("ascii"), hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode("ascii")
