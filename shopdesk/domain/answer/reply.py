"""A reply before it is a mail: whom it goes to, what it says, whether it may go."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.reminder import NOTHING_AFTER, After

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import FiledMessage

_BLANK = re.compile(r"\{\{-?\s*([^\W\d][\w.-]*)[^{}]*\}\}")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|antw|sv|rif|odp|отв|пер|trả lời)\s*(?:\[\d+\])?\s*[:\uff1a]\s*)+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the composer holds."""

    conversation: int
    """The conversation that is answered."""
    mailbox: str
    """The mailbox it goes out from."""
    sender: str
    """Our address that the customer wrote to."""
    to: tuple[str, ...]
    """Addresses; the customer's first."""
    subject: str
    """One line."""
    body: str
    """Our own words; the quote is apart."""
    quote: str
    """The customer's words with `> ` before each line; may be empty."""
    in_reply_to: str
    """Message-ID of the newest customer message shown; may be empty."""
    references: tuple[str, ...]
    """The thread so far, oldest first."""
    answers: tuple[int, ...]
    """The customer messages that the composer shows: those this reply answers."""
    template: str = ""
    """Id of the template that the body came from; empty when written by hand."""
    cc: tuple[str, ...] = ()
    """Who gets a copy."""
    files: tuple[str, ...] = ()
    """Paths of the files that go with it."""
    own: bool = False
    """Kept from before: words of the owner's that nothing may replace unasked."""
    after: After = NOTHING_AFTER
    """What happens when the server has taken it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a draft while it is not sent."""

    body: str
    """Our own words."""
    template: str = ""
    """Id of the template that they came from."""
    subject: str = ""
    """One line."""
    to: tuple[str, ...] = ()
    """Addresses."""
    cc: tuple[str, ...] = ()
    """Addresses."""
    files: tuple[str, ...] = ()
    """Paths."""
    after: After = NOTHING_AFTER
    """What happens when the server has taken it."""


class Kind(StrEnum):
    """What is being written."""

    REPLY = "reply"
    REPLY_ALL = "reply to all"
    FORWARD = "forward"
    NEW = "new mail"
    """To the customer, in the same conversation, answering nothing: no clock stops."""


def blanks(body: str) -> tuple[str, ...]:
    """The variables that are still unfilled in our own words, each once, in order."""
    return tuple(dict.fromkeys(_BLANK.findall(body)))


def blanks_filled(body: str, group: str, fill: Callable[[str], str]) -> str:
    """The body with the blanks of one group of variables, as in `product.…`, filled in.

    `fill` is given a whole blank, filters too, and returns what stands there instead.
    """

    def one(found: re.Match[str]) -> str:
        return fill(found[0]) if found[1].partition(".")[0] == group else found[0]

    return _BLANK.sub(one, body)


def first_blank(body: str) -> tuple[int, int] | None:
    """Where the first unfilled variable begins and ends."""
    found = _BLANK.search(body)
    return found.span() if found else None


def bare_subject(subject: str) -> str:
    """The subject without `Re:`, `Fwd:` and their like in other languages."""
    return _PREFIX.sub("", subject).strip()


def reply_subject(subject: str) -> str:
    """`Re: ` before the bare subject."""
    return f"Re: {bare_subject(subject)}".rstrip()


def reply_references(message: FiledMessage, limit: int = 30) -> tuple[str, ...]:
    """RFC 5322 3.6.4: the parent's references, then the parent; long threads keep both ends."""
    chain = (*message.message.references, message.message.message_id)
    ids = tuple(dict.fromkeys(i for i in chain if i))
    return ids if len(ids) <= limit else (ids[0], *ids[-(limit - 1) :])


QUOTED = 8_000
"""Characters of the customer's words that a reply repeats at most."""


def quoted(text: str) -> str:
    """The text with RFC 3676 quote marks; quotes within it get one mark more."""
    text = text.strip()
    lines = (text[:QUOTED].rstrip() + "\n[…]" if len(text) > QUOTED else text).split("\n")
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)


_ATTRIBUTION = {
    "en": "On {day}, {name} wrote:",
    "vi": "Vào {day}, {name} đã viết:",
    "ru": "{day}, {name} пишет:",
}


def attribution(name: str, local: datetime, language: str) -> str:
    """The line above a quote, in the customer's language; `local` is in the shop's zone."""
    form = _ATTRIBUTION.get(language, _ATTRIBUTION["en"])
    day = f"{local:%Y-%m-%d %H:%M}" if language not in ("vi", "ru") else f"{local:%d.%m.%Y %H:%M}"
    return form.format(day=day.replace(".", "/") if language == "vi" else day, name=name)


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a line as the owner types it: commas between them, names are dropped."""
    found = []
    for piece in re.split(r"[,;]", text):
        inner = re.search(r"<([^<>]*)>", piece)
        found.append((inner[1] if inner else piece).strip())
    return tuple(dict.fromkeys(one for one in found if one))


def forward_subject(subject: str) -> str:
    """`Fwd: ` before the bare subject."""
    return f"Fwd: {bare_subject(subject)}".rstrip()


def why_not(draft: Draft) -> tuple[str, tuple[str, ...]] | None:
    """What forbids sending, as (`recipient` | `address` | `empty` | `blanks`, names), or None."""
    if not draft.to:
        return "recipient", ()
    if wrong := tuple(a for a in (*draft.to, *draft.cc) if not _ADDRESS.fullmatch(a)):
        return "address", wrong
    if not draft.body.strip():
        return "empty", ()
    if names := blanks(draft.body):
        return "blanks", names
    return None


def unanswered(messages: tuple[FiledMessage, ...]) -> tuple[int, ...]:
    """The customer messages of the thread that still want an answer, as numbers."""
    return tuple(m.id for m in messages if not m.outgoing and not m.answered)
