"""The first start, and every later one: until the newest mail's alarm is on the screen.

At the first start a shopdesk that knows nothing shows what waits of the last seven days; later the
board is painted from the records. Beside it the others without and with what they keep from one
start to the next, an empty Textual program, and the least that IMAP itself costs.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import floor, hello, peers
from tests.benchmarks.place import PASSWORD, Place, missing, place, program
from tests.benchmarks.processes import resident_mib, run
from tests.benchmarks.screens import screen
from tests.benchmarks.table import Table, median, ratio, thousands

FIRST, LATER = 3, 7
"""Times that each is started."""
WATCHING = ("watching", "older mail")
"""The board has seen all of the last days."""

Command = Callable[[Path], Sequence[str]]


def main() -> int:
    """Print both tables; 1 where no server can run."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    with place() as made:
        first_starts(made)
        later_starts(made)
    return 0


def first_starts(made: Place) -> None:
    """From nothing."""
    table = Table(
        "First start: the newest mail on the screen (medians)",
        *map(thousands, made.sizes),
        "growth",
    )
    ours = [median([_first(made, size) for _ in range(FIRST)]) for size in made.sizes]
    table.row("shopdesk: the last 7 days on the board", *ours, ratio(ours[-1], ours[0]))
    for name in peers.installed("neomutt", "aerc"):
        times = [
            median([_peer(made, size, name, cached=False) for _ in range(FIRST)])
            for size in made.sizes
        ]
        table.row(f"{name}, nothing kept", *times, ratio(times[-1], times[0]))
    times = [median([_window(made, size) for _ in range(FIRST)]) for size in made.sizes]
    table.row("IMAP: the newest 45 headers, no screen", *times, ratio(times[-1], times[0]))


def later_starts(made: Place) -> None:
    """The board from its records; the same profile each time."""
    title = "Later starts: the newest mail on the screen (medians)"
    table = Table(title, *map(thousands, made.sizes), "to Textual")
    environment = made.environment
    floors: list[float] = []
    ours: list[list[float]] = []
    memory: list[float] = []
    for size in made.sizes:
        profile = made.profile(size, "later")
        run(program(profile, "watch", "--once"), environment, made.folder)
        times: list[float] = []
        # one after the other, so that whatever else the machine does meets both
        for _ in range(LATER):
            with screen(
                [sys.executable, hello.__file__, "mark"], made.folder, environment
            ) as shown:
                floors.append(shown.shows("mark 7"))
            with screen(program(profile), made.folder, environment) as shown:
                times.append(shown.shows(f"#{made.newest(size)}"))
                shown.seen(*WATCHING)
                memory.append(resident_mib(shown.child.pid))
        ours.append(times)
    table.row("Textual: an empty program", *([median(floors)] * len(made.sizes)), "1.00 x")
    medians = [median(times) for times in ours]
    table.row("shopdesk", *medians, ratio(medians[-1], median(floors)))
    for name in peers.installed("neomutt", "aerc"):
        found = [_kept(made, size, name) for size in made.sizes]
        table.row(f"{name}, headers kept", *found, ratio(found[-1], median(floors)))
    best = [max(memory[n * LATER : (n + 1) * LATER]) for n in range(len(made.sizes))]
    table.row("shopdesk: resident memory then", *(f"{mib:.0f} MiB" for mib in best), "")


def _first(made: Place, size: int) -> float:
    profile = made.profile(size, "first")
    with screen(program(profile), made.folder, made.environment) as shown:
        shown.shows(f"#{made.newest(size)}")
        return shown.seen(*WATCHING) - shown.began


def _peer(made: Place, size: int, name: str, *, cached: bool, home: Path | None = None) -> float:
    home = home or Path(tempfile.mkdtemp(dir=made.folder))
    setup = getattr(peers, name)
    with screen(setup(made, size, home, cached=cached), home, made.environment) as shown:
        seconds = shown.shows(f"#{made.newest(size)}")
        if cached:
            _quit(name, shown.press)
            shown.child.wait(60)
        return seconds


def _kept(made: Place, size: int, name: str) -> float:
    home = Path(tempfile.mkdtemp(dir=made.folder))
    times = [_peer(made, size, name, cached=True, home=home) for _ in range(FIRST + 1)]
    return median(times[1:])


def _quit(name: str, press: Callable[[str], float]) -> None:
    """As its owner would, so that it keeps what it keeps."""
    press(":quit -f\r" if name == "aerc" else "q")


def _window(made: Place, size: int) -> float:
    account = made.account(size)
    command = [sys.executable, floor.__file__, "window", str(made.imaps), str(made.ca)]
    return run([*command, account.address, PASSWORD], made.environment, made.folder).seconds


if __name__ == "__main__":
    sys.exit(main())
