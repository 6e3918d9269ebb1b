"""How long to wait before a server is tried again."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_S = 1.0
LONGEST_S = 60.0
SLOW_S = (30.0, 900.0)
SHORT_PATIENCE_S = 5.0
_PATIENT_EVERY = 4
_MOST = 10


@dataclass(slots=True)
class Backoff:
    """Doubling from one second to a minute.

    Where trying again by itself is unlikely to help, from half a minute to a quarter of an hour: a
    wrong password that is tried every minute locks the account.
    """

    failures: int = 0
    """In a row."""
    early: bool = True
    """Whether a server that greets again may be tried before its time."""

    def succeeded(self) -> None:
        """Begin anew."""
        self.failures = 0
        self.early = True

    def failed(self, *, passing: bool, chance: float) -> float:
        """Seconds to wait; `chance`, from 0 to 1, takes away up to a quarter."""
        first, longest = (FIRST_S, LONGEST_S) if passing else SLOW_S
        doubled: float = min(first * 2 ** min(self.failures, _MOST), longest)
        self.failures += 1
        return doubled * (0.75 + 0.25 * chance)

    def comes_early(self, *, greeted: bool) -> bool:
        """Whether to try now that the server was asked for a greeting.

        Once: a server that greets and then fails us again has to be seen silent before the next
        time, or it would be tried every few seconds.
        """
        if not greeted:
            self.early = True
            return False
        trusted, self.early = self.early, False
        return trusted

    @property
    def patience_s(self) -> float | None:
        """How long each step of connecting may take; None: as long as usual.

        While the line is bad, an attempt that hangs in what was lost must not outlast the bad
        time; every fourth one is more patient, for the sake of slow servers.
        """
        if self.failures == 0:
            return None
        rounds, left = divmod(self.failures, _PATIENT_EVERY)
        return SHORT_PATIENCE_S if left else SHORT_PATIENCE_S * 2 * rounds
