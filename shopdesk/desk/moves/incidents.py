"""What goes wrong, how often, at what cost, and what is done against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.moves.playbook import (
    Action,
    Incident,
    Prevention,
    Problem,
    Standing,
    standing,
    twice,
)
from shopdesk.ports.playbook import Playbook
from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Learned:
    """A problem with what its incidents have in common."""

    standing: Standing
    """How often, at what cost, and what is done."""
    by: Mapping[str, Mapping[str, int]]
    """Incidents by `product`, `carrier` and `cause`, the most frequent first; the rest is unknown.
    """
    twice: int
    """How many customers met it more than once."""


class Incidents:
    """Reads, and keeps the steps against it; raises `PlaybookError` for a broken playbook."""

    def __init__(self, records: Records, playbook: Playbook) -> None:
        self._records = records
        self._playbook = playbook

    def learned(self, now: datetime) -> tuple[Learned, ...]:
        """Every problem: those that ask for a step first, then the most frequent of late.

        Problems that were taken out of the playbook are told of under their ids.
        """
        incidents, steps = self._records.incidents(), self._records.preventions()
        known = {problem.id: problem for problem in self._playbook.problems()}
        for one in incidents:
            if one.problem not in known:
                known[one.problem] = _gone(one.problem)
        again = Counter(problem for _contact, problem in twice(incidents))
        found = [
            Learned(
                standing(problem, incidents, steps, now),
                _by([one for one in incidents if one.problem == id]),
                again[id],
            )
            for id, problem in known.items()
        ]
        found.sort(key=lambda one: (-one.standing.asks, -one.standing.lately, -one.standing.ever))
        return tuple(found)

    def resolve(self, problem: str, step: str, due: datetime, now: datetime) -> int:
        """Resolve on a step against it; its number."""
        self._playbook.problem(problem)
        return self._records.add_prevention(Prevention(0, problem, step, now, due, None))

    def done(self, step: int, now: datetime) -> bool:
        """The step is taken: from now on its effect shows. True when that is kept."""
        self._records.prevention_done(step, now)
        return True

    def overdue(self, now: datetime) -> tuple[Prevention, ...]:
        """Steps that were to be done by now."""
        return tuple(p for p in self._records.preventions() if p.done is None and p.due <= now)


def _by(incidents: list[Incident]) -> Mapping[str, Mapping[str, int]]:
    found = {}
    for what in ("product", "carrier", "cause"):
        counted = Counter(value for one in incidents if (value := getattr(one, what)))
        found[what] = dict(counted.most_common(5))
    return found


def _gone(id: str) -> Problem:
    return Problem(id, id, "", Action.NOTHING)
