"""How fast the figures are there: `python -m tests.benchmarks.figures [CONVERSATIONS]`.

A simulated shop of twelve months, 20,000 conversations unless told otherwise. Each time stands
beside a floor of the same run: reading the span's waits out of the file and nothing else.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.figures.figures import Figures
from shopdesk.domain.figures.spans import Span
from shopdesk.domain.shop.settings import Shop
from tests.shop import settings
from tests.simulated import END, FIRST, ZONE, simulate

RUNS = 5
CONFIG = """
[shop]
name = "Leeds Tea"
owner = "Ann"
zone = "Europe/London"
[[mailbox]]
address = "hello@tea.example"
imap = { host = "imap.tea.example" }
smtp = { host = "smtp.tea.example" }
"""
SPANS = (
    ("7 days", date(2026, 3, 1), date(2026, 3, 7)),
    ("28 days", date(2026, 3, 1), date(2026, 3, 28)),
    ("90 days", date(2026, 1, 1), date(2026, 3, 31)),
    ("the year", FIRST.date(), date(2026, 10, 31)),
)


def main() -> int:
    """Print the table."""
    conversations = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        path = simulate(folder, conversations)
        print(f"{conversations} conversations, written in {time.perf_counter() - began:.0f} s")
        records = SqliteRecords(path)
        figures = Figures(records, settings(shop=Shop("Leeds Tea", "Ann", ZONE)))
        print(f"{'dashboard':<22}{'ms':>8}{'floor ms':>10}{'ratio':>8}")
        for label, first, last in SPANS:
            span = Span(first, last, ZONE)
            took = median(lambda first=first, last=last: figures.between(first, last, END))  # type: ignore[misc]
            floor = median(lambda span=span: records.waits_between(span.since, span.until))  # type: ignore[misc]
            print(f"{label:<22}{took * 1000:>8.0f}{floor * 1000:>10.0f}{took / floor:>8.1f}")
        records.close()
        command(folder)
    return 0


def command(folder: Path) -> None:
    """The whole command, beside an interpreter that only starts."""
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    words = ["--since", str(FIRST.date()), "--until", "2026-10-31", "--json"]
    report = [sys.executable, "-m", "shopdesk", "--profile", str(folder), "report", *words]
    took = median(lambda: subprocess.run(report, check=True, stdout=subprocess.DEVNULL))
    version = [sys.executable, "-m", "shopdesk", "--version"]
    floor = median(lambda: subprocess.run(version, check=True, stdout=subprocess.DEVNULL))
    print(
        f"{'report --json, a year':<22}{took * 1000:>8.0f}{floor * 1000:>10.0f}{took / floor:>8.1f}"
    )


def median(work: Callable[[], object]) -> float:
    """Seconds, of several runs."""
    took = []
    for _run in range(RUNS):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    assert datetime.now(tz=UTC) > END
    raise SystemExit(main())
