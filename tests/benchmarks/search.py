"""How fast words are found in all mail: the question itself, and the answer on the screen."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from shopdesk.bootstrap import Profile, search
from tests.benchmarks import floor, peers
from tests.benchmarks.mailbox import NEEDLE
from tests.benchmarks.place import PASSWORD, Place, missing, place, program
from tests.benchmarks.processes import run
from tests.benchmarks.screens import screen
from tests.benchmarks.table import Table, median, p95, ratio, thousands

QUESTIONS = (
    *(NEEDLE, "order", "orders damaged", "where is my parcel", "посылку", "размер ботинки"),
    *("доставки", "giay", "don dau", "Giày", "hoàn tiền", "1000500", "customers3.test", "ada"),
)
ROUNDS = 5
LINES = 50
TYPED = ("parcel", "размер", "giay lon", "zanzi", "money back")
SHOWN_S = 0.25
"""Between two letters."""


def main() -> int:
    """Print the tables; 1 where no server can run."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    with place() as made:
        table = Table("Searching all mail", *map(thousands, made.sizes), "growth")
        asked, typed, others = [], [], []
        for size in made.sizes:
            profile = made.profile(size, "search")
            run(program(profile, "watch", "--once"), made.environment, made.folder)
            asked.append(questions(profile))
            typed.append(as_typed(made, profile))
            others.append(notmuch(made, size))
        for name, pick in (("median", median), ("p95", p95)):
            times = [pick(found) for found in asked]
            table.row(f"shopdesk, a question, {name}", *times, ratio(times[-1], times[0]))
        for name, pick in (("median", median), ("p95", p95)):
            times = [pick(found) for found in typed]
            table.row(
                f"shopdesk, a letter until painted, {name}", *times, ratio(times[-1], times[0])
            )
        if peers.installed("mbsync", "notmuch") == ["mbsync", "notmuch"]:
            times = [median(found) for found in others]
            table.row("notmuch search, its start included", *times, ratio(times[-1], times[0]))
        by_server = [_server(made, size) for size in made.sizes]
        table.row("IMAP: SEARCH BODY on the server", *by_server, ratio(by_server[-1], by_server[0]))
    return 0


def questions(profile: Path) -> list[float]:
    """Seconds for each, whole answers with their excerpts."""
    opened = search(Profile(profile))
    opened.search.refresh()
    while opened.search.catch_up():
        pass
    times = []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            began = time.perf_counter()
            opened.search.find(question, LINES)
            times.append(time.perf_counter() - began)
    opened.close()
    return times


def as_typed(made: Place, profile: Path) -> list[float]:
    """Seconds from each letter until its own answer is painted."""
    times = []
    with screen(program(profile), made.folder, made.environment) as shown:
        shown.shows("watching")
        shown.press("/")
        shown.shows("a name, an order")
        for words in TYPED:
            for n, letter in enumerate(words, 1):
                if letter == " ":
                    shown.press(letter)
                    continue
                at = shown.press(letter)
                times.append(shown.seen(f" {words[:n]}: ") - at)
                time.sleep(SHOWN_S)
            # the whole line goes
            shown.press("\x15")
            shown.seen("a name, an order")
    return times


def notmuch(made: Place, size: int) -> list[float]:
    """Seconds for the same questions, as many answers."""
    if peers.installed("mbsync", "notmuch") != ["mbsync", "notmuch"]:
        return []
    home = Path(tempfile.mkdtemp(dir=made.folder))
    run(peers.mbsync(made, size, home), made.environment, home)
    command, extra = peers.notmuch(home)
    environment = made.environment | extra
    run([*command, "new"], environment, home)
    return [
        run([*command, "search", f"--limit={LINES}", question], environment, home).seconds
        for question in QUESTIONS
    ]


def _server(made: Place, size: int) -> float:
    account = made.account(size)
    command = [sys.executable, floor.__file__, "search", str(made.imaps), str(made.ca)]
    asked = [*command, account.address, PASSWORD, NEEDLE]
    return run(asked, made.environment, made.folder).seconds


if __name__ == "__main__":
    sys.exit(main())
