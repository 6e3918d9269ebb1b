"""A file within a mail, with its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from mimetypes import MimeTypes

from shopdesk.domain.mail.message import Attachment

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class File:
    """One attachment as it was sent."""

    attachment: Attachment
    """What is said about it."""
    content: bytes
    """Its bytes, the transfer encoding undone."""
    content_id: str = ""
    """What HTML names it by, after `cid:`; empty when it does not."""


def made(name: str, content: bytes, content_type: str = "", content_id: str = "") -> File:
    """A file that was not a part of its own; without a type, the name tells it."""
    content_type = content_type or type_of(name)
    return File(Attachment(name, content_type, len(content), bool(content_id)), content, content_id)


def type_of(name: str) -> str:
    """The content type that goes with a file's name."""
    return _types().guess_type(name.rpartition("/")[2][-255:])[0] or UNKNOWN_TYPE


@cache
def _types() -> MimeTypes:
    # The module's own functions read the machine's tables and differ from one to the next.
    return MimeTypes()
