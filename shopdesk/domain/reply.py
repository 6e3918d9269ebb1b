"""A reply before it is a mail: whom it goes to, what it says, whether it may go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.conversation import FiledMessage

_BLANK = re.compile(r"\{\{-?\s*([^\W\d][\w.-]*)[^{}]*\}\}")
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
    recipient: str
    """The customer's address."""
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


def blanks(body: str) -> tuple[str, ...]:
    """The variables that are still unfilled in our own words, each once, in order."""
    return tuple(dict.fromkeys(_BLANK.findall(body)))


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


def quoted(text: str) -> str:
    """The text with RFC 3676 quote marks; quotes within it get one mark more."""
    lines = text.strip().split("\n")
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


def why_not(draft: Draft) -> tuple[str, tuple[str, ...]] | None:
    """What forbids sending, as (`recipient` | `empty` | `blanks`, names), or None."""
    if "@" not in draft.recipient:
        return "recipient", ()
    if not draft.body.strip():
        return "empty", ()
    if names := blanks(draft.body):
        return "blanks", names
    return None


def unanswered(messages: tuple[FiledMessage, ...]) -> tuple[int, ...]:
    """The customer messages of the thread that still want an answer, as numbers."""
    return tuple(m.id for m in messages if not m.outgoing and not m.answered)
