"""Where the measurements of a mailbox are made: a Dovecot with boxes of several sizes.

Alone, a measurement starts a server of its own and fills it; `python -m tests.benchmarks` does that
once for all of them. SHOPDESK_BENCH_MAIL names a folder in which the generated mails are kept
from run to run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.mailbox import build, order_number
from tests.servers import dovecot as dovecot_server
from tests.servers.certs import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.shop import Mail
from tests.whole.conftest import make_shop

SIZES = (1_000, 10_000, 100_000)
PASSWORD = "pw"
IN_PLACE = "SHOPDESK_BENCH_PLACE"
KEPT = "SHOPDESK_BENCH_MAIL"
SIZES_IN = "SHOPDESK_BENCH_SIZES"


@dataclass(frozen=True, slots=True)
class Place:
    """A server that runs, and what is needed to use it."""

    folder: Path
    """For whatever a measurement leaves behind; gone afterwards."""
    imaps: int
    """Port of IMAP by TLS."""
    imap: int
    """Port of IMAP in the clear."""
    lmtp: int
    """Port of LMTP."""
    ca: Path
    """What clients must trust."""
    sizes: tuple[int, ...]
    """Of the mailboxes."""

    def account(self, size: int) -> Account:
        """The mailbox with so many mails."""
        return Account(f"u{size}@shop.test", PASSWORD)

    def newest(self, size: int) -> str:
        """What the newest mail's subject names, until one is delivered."""
        return order_number(size - 1)

    def profile(self, size: int, name: str) -> Path:
        """A fresh profile over a mailbox; returns its folder."""
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-{size}-", dir=self.folder))
        shop = make_shop(
            folder,
            self.account(size),
            ca=self.ca,
            imap=self.imaps,
            imap_security="tls",
            smtp=9,
            smtp_security="starttls",
        )
        return shop.profile.folder

    @property
    def environment(self) -> dict[str, str]:
        """For the program and the others."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHOPDESK", "TMUX"))}
        return kept | {
            "SHOPDESK_TEST_PASSWORD": PASSWORD,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "SSL_CERT_FILE": str(self.ca),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }

    def deliver(self, size: int, token: str) -> None:
        """Hand a mail over to the server as the provider's would."""
        import smtplib

        address = self.account(size).address
        mail = Mail(subject=f"Order #{token}: where?", body="Where?", id=f"{token}@late.test")
        with smtplib.LMTP("127.0.0.1", self.lmtp, local_hostname="localhost") as session:
            session.sendmail("jane@example.com", [address], mail.raw(datetime.now(UTC)))


def program(profile: Path, *arguments: str) -> list[str]:
    """Our program's command."""
    return [sys.executable, "-m", "shopdesk", "--profile", str(profile), *arguments]


def missing() -> str | None:
    """Why nothing can be measured here; None where it can."""
    return dovecot_server.missing()


def sizes() -> tuple[int, ...]:
    """Of the mailboxes, from the environment or the usual ones."""
    asked = os.environ.get(SIZES_IN, "")
    return tuple(int(word) for word in asked.split()) or SIZES


@contextmanager
def place() -> Iterator[Place]:
    """The one that was prepared, else one of our own."""
    if (prepared := os.environ.get(IN_PLACE)) is not None:
        known = json.loads(prepared)
        with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as name:
            yield Place(Path(name), **known | {"ca": Path(known["ca"]), "sizes": sizes()})
        return
    with tempfile.TemporaryDirectory(prefix="shopdesk-bench-") as own:
        folder = Path(own)
        server = Dovecot(Authority(folder))
        try:
            made = Place(
                folder,
                server.imaps_port,
                server.imap_port,
                server.lmtp_port,
                server.ca_pem,
                sizes(),
            )
            for size in made.sizes:
                _fill(server, made.account(size), size)
            yield made
        finally:
            server.close()


def announced(made: Place) -> str:
    """A place as the environment hands it on."""
    return json.dumps(
        {"imaps": made.imaps, "imap": made.imap, "lmtp": made.lmtp, "ca": str(made.ca)}
    )


def _fill(server: Dovecot, account: Account, size: int) -> None:
    print(f"making a mailbox of {size:,} mails …", file=sys.stderr, flush=True)
    # as the server lays it out; by IMAP it would take ten times as long
    box = server.recipients.parent / "mail" / account.address
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    end = today - timedelta(hours=1)
    if kept := os.environ.get(KEPT):
        source = Path(kept) / f"{size}-{end:%Y%m%d}"
        if not source.is_dir():
            build(source, size, end)
        shutil.copytree(source, box, copy_function=os.link)
    else:
        build(box, size, end)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", box.parent.owner(), str(box)], check=True)
    server.add_user(account.address, account.password)
    _warm(server, account)


def _warm(server: Dovecot, account: Account) -> None:
    """Let the server make its own index, so that the first client does not pay for it."""
    with server.client(account.address) as client:
        client.select_folder("INBOX", readonly=True)
        for first, last in _thousands(client.folder_status("INBOX", "MESSAGES")[b"MESSAGES"]):
            items = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)"
            client._imap.fetch(f"{first}:{last}", items)


def _thousands(count: int) -> Sequence[tuple[int, int]]:
    return [(n + 1, min(n + 1_000, count)) for n in range(0, count, 1_000)]
