"""The settings that are changed on the screen, one text each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.conversation import Category

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the settings file calls them, Monday first."""


class Kind(StrEnum):
    """How a setting is written."""

    SPAN = "span"
    """`5 min`."""
    HOURS = "hours"
    """`09:00-12:00, 13:00-19:00`."""
    DATES = "dates"
    """`2026-12-31, 2027-01-01`."""
    LINE = "line"
    """One line of text."""
    LINES = "lines"
    """Several lines."""


@dataclass(frozen=True, slots=True)
class Editable:
    """One setting."""

    key: str
    """As in `targets.pre_sale`."""
    kind: Kind
    """How it is written."""
    at_once: bool
    """Whether a change counts without a new start."""


def _targets() -> tuple[Editable, ...]:
    names = [category.value.replace("-", "_") for category in Category] + ["after_closed"]
    names += [f"channel.{channel.value}" for channel in Channel]
    return tuple(Editable(f"targets.{name}", Kind.SPAN, at_once=True) for name in names)


def _days(table: str) -> tuple[Editable, ...]:
    return tuple(Editable(f"{table}.{day}", Kind.HOURS, at_once=True) for day in DAYS)


TARGETS = _targets()
OPENING = (
    *_days("hours"),
    Editable("hours.holidays", Kind.LINE, at_once=True),
    Editable("hours.closed", Kind.DATES, at_once=True),
)
"""All of them empty: open day and night."""
DESK_HOURS = _days("desk_hours")
OTHER = (
    Editable("shop.language", Kind.LINE, at_once=False),
    Editable("desk.undo", Kind.SPAN, at_once=False),
    Editable("desk.poll", Kind.SPAN, at_once=False),
    Editable("shop.signature", Kind.LINES, at_once=False),
)
EDITABLE = (*TARGETS, *OPENING, *DESK_HOURS, *OTHER)
"""In the order in which they are shown."""
