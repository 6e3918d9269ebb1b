"""A shop on the embedded servers, and the real program over it: on a terminal, or piped."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.adapters.profile.log import end_log
from shopdesk.adapters.records import SqliteRecords
from shopdesk.bootstrap import Profile
from shopdesk.cli import main
from shopdesk.demo.servers import EmbeddedServers
from tests.adapters.orders.exports import JANES, shopify
from tests.terminal.terminal import Terminal, terminal

JANE = "jane@customers.test"
SHOP = "hello@lans-shoes.example"
PASSWORD = "correct-horse-battery-staple"
PASSWORD_IN = "SHOPDESK_TEST_PASSWORD"
CONFIG = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{shop}"
password_env = "{variable}"
{ca}
imap = {{ host = "127.0.0.1", port = {imap}, security = "{security}" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "{security}" }}

[desk]
undo = "0 s"
{more}
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    returncode: int
    """As the shell would see it."""
    stdout: bytes
    """What it printed."""
    stderr: bytes
    """What it complained of."""


@dataclass
class House:
    """The servers, the profile, and what was sent."""

    servers: EmbeddedServers
    profile: Profile
    home: Path
    """The owner's home folder; files that customers sent are saved in it."""
    sent: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    """Envelope and bytes of all that the SMTP server took."""

    def arrives(self, raw: bytes, *, minutes_ago: float = 1) -> None:
        """A mail comes, as it is."""
        at = datetime.now(UTC) - timedelta(minutes=minutes_ago)
        self.servers.store.deliver(SHOP, raw, internaldate=at)

    def configure(
        self,
        *,
        imap: int = 0,
        smtp: int = 0,
        security: str = "none",
        ca: str = "",
        more: str = "",
    ) -> None:
        """Write the settings; without ports for the embedded servers."""
        text = CONFIG.format(
            shop=SHOP,
            variable=PASSWORD_IN,
            ca=f'ca_file = "{ca}"' if ca else "",
            imap=imap or self.servers.imap_port,
            smtp=smtp or self.servers.smtp_port,
            security=security,
            more=more,
        )
        self.profile.config.write_text(text, "utf-8")

    def import_order(self, *, name: str, product: str) -> None:
        """Jane's order, with such words in it."""
        first = {**JANES[0], "Email": JANE, "Billing Name": name, "Lineitem name": product}
        file = self.home / "orders.csv"
        file.write_text(shopify([first]), "utf-8")
        done = self.run("orders", "import", str(file))
        assert done.returncode == 0, done.stderr

    @contextmanager
    def board(
        self, *, columns: int = 120, lines: int = 40, env: Mapping[str, str] | None = None
    ) -> Iterator[Terminal]:
        """The board in a terminal."""
        command = [sys.executable, "-m", "shopdesk", "--profile", str(self.profile.folder)]
        given = {PASSWORD_IN: PASSWORD, "PYTHONPATH": str(Path.cwd())}
        with terminal(
            command, self.home, columns=columns, lines=lines, env=given | dict(env or {})
        ) as opened:
            yield opened

    def run(self, *arguments: str) -> Ran:
        """A command, to its end, in this process, with its output in pipes."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(["--profile", str(self.profile.folder), *arguments])
        finally:
            end_log()
        out.flush()
        err.flush()
        return Ran(code, _bytes(out), _bytes(err))


def _bytes(stream: io.TextIOWrapper) -> bytes:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """A new one, watched since an hour ago."""
    profile = Profile(folder / "profile")
    profile.folder.mkdir(mode=0o700)
    made: list[House] = []

    async def on_mail(sender: str, recipients: tuple[str, ...], raw: bytes, _at: datetime) -> None:
        made[0].sent.append((sender, recipients, raw))

    servers = EmbeddedServers(lambda: datetime.now(UTC), on_mail=on_mail)
    servers.store.add_account(SHOP, PASSWORD)
    with servers:
        made.append(House(servers, profile, folder))
        made[0].configure()
        records = SqliteRecords(profile.records)
        records.watching_since(SHOP, datetime.now(UTC) - timedelta(hours=1))
        records.close()
        yield made[0]
