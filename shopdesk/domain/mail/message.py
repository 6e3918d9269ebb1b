"""One e-mail, as read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """A name and an e-mail address, both decoded and possibly empty."""

    name: str
    """The display name."""
    email: str
    """The address, domain in lower case."""

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a message that is a file."""

    filename: str
    """The name as the sender gave it: hostile until made safe for a folder."""
    content_type: str
    """Lower case, as in `image/jpeg`."""
    size: int
    """Decoded size in bytes."""
    inline: bool
    """Shown within the HTML rather than listed below it."""


class Automatic(StrEnum):
    """Why a message is not from a person who waits (design: automatic mail)."""

    NEWSLETTER = "newsletter"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto-reply"
    RECEIPT = "receipt"
    NOTIFICATION = "notification"
    OWN = "own"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says; nothing about where it lies."""

    message_id: str
    """Message-ID without angle brackets; empty when the mail has none."""
    references: tuple[str, ...]
    """References and In-Reply-To, oldest first, without brackets or repeats."""
    sender: Address
    """From; both fields empty when the mail has none."""
    reply_to: Address | None
    """Reply-To, when it is there."""
    to: tuple[Address, ...]
    """To and Cc."""
    subject: str
    """Decoded, one line, NFC."""
    date: datetime | None
    """The Date header, aware; None when missing or senseless. Never used for the clock."""
    text: str
    """The visible text, NFC, `\\n` line ends; HTML already turned into text."""
    new_text: str
    """`text` without the quoted tail and the signature; never empty when `text` is not."""
    attachments: tuple[Attachment, ...]
    """The files, in order."""
    headers: tuple[tuple[str, str], ...]
    """Header names in lower case with unfolded values, in order."""
    warnings: tuple[str, ...] = ()
    """What the reader should know about the reading: cut, encrypted, answers go elsewhere."""

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def author(self) -> Address:
        """Whom an answer goes to: Reply-To where it is given, else From."""
        return self.reply_to or self.sender
