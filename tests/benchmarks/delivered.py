"""From the mail server's `delivered` until the mail is on the screen, everybody watching at once.

Dovecot tells of a new mail about half a second after it has it, so nobody can be quicker than that.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks import floor, peers
from tests.benchmarks.place import PASSWORD, Place, missing, place, program
from tests.benchmarks.processes import run
from tests.benchmarks.screens import screen
from tests.benchmarks.table import Table, median, p95, thousands

MAILS = 20
PAUSE_S = (0.5, 3.0)
POLL_S = 10
"""Without its IDLE ever being looked at: the shortest that neomutt is commonly set to."""


def main() -> int:
    """Print the table; 1 where no server can run."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    with place() as made:
        size = made.sizes[min(1, len(made.sizes) - 1)]
        delivered(made, size)
    return 0


def delivered(made: Place, size: int) -> None:
    """One mailbox, one mail after the other."""
    title = f"Delivered until on the screen, mailbox of {thousands(size)}"
    table = Table(title, "median", "p95", "to the floor")
    chance = random.Random(5)  # noqa: S311 - the same pauses each time
    with ExitStack() as all_of_them:
        shown = {
            name: all_of_them.enter_context(screen(command, home, made.environment))
            for name, command, home in _watchers(made, size)
        }
        for name, one in shown.items():
            one.seen(_ready(made, size, name))
        time.sleep(PAUSE_S[1])
        times: dict[str, list[float]] = {name: [] for name in shown}
        for n in range(MAILS):
            time.sleep(chance.uniform(*PAUSE_S))
            token = f"{7_000_000 + chance.randrange(900) * 1_000 + n}"
            made.deliver(size, token)
            began = time.monotonic()
            for name, one in shown.items():
                times[name].append(one.seen(token, patience_s=60) - began)
    least = median(times["IMAP: IDLE and a FETCH"])
    for name, found in times.items():
        table.row(name, median(found), p95(found), f"{(median(found) - least) * 1000:+.0f} ms")


def _watchers(made: Place, size: int) -> Sequence[tuple[str, Sequence[str], Path]]:
    account = made.account(size)
    listening = [sys.executable, floor.__file__, "idle", str(made.imaps), str(made.ca)]
    profile = made.profile(size, "delivered")
    run(program(profile, "watch", "--once"), made.environment, made.folder)
    found: list[tuple[str, Sequence[str], Path]] = [
        ("IMAP: IDLE and a FETCH", [*listening, account.address, PASSWORD], made.folder),
        ("shopdesk", program(profile), made.folder),
    ]
    settings: dict[str, Callable[[Path], Sequence[str]]] = {
        "aerc": lambda home: peers.aerc(made, size, home, cached=False),
        "neomutt": lambda home: peers.neomutt(made, size, home, cached=False, poll_s=POLL_S),
    }
    for name in peers.installed(*settings):
        home = Path(tempfile.mkdtemp(dir=made.folder))
        found.append((name, settings[name](home), home))
    return found


def _ready(made: Place, size: int, name: str) -> str:
    signs = {"IMAP: IDLE and a FETCH": "READY", "shopdesk": "watching"}
    return signs.get(name, f"#{made.newest(size)}")


if __name__ == "__main__":
    sys.exit(main())
