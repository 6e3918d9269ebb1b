"""From a delivered mail to the ring: `python -m tests.benchmarks.rung`.

Dovecot with IDLE. The floor, in the same run on the same mailbox: a bare loop of IMAPClient that
waits in IDLE and knows no more than that something came, while the ring stands for a mail that was
fetched, read, sorted, put into the records and told.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from shopdesk import bootstrap
from shopdesk.desk.events import Event, Rang, WatchChanged
from shopdesk.domain.alarm.watching import Watching
from tests.servers import dovecot as dovecot_server
from tests.servers.certs import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Silent, make_shop

MAILS = 40
LOOK_S = 0.2
"""How often the bare loop sees whether it is to end."""


def main() -> int:
    """Print the table; 1 where there is no Dovecot."""
    if missing := dovecot_server.missing():
        print(missing, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        server = Dovecot(Authority(Path(folder)))
        try:
            bare, rung = _measured(server, Path(folder))
        finally:
            server.close()
    print(f"{f'ms, {MAILS} mails':<34}{'median':>8}{'p95':>8}{'worst':>8}")
    _row("IMAPClient in IDLE hears of it", bare)
    _row("shopdesk rings", rung)
    _row("difference", [ours - floor for ours, floor in zip(rung, bare, strict=True)])
    return 0


class Heard:
    """When the desk rang for whom, and whether it watches."""

    def __init__(self) -> None:
        self.rang: dict[str, float] = {}
        self.watching = False

    def __call__(self, event: Event) -> None:
        """A listener."""
        if isinstance(event, Rang):
            self.rang.setdefault(event.note.title, time.perf_counter())
        elif isinstance(event, WatchChanged):
            self.watching = event.state.watching is Watching.IDLE


def _measured(server: Dovecot, folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of each mail: to the bare loop, and to our ring."""
    account = server.new_account()
    heard = Heard()
    bare, rung = [], []
    chance = random.Random(1)  # noqa: S311 - no secret in it
    with _desk(server, account, folder, heard), _idling(server, account) as exists:
        eventually(lambda: heard.watching, "the watch")
        eventually(exists, "the bare loop")
        for n in range(MAILS):
            time.sleep(chance.uniform(0.3, 1.3))
            name = f"Customer {n}"
            mail = Mail(f"{name} <c{n}@customers.test>", "Invoice", "May I have it?", f"{n}@c.test")
            raw, before = mail.raw(datetime.now(UTC)), exists()
            began = time.perf_counter()
            server.lmtp(account.address, raw)
            eventually(lambda before=before: exists() > before, "IDLE")  # type: ignore[misc]
            eventually(lambda name=name: name in heard.rang, "the ring")  # type: ignore[misc]
            bare.append(exists() - began)
            rung.append(heard.rang[name] - began)
    return bare, rung


@contextmanager
def _desk(server: Dovecot, account: Account, folder: Path, heard: Heard) -> Iterator[None]:
    """The engine of a board, without the board."""
    with _password(account.password):
        shop = make_shop(
            folder,
            account,
            ca=server.ca_pem,
            imap=server.imaps_port,
            imap_security="tls",
            smtp=server.imaps_port,
            smtp_security="tls",
        )
        made = bootstrap.parts(shop.profile, bootstrap.settings_of(shop.profile))
        made.bus.listen(heard)
        made.desk.start()
        engine = bootstrap.engine(made, bootstrap.board_lease(shop.profile), Silent())
        engine.start()
        yield
        engine.stop()
        made.desk.stop()


@contextmanager
def _password(secret: str) -> Iterator[None]:
    os.environ["SHOPDESK_TEST_PASSWORD"] = secret
    yield
    del os.environ["SHOPDESK_TEST_PASSWORD"]


@contextmanager
def _idling(server: Dovecot, account: Account) -> Iterator[Callable[[], float]]:
    """A connection in IDLE; what it hands out tells when it last heard of a mail."""
    last, ending = [0.0], threading.Event()

    def listen(client: IMAPClient) -> None:
        while not ending.is_set():
            for line in client.idle_check(timeout=LOOK_S):
                if line[1:2] == (b"EXISTS",):
                    last[0] = time.perf_counter()

    with server.client(account.address) as client:
        client.select_folder("INBOX", readonly=True)
        client.idle()
        last[0] = time.perf_counter()
        thread = threading.Thread(target=listen, args=(client,), daemon=True)
        thread.start()
        yield lambda: last[0]
        ending.set()
        thread.join()
        with suppress(IMAPClientError):
            client.idle_done()


def _row(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(1_000 * second for second in seconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<34}{statistics.median(ordered):>8.0f}{p95:>8.0f}{ordered[-1]:>8.0f}")


if __name__ == "__main__":
    sys.exit(main())
