"""How a wait ended."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a wait ended."""

    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"
    """A reply written in another program, seen in Sent: its time is known."""
    ELSEWHERE_UNTIMED = "elsewhere, time unknown"
    """The server says answered, and nobody knows when: kept out of the means."""
    DISMISSED = "dismissed"
