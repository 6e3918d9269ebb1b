"""Break everything that can break, count what came of it, and print the table.

    python -m tests.faults [--long] [--only kills|cuts|burst|fuzz]

Needs Dovecot. Exit status 0 when every figure is what it has to be, 1 otherwise, 2 without Dovecot.
What was slow or hung is named on stderr.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.burst import flood
from tests.faults.cuts import broken, some
from tests.faults.figures import Figure, machine, table
from tests.faults.fuzz import fuzzed
from tests.faults.kills import aimed, at_random
from tests.servers import dovecot as dovecot_server
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot

KILLS = "kills"
CUTS = "cuts"
BURST = "burst"
FUZZ = "fuzz"


@dataclass(frozen=True)
class Extent:
    """How much is done."""

    random: int
    """Kills at any moment."""
    aimed: int
    """Kills in a chosen moment."""
    filing: int
    """The same with a server that files the copies itself."""
    cuts: int
    """Breaks of the line."""
    at_once: int
    """Shops side by side whose lines break."""
    longest_s: float
    """How long a line stays broken at most."""
    mails: int
    """In the burst."""
    fuzz_s: float
    """Of damaged input, for each of four readers."""


SHORT = Extent(random=5, aimed=6, filing=5, cuts=12, at_once=4, longest_s=5, mails=500, fuzz_s=10)
LONG = Extent(
    random=100, aimed=60, filing=40, cuts=100, at_once=8, longest_s=20, mails=10_000, fuzz_s=120
)

Part = Callable[[Path, Dovecot], list[Figure]]


def parts(extent: Extent, seed: int) -> dict[str, Part]:
    """What is done, by its name."""

    def kills(folder: Path, dovecot: Dovecot) -> list[Figure]:
        at_any = at_random(folder, dovecot, extent.random)
        chosen = aimed(folder, dovecot, extent.aimed)
        filing = aimed(folder, dovecot, extent.filing, files=True)
        return [
            *at_any.figures("any moment"),
            *chosen.figures("chosen moments"),
            *filing.figures("chosen moments, server files copies"),
        ]

    def cuts(folder: Path, dovecot: Dovecot) -> list[Figure]:
        chosen = some(extent.cuts, seed)
        at_once, longest_s = extent.at_once, extent.longest_s
        out = broken(folder, dovecot, chosen, at_once=at_once, longest_s=longest_s)
        for line in (*out.hangs, *out.slow):
            print(line, file=sys.stderr)
        return out.figures()

    def burst(folder: Path, dovecot: Dovecot) -> list[Figure]:
        return flood(folder, dovecot, extent.mails).figures()

    def fuzz(folder: Path, dovecot: Dovecot) -> list[Figure]:
        del dovecot
        return fuzzed(folder, extent.fuzz_s, seed)

    return {KILLS: kills, CUTS: cuts, BURST: burst, FUZZ: fuzz}


def main(arguments: Sequence[str]) -> int:
    """Do what was asked for; the exit status comes back."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument(
        "--long", action="store_true", help="the README's figures, about half an hour"
    )
    parser.add_argument("--only", choices=(KILLS, CUTS, BURST, FUZZ), help="one part of it")
    parser.add_argument("--seed", type=int, default=1, help="chooses the breaks and the damage")
    asked = parser.parse_args(arguments)
    if lacking := dovecot_server.missing():
        print(lacking, file=sys.stderr)
        return 2
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        (Path(folder) / "certificates").mkdir()
        dovecot = Dovecot(Authority(Path(folder) / "certificates"))
        try:
            for name, part in parts(LONG if asked.long else SHORT, asked.seed).items():
                if asked.only in (None, name):
                    begun = time.monotonic()
                    figures += part(Path(folder), dovecot)
                    print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
        finally:
            dovecot.close()
    print(f"{machine()}\n\n{table(figures)}")
    return 0 if all(f.met for f in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
