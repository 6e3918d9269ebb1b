"""Figures side by side."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import sys
from collections.abc import Sequence
from importlib.metadata import version


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """By nearest rank."""
    return sorted(values)[max(-(-95 * len(values) // 100), 1) - 1]


class Table:
    """Rows of a name and figures; printed as it grows, so that nothing is lost by a break."""

    def __init__(self, title: str, *columns: str, width: int = 14) -> None:
        self._width = width
        print(f"\n{title}\n{'':<44}" + "".join(f"{c:>{width}}" for c in columns), flush=True)

    def row(self, name: str, *cells: str | float | None) -> None:
        """One line; a number is seconds."""
        told = "".join(f"{_told(cell):>{self._width}}" for cell in cells)
        print(f"{name:<44}{told}", flush=True)


def ratio(ours: float | None, theirs: float | None) -> str:
    """How many times as much."""
    return f"{ours / theirs:.2f} x" if ours is not None and theirs else "–"


def thousands(size: int) -> str:
    """A column's heading."""
    return f"{size:,}"


def machine() -> str:
    """What it was measured on."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, load {load:.1f}; "
        f"Python {platform.python_version()}, Textual {version('textual')}, "
        f"SQLite {sqlite3.sqlite_version}, {sys.platform}"
    )


def _told(cell: str | float | None) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return f"{cell * 1000:.1f} ms" if cell < 1 else f"{cell:.2f} s"
