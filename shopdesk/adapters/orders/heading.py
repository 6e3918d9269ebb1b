"""Where the heading is, and what kind of export it heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.adapters.orders.formats import Format, heading, likeliest, placed
from shopdesk.adapters.orders.formats_any import EVERY, GENERIC, KNOWN, generic, named_columns
from shopdesk.adapters.orders.separated import Row
from shopdesk.domain.errors import ConfigError
from shopdesk.ports.order_files import Ask
from shopdesk.words import _

DEPTH = 40
"""Rows in which the heading is looked for."""

Remembered = Callable[[Sequence[str]], tuple[str, Mapping[str, str]] | None]
"""From a heading to the source and the columns that the owner once named for it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was found."""

    line: int
    """Counted from 1."""
    after: int
    """How many rows it and what is above it are."""
    cells: tuple[str, ...]
    """As they stand there."""
    names: tuple[str, ...]
    """Folded."""
    format: Format
    """What it heads."""
    ask: Ask
    """With what the owner once said about such files."""
    weight: int
    """How sure it is."""


def find(rows: Sequence[Row], ask: Ask, remembered: Remembered) -> Heading | None:
    """The surest heading among the first rows; None when there is none."""
    best: Heading | None = None
    for position, (line, cells) in enumerate(rows[:DEPTH]):
        if isinstance(cells, str) or sum(1 for cell in cells if cell.strip()) < 2:
            continue
        found = _judged(line, position + 1, cells, ask, remembered)
        if found is not None and (best is None or found.weight > best.weight):
            best = found
    return best


def _judged(
    line: int, after: int, cells: Sequence[str], ask: Ask, remembered: Remembered
) -> Heading | None:
    names = tuple(heading(cell) for cell in cells)
    if not ask.columns and (known := remembered(names)) is not None:
        source, columns = known
        ask = replace(ask, source=ask.source or source, columns=columns)
    own = named_columns(ask.columns, names)
    if ask.columns and len(own) < len(ask.columns):
        return None
    format = _format(names, ask)
    if format is None:
        return None
    weight = 100 * len(own) + 10 * max(
        (len(needed) for needed in format.needs if needed <= frozenset(names)), default=0
    )
    return Heading(
        line,
        after,
        tuple(cells),
        names,
        format,
        ask,
        weight + len(placed(format, names)),
    )


def _format(names: Sequence[str], ask: Ask) -> Format | None:
    if ask.format != "auto":
        format = format_called(ask.format)
        return format if placed(format, names) or ask.columns else None
    found = likeliest(names, KNOWN) or generic(names)
    if found is None and "number" in ask.columns:
        return GENERIC
    return found


def format_called(name: str) -> Format:
    """Raises `ConfigError` for a name that is no format's."""
    if name not in EVERY:
        raise ConfigError(
            _("There is no format {name}; possible are {known}.").format(
                name=name, known=", ".join(("auto", *EVERY))
            )
        )
    return EVERY[name]
