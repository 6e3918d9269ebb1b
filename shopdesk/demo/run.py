"""`shopdesk demo`: the same program on servers of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk import bootstrap
from shopdesk.adapters.records import SqliteRecords
from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.opening import need_terminal, open_board
from shopdesk.demo.customers import Customers
from shopdesk.demo.orders import sell
from shopdesk.demo.servers import EmbeddedServers, MailStore
from shopdesk.words import preferred

SHOP = "hello@lans-shoes.example"
PASSWORD_IN = "SHOPDESK_DEMO_PASSWORD"  # noqa: S105 - the variable's name
PREFIX = "shopdesk-demo-"
OPEN_SINCE = timedelta(minutes=30)
"""The demo's shop has been watched for a while: what came before is its backlog."""

CONFIG = """\
# The demo's settings. Yours look the same; see "A real account" in the README.
[shop]
name = "Lan's Shoes"
owner = "Lan"
country = "VN"
zone = "Asia/Ho_Chi_Minh"
language = "{language}"
currency = "VND"

[[mailbox]]
address = "{shop}"
password_env = "{variable}"
imap = {{ host = "127.0.0.1", port = {imap}, security = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "none" }}

[returns]
address = "Lan's Shoes, 12 Lê Lợi, Quận 1, TP. Hồ Chí Minh"
"""


def run_demo(*, seed: int | None, speed: float) -> int:
    """Open the demo's board; everything it made is gone when it ends. Returns the exit code."""
    need_terminal()
    _sweep()
    password = secrets.token_urlsafe(16)
    store = MailStore()
    store.add_account(SHOP, password)
    customers = Customers(store, SHOP, _now, seed=seed, speed=speed)
    servers = EmbeddedServers(_now, store=store, on_mail=customers.receive)
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder, servers:
        profile = Profile(Path(folder) / "profile")
        _furnish(profile, servers)
        os.environ[PASSWORD_IN] = password
        customers.open_shop()
        customers.start()
        try:
            return open_board(profile)
        finally:
            customers.stop()
            del os.environ[PASSWORD_IN]


def _sweep() -> None:
    """Remove what demos left that were killed: their folders bear the number of their process."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if (
            number.isdigit()
            and not Path(f"/proc/{number}").exists()
            and Path("/proc/self").exists()
        ):
            shutil.rmtree(folder, ignore_errors=True)


def _furnish(profile: Profile, servers: EmbeddedServers) -> None:
    bootstrap.make_folder(profile)
    text = CONFIG.format(
        shop=SHOP,
        language=preferred(os.environ),
        variable=PASSWORD_IN,
        imap=servers.imap_port,
        smtp=servers.smtp_port,
    )
    profile.config.write_text(text, "utf-8")
    records = SqliteRecords(profile.records)
    records.watching_since(SHOP, _now() - OPEN_SINCE)
    sell(profile, records, _now())
    records.close()


def _now() -> datetime:
    return datetime.now(UTC)
