"""How far a reply has come on its way out."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a reply has come."""

    QUEUED = "queued"
    CALLING = "calling"
    SENDING = "sending"
    UNSURE = "unsure"
    ACCEPTED = "accepted"
    FILED = "filed"
    HELD = "held"
    RECALLED = "recalled"


LEAVING = (Stage.QUEUED, Stage.CALLING, Stage.SENDING, Stage.UNSURE)
"""The owner has sent it, and nobody knows yet how it ends."""
