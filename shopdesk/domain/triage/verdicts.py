"""What is said of a mail."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.mail.message import Automatic


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a person waits for an answer."""

    kind: Automatic | None
    """The kind of automatic mail; None for a person's."""
    reason: str
    """Why, as a sentence for the owner."""
    certain: bool = False
    """Whether it stands even against the owner's rule for the sender."""
