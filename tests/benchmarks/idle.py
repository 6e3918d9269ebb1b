"""What the idle program costs: `python -m tests.benchmarks.idle`.

The real board in a terminal of its own, on Dovecot with IDLE, with 300 running alarms whose
countdowns move each second; beside it, in the same run, an empty Textual app of one line. The share
of a core is computing time over time on the clock, as Linux tells it for the process.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from tests.servers import dovecot as dovecot_server
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot
from tests.shop import Mail
from tests.terminal.terminal import Terminal, terminal
from tests.whole.conftest import Shop, make_shop

ALARMS = 300
SECONDS = 20.0
SETTLED_S = 20.0
"""After the last alarm is on the board: the first paint and the import are no idling."""
SIZE = (160, 45)
HOURS = "\n[hours]\n" + "".join(
    f'{day} = ["00:00-24:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello, world")

Hello().run()
"""


@dataclass(frozen=True, slots=True)
class Idled:
    """What a program used while nobody touched it."""

    share: float
    """Of a core, 0-1."""
    written: float
    """Bytes to the terminal, a second."""


def main() -> int:
    """Print the table; 1 where it cannot be measured."""
    missing = dovecot_server.missing() or (
        None if Path("/proc/self/stat").exists() else "there is no /proc on this system"
    )
    if missing:
        print(missing, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        shop = stack.enter_context(_shop(Path(folder)))
        board = [sys.executable, "-m", "shopdesk", "--profile", str(shop.profile.folder)]
        secret = {"SHOPDESK_TEST_PASSWORD": shop.account.password}
        rows = {
            f"the board, {ALARMS} alarms": _idle(board, Path(folder), f"{ALARMS} alarms:", secret),
            "hello, world": _idle([sys.executable, "-c", HELLO], Path(folder), "Hello, world", {}),
        }
    print(f"{'idle, ' + 'x'.join(map(str, SIZE)):<28}{'of a core':>10}{'bytes/s':>10}")
    for name, found in rows.items():
        print(f"{name:<28}{found.share:>10.2%}{found.written:>10.0f}")
    return 0


@contextmanager
def _shop(folder: Path) -> Iterator[Shop]:
    """A mailbox that has been watched since yesterday, with the customers' mails in it."""
    authority = Authority(folder)
    server = Dovecot(authority)
    try:
        account = server.new_account()
        shop = make_shop(
            folder,
            account,
            ca=server.ca_pem,
            imap=server.imaps_port,
            imap_security="tls",
            smtp=server.imaps_port,
            smtp_security="tls",
        )
        shop.profile.config.write_text(shop.profile.config.read_text("utf-8") + HOURS, "utf-8")
        now = datetime.now(UTC)
        records = SqliteRecords(shop.profile.records)
        records.watching_since(account.address, now - timedelta(days=1))
        records.close()
        chance = random.Random(1)  # noqa: S311 - no secret in it
        with server.client(account.address) as client:
            for n in range(ALARMS):
                at = now - timedelta(seconds=chance.randrange(3600))
                client.append("INBOX", _mail(n).raw(at), (), at)
        yield shop
    finally:
        server.close()


def _mail(n: int) -> Mail:
    return Mail(
        sender=f"Customer {n} <c{n}@customers.test>",
        subject=f"Invoice number {n}, please",
        body="Hello, could I have it for my books, please?",
        id=f"{n}@customers.test",
    )


def _idle(command: Sequence[str], folder: Path, sign: str, env: Mapping[str, str]) -> Idled:
    columns, lines = SIZE
    with terminal(command, folder, columns=columns, lines=lines, env=env) as screen:
        screen.wait_for(sign, seconds=60)
        _watch(screen, SETTLED_S)
        used, began, written = _computed(screen.pid), time.monotonic(), len(screen.written)
        _watch(screen, SECONDS)
        took = time.monotonic() - began
        share = (_computed(screen.pid) - used) / took
        return Idled(share, (len(screen.written) - written) / took)


def _watch(screen: Terminal, seconds: float) -> None:
    """A terminal that nobody reads would hold the program up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not screen.read():
            raise AssertionError(f"it ended; the screen was\n{screen.text}")


def _computed(pid: int) -> float:
    """Seconds of computing, all threads, user and system."""
    after_name = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
