"""What the owner wants to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.domain.figures.numbers import Share


@dataclass(frozen=True, slots=True)
class Goals:
    """Nothing unless the owner says so."""

    in_target: int | None = None
    """Per cent of the waits to be answered in time; None: no goal."""

    def met(self, share: Share) -> bool | None:
        """Whether so many were answered in time; None without a goal, or without any wait."""
        if self.in_target is None or not share.whole:
            return None
        return 100 * share.part >= self.in_target * share.whole


NO_GOALS = Goals()
