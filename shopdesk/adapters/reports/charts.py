"""Small charts as SVG that stands in the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH = 720
HEIGHT = 120
_LABELS = 18
_CELL = 24
_DAY = 40


def bars(values: Sequence[float | None], labels: Sequence[str], told: Sequence[str]) -> str:
    """A bar for each value; `told` is what pointing at one says. None leaves a gap."""
    most = max((v for v in values if v is not None), default=0) or 1
    step = WIDTH / max(len(values), 1)
    parts = []
    for n, (value, words) in enumerate(zip(values, told, strict=True)):
        if value is None:
            continue
        high = HEIGHT * value / most
        parts.append(
            f'<rect x="{n * step + step * 0.1:.1f}" y="{HEIGHT - high:.1f}" '
            f'width="{step * 0.8:.1f}" height="{max(high, 1):.1f}">'
            f"<title>{escape(words)}</title></rect>"
        )
    every = max(len(labels) // 8, 1)
    for n, label in enumerate(labels):
        if n % every == 0:
            parts.append(
                f'<text x="{n * step:.1f}" y="{HEIGHT + _LABELS - 4}">{escape(label)}</text>'
            )
    return _svg(WIDTH, HEIGHT + _LABELS, parts)


def week(
    fields: Sequence[Sequence[float | None]], days: Sequence[str], told: Sequence[Sequence[str]]
) -> str:
    """Seven rows of 24 cells; the darker the more."""
    most = max((v for day in fields for v in day if v is not None), default=0) or 1
    parts = []
    for row, (day, name) in enumerate(zip(fields, days, strict=True)):
        y = row * _CELL
        parts.append(f'<text x="0" y="{y + _CELL * 0.7:.0f}">{escape(name)}</text>')
        for hour, value in enumerate(day):
            depth = 0.04 if value is None else 0.06 + 0.94 * value / most
            parts.append(
                f'<rect x="{_DAY + hour * _CELL}" y="{y}" width="{_CELL - 1}" '
                f'height="{_CELL - 1}" fill-opacity="{depth:.2f}">'
                f"<title>{escape(told[row][hour])}</title></rect>"
            )
    for hour in range(0, 24, 3):
        parts.append(f'<text x="{_DAY + hour * _CELL}" y="{7 * _CELL + 14}">{hour:02}</text>')
    return _svg(_DAY + 24 * _CELL, 7 * _CELL + _LABELS, parts)


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img">{inside}</svg>'
