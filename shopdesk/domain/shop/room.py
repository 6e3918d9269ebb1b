"""Room on the disk: warned of in time, and the last of it kept for what is under way."""

from __future__ import annotations

from enum import StrEnum

MIB = 1 << 20
LOW = 500 * MIB
"""Below this the owner is warned."""
FULL = 24 * MIB
"""Below this no new work is taken: what is left is for what has begun, such as a reply whose
end must be written down."""


class Room(StrEnum):
    """How much there is."""

    AMPLE = "ample"
    LOW = "low"
    FULL = "full"


def rated(free: int) -> Room:
    """For so many free bytes."""
    if free < FULL:
        return Room.FULL
    return Room.LOW if free < LOW else Room.AMPLE
