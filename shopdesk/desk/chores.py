"""What goes on beside the watching while the lease is ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


class Chore(Protocol):
    """A thread of its own; made anew each time the lease is taken."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Ask it to end."""

    def join(self) -> None:
        """Wait for the end, for a while."""


Chores = Callable[[Callable[[], None]], Sequence[Chore]]
"""Makes them; they are given what wakes the watches up."""


def no_chores(_wake: Callable[[], None]) -> Sequence[Chore]:
    """For a desk that only shows."""
    return ()
