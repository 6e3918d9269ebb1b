"""What the faults came to, as a table."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    """What was done, or counted."""
    value: str
    """What came of it."""
    wanted: str = ""
    """What must come of it; empty for what is only told."""
    met: bool = True
    """Whether it did."""


def counted(what: str, number: int, wanted: int = 0) -> Figure:
    """A number that has to be exactly this."""
    return Figure(what, str(number), str(wanted), number == wanted)


def within(what: str, seconds: Sequence[float], limit_s: float) -> Figure:
    """Times of which the longest has to stay below a limit."""
    if not seconds:
        return Figure(what, "none", f"≤ {limit_s:g} s")
    worst = max(seconds)
    value = f"median {percentile(seconds, 50):.1f} s, worst {worst:.1f} s (n = {len(seconds)})"
    return Figure(what, value, f"≤ {limit_s:g} s", worst <= limit_s)


def percentile(values: Sequence[float], percent: float) -> float:
    """By nearest rank."""
    ranked = sorted(values)
    return ranked[max(ceil(len(ranked) * percent / 100) - 1, 0)]


def table(figures: Sequence[Figure]) -> str:
    """For Markdown and for the eye."""
    rows = [("", "measured", "wanted"), ("---", "---", "---")]
    rows += [(f.what, f.value, f.wanted if f.met else f"{f.wanted} MISSED") for f in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def machine() -> str:
    """What it ran on."""
    cores = sum(
        line.startswith("processor") for line in Path("/proc/cpuinfo").read_text().splitlines()
    )
    system = f"{platform.system()} {platform.release()}"
    return f"{system}, {cores} cores, Python {platform.python_version()}"
