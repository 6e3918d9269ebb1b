"""The shop's known problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.moves.playbook import Problem


class Playbook(Protocol):
    """Raises `PlaybookError` with a sentence for the owner."""

    def problems(self) -> tuple[Problem, ...]:
        """All, in the owner's order."""
        ...

    def problem(self, id: str) -> Problem:
        """One of them; raises where there is none."""
        ...
