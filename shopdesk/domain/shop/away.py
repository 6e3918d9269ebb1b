"""What customers are told by machine while nobody is at the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Away:
    """What the owner decided about it."""

    enabled: bool = False
    """Whether anybody is told at all."""
    template: str = "away"
    """Id of the template with the words."""
    only_when_closed: bool = True
    """Whether the shop must be closed."""
    per_hour: int = 30
    """So many in an hour at most, to all customers together: more is a flood."""
