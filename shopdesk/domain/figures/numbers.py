"""Means, medians and percentiles of durations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took."""

    n: int
    """How many cases."""
    mean: timedelta | None
    """None without any case; so are the others."""
    median: timedelta | None
    """Of an even count the mean of the two in the middle."""
    p90: timedelta | None
    """Nearest rank: nine of ten were no slower."""


def times(durations: Iterable[timedelta]) -> Times:
    """The figures of some durations."""
    took = sorted(durations)
    if not took:
        return Times(0, None, None, None)
    middle = len(took) // 2
    median = took[middle] if len(took) % 2 else (took[middle - 1] + took[middle]) / 2
    mean = sum(took, timedelta()) / len(took)
    return Times(len(took), mean, median, took[ceil(0.9 * len(took)) - 1])


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, never without the whole."""

    part: int
    """How many."""
    whole: int
    """Of how many."""

    @property
    def ratio(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)
