"""How hot an alarm is (design 4.6)."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum


class Severity(IntEnum):
    """From quiet to on fire; comparable."""

    CALM = 0
    WARM = 1
    HOT = 2
    BURNING = 3


WARM_FROM = 0.5
HOT_FROM = 0.8


def severity(elapsed: timedelta, target: timedelta) -> Severity:
    """Calm below half of the target, warm below 80 %, hot below all of it, then burning.

    Both are business time. A target of zero burns at once.
    """
    if elapsed >= target:
        return Severity.BURNING
    if elapsed >= HOT_FROM * target:
        return Severity.HOT
    if elapsed >= WARM_FROM * target:
        return Severity.WARM
    return Severity.CALM
