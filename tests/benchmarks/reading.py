"""How rightly and how fast mail is read: `python -m tests.benchmarks.reading [FOLDER]`.

FOLDER holds collections of mails with known answers and their `score.py`; without it,
`../shared/mails` beside the repository, or `mails` in SHOPDESK_SHARED. Figures are those of
`score.py` on what `shopdesk inspect --json` prints. Speed is that of one core, next to a floor
measured in the same run: the standard library's own reader, which stops at the decoded parts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path

from shopdesk.adapters.mime import MimeReader
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.triage import verdict
from shopdesk.domain.triage.contact import customer

ROUND_S = 0.5
"""Seconds of computing that one round of reading a collection takes."""
ROUNDS = 5
"""The fastest one counts: whatever else the machine does can only slow a round down."""
COLLECTIONS = ("stalwart", "chatwoot", "replies", "bounces", "mikel", "mime4j")


def main() -> int:
    """Print both tables; 1 where there are no mails."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared() / "mails"
    found = [folder / name for name in COLLECTIONS if (folder / name).is_dir()]
    if not found:
        print(f"{folder} is not here", file=sys.stderr)
        return 1
    for collection in found:
        print(scores(folder, collection), end="")
    print(f"\n{'mails a second':<16}{'mails':>8}{'shopdesk':>10}{'floor':>10}")
    everything: list[bytes] = []
    for collection in found:
        mails = [file.read_bytes() for file in files(collection)]
        everything += mails
        print(speeds(collection.name, mails))
    print(speeds("all", everything))
    return 0


def shared() -> Path:
    """The folder of sample data."""
    return Path(os.environ.get("SHOPDESK_SHARED") or Path(__file__).parents[3] / "shared")


def files(collection: Path) -> list[Path]:
    """The mails of a collection."""
    return sorted(f for f in collection.rglob("*") if f.suffix in {".eml", ".msg"})


def scores(folder: Path, collection: Path) -> str:
    """What `score.py` says of our readings."""
    nobody = os.environ | {"SHOPDESK_PROFILE": str(collection / "no-profile-here")}
    read = subprocess.run(
        [sys.executable, "-m", "shopdesk", "inspect", "--json", *map(str, files(collection))],
        capture_output=True,
        check=True,
        env=nobody,
    )
    return subprocess.run(
        [sys.executable, str(folder / "score.py"), str(collection)],
        input=read.stdout.decode(),
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def speeds(name: str, mails: list[bytes]) -> str:
    """One line of the table of speeds."""
    ours, floor = best(understood, mails), best(parsed, mails)
    return f"{name:<16}{len(mails):>8}{ours:>10.0f}{floor:>10.0f}"


def best(read: Callable[[bytes], object], mails: Iterable[bytes]) -> float:
    """Mails a second of one core, in the fastest round."""
    rates = []
    for _ in range(ROUNDS):
        count, begun = 0, time.process_time()
        while (passed := time.process_time() - begun) < ROUND_S or not count:
            for raw in mails:
                read(raw)
                count += 1
        rates.append(count / passed)
    return max(rates)


def understood(raw: bytes) -> None:
    """As a mail is read when it comes in: its parts, its text, who, and whether a person waits."""
    with suppress(UnreadableMail):
        message = MimeReader().read(raw)
        if verdict(message, frozenset()).kind is None:
            customer(message, frozenset())


def parsed(raw: bytes) -> None:
    """The floor: the standard library's parts, decoded, and nothing made of them."""
    with suppress(ValueError, LookupError, AttributeError, TypeError, IndexError):
        message = message_from_bytes(raw)
        for part in message.walk():
            if not part.is_multipart():
                part.get_payload(decode=True)


if __name__ == "__main__":
    sys.exit(main())
