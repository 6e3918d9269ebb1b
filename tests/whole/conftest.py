"""A shop's profile on Dovecot and Postfix, and its engine without a screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.desk.desk import Desk
from shopdesk.desk.engine import Engine
from shopdesk.desk.events import Event
from shopdesk.domain.alarm.board import Note
from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.waiting import eventually

T = TypeVar("T")

CONFIG = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{address}"
addresses = ["orders@shop.test"]
ca_file = "{ca}"
password_env = "SHOPDESK_TEST_PASSWORD"
imap = {{ host = "localhost", port = {imap}, security = "{imap_security}" }}
smtp = {{ host = "localhost", port = {smtp}, security = "{smtp_security}" }}

[desk]
undo = "{undo}"
poll = "{poll}"
"""


class Silent:
    """A desktop that shows nothing."""

    def notify(self, note: Note) -> bool:
        """Says that it cannot."""
        del note
        return False


@dataclass
class Shop:
    """One account, its profile, and the engines that run over it."""

    account: Account
    profile: Profile
    said: list[Event] = field(default_factory=list)

    def heard(self, kind: type[T]) -> list[T]:
        """Events of one kind so far."""
        return [event for event in self.said if isinstance(event, kind)]

    def parts(self) -> Parts:
        """A desk over the profile; the caller starts and stops it."""
        made = bootstrap.parts(self.profile, bootstrap.settings_of(self.profile))
        made.bus.listen(self.said.append)
        return made

    def running(self, made: Parts) -> Engine:
        """The engine of a board over it."""
        return bootstrap.engine(made, bootstrap.board_lease(self.profile), Silent())


def wait_until(desk: Parts, look: Callable[[Desk], T], what: str, seconds: float = 20) -> T:
    """Ask the desk until the answer is true."""
    return eventually(lambda: desk.desk.call(look), what, seconds)


def make_shop(folder: Path, account: Account, **values: object) -> Shop:
    """Write the settings of an account's profile."""
    profile = Profile(folder / "profile")
    bootstrap.make_folder(profile)
    text = CONFIG.format(**{"address": account.address, "undo": "0 s", "poll": "60 s", **values})
    profile.config.write_text(text, "utf-8")
    return Shop(account, profile)


@pytest.fixture
def password(mail_account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    """The account's password, where the settings say that it is."""
    monkeypatch.setenv("SHOPDESK_TEST_PASSWORD", mail_account.password)
    return mail_account.password


@pytest.fixture
def shop(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account, password: str
) -> Shop:
    """On Dovecot with TLS and Postfix with STARTTLS."""
    del password
    return make_shop(
        tmp_path,
        mail_account,
        ca=dovecot.ca_pem,
        imap=dovecot.imaps_port,
        imap_security="tls",
        smtp=postfix.submission_port,
        smtp_security="starttls",
    )


@pytest.fixture
def desk(shop: Shop) -> Iterator[Parts]:
    """The shop's engine at work."""
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    yield made
    engine.stop()
    made.desk.stop()


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    os.environ.pop("SHOPDESK_PROFILE", None)
