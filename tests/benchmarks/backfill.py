"""Ten years of mail until they can be searched; and what it costs when there is nothing new.

shopdesk reads the bodies' texts behind everything else into its index; mbsync and `notmuch new` are
what people would use for the same. While it reads, the board's keys are pressed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import floor, peers
from tests.benchmarks.place import PASSWORD, Place, missing, place, program
from tests.benchmarks.processes import Run, run
from tests.benchmarks.screens import screen
from tests.benchmarks.table import Table, median, p95, ratio, thousands

IDLE_PASSES = 7
KEYS = 60
PAUSE_S = 0.1
"""Between two keys."""
HELP = "On the board"


def main() -> int:
    """Print the tables; 1 where no server can run."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    with place() as made:
        profiles = filled(made)
        nothing_new(made, profiles)
        keys_meanwhile(made)
    return 0


def filled(made: Place) -> dict[int, tuple[Path, Path]]:
    """Everything from nothing; returns our profile and the others' home for each size."""
    title = "All mail searchable, from nothing (one run each)"
    table = Table(title, *map(thousands, made.sizes), "to both", "peak")
    homes = {
        size: (made.profile(size, "fill"), Path(tempfile.mkdtemp(dir=made.folder)))
        for size in made.sizes
    }
    ours = [
        run(program(homes[size][0], "watch", "--once"), made.environment, made.folder)
        for size in made.sizes
    ]
    both: list[float | None] = [None] * len(made.sizes)
    if len(peers.installed("mbsync", "notmuch")) == 2:
        fetched, indexed = [], []
        for size in made.sizes:
            home = homes[size][1]
            fetched.append(run(peers.mbsync(made, size, home), made.environment, home))
            command, extra = peers.notmuch(home)
            indexed.append(run([*command, "new"], made.environment | extra, home))
        _row(table, "mbsync", fetched)
        _row(table, "notmuch new", indexed)
        both = [a.seconds + b.seconds for a, b in zip(fetched, indexed, strict=True)]
    _row(table, "IMAP: every body fetched and thrown away", [_floor(made, s) for s in made.sizes])
    last = ours[-1]
    seconds = [one.seconds for one in ours]
    table.row("shopdesk watch --once", *seconds, ratio(last.seconds, both[-1]), _mib(last))
    computing = [one.computing for one in ours]
    table.row("  computing time of it", *computing, ratio(last.computing, both[-1]), "")
    return homes


def nothing_new(made: Place, homes: dict[int, tuple[Path, Path]]) -> None:
    """One look more."""
    title = "Nothing new: one complete pass (medians; the program's start included)"
    table = Table(title, *map(thousands, made.sizes), "growth")
    floors = [_passes(made, _changes(made, size)) for size in made.sizes]
    table.row("IMAP: SELECT with QRESYNC", *floors, ratio(floors[-1], floors[0]))
    if peers.installed("mbsync", "notmuch"):
        times = [_passes(made, peers.mbsync(made, size, homes[size][1])) for size in made.sizes]
        table.row("mbsync", *times, ratio(times[-1], times[0]))
    ours = [_passes(made, program(homes[size][0], "watch", "--once")) for size in made.sizes]
    table.row("shopdesk watch --once", *ours, ratio(ours[-1], ours[0]))
    bare = _passes(
        made, [sys.executable, "-c", "import shopdesk.cli.watch, shopdesk.adapters.imap"]
    )
    table.row("  of it Python with what it imports", *([bare] * len(made.sizes)), "1.00 x")


def keys_meanwhile(made: Place) -> None:
    """The help opened and closed while older mail is read, and when there is nothing to do."""
    first, last = made.sizes[0], made.sizes[-1]
    table = Table("A key until the screen has followed", "median", "p95", "worst")
    for name, size, quiet in (
        (f"shopdesk, reading {last:,} older mails", last, False),
        ("shopdesk, at rest", first, True),
    ):
        with screen(program(made.profile(size, "keys")), made.folder, made.environment) as shown:
            shown.seen("checked" if quiet else "older mail")
            times = []
            for _ in range(KEYS // 2):
                for follow in (shown.seen, shown.gone):
                    at = shown.press("?")
                    times.append(follow(HELP) - at)
                    time.sleep(PAUSE_S)
        table.row(name, median(times), p95(times), max(times))


def _passes(made: Place, command: list[str]) -> float:
    return median([run(command, made.environment, made.folder).seconds for _ in range(IDLE_PASSES)])


def _floor(made: Place, size: int) -> Run:
    return run(_command(made, size, "bodies"), made.environment, made.folder)


def _changes(made: Place, size: int) -> list[str]:
    state = run(_command(made, size, "state"), made.environment, made.folder).out.strip()
    return _command(made, size, "changes", state)


def _command(made: Place, size: int, what: str, *arguments: str) -> list[str]:
    address = made.account(size).address
    return [
        sys.executable,
        floor.__file__,
        what,
        str(made.imaps),
        str(made.ca),
        address,
        PASSWORD,
        *arguments,
    ]


def _row(table: Table, name: str, runs: list[Run]) -> None:
    table.row(name, *(one.seconds for one in runs), "", _mib(runs[-1]))


def _mib(one: Run) -> str:
    return f"{one.peak_mib:.0f} MiB"


if __name__ == "__main__":
    sys.exit(main())
