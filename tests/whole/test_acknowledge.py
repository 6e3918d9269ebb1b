"""Two shopdesks that tell each other that the mail has come: over real SMTP and IMAP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.demo.servers import EmbeddedServers, OnMail, StoredMessage, deliver_locally
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import AutomaticFiled, AutoReplied, CustomerWrote, Event, WatchChanged
from shopdesk.domain.answer.outbox import Stage
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Silent, make_shop, wait_until

ONE, OTHER = "tea@one.test", "shoes@other.test"
CONFIG = """\
[shop]
name = "{name}"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{address}"
password_env = "SHOPDESK_TEST_PASSWORD"
imap = {{ host = "127.0.0.1", port = {imap}, security = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "none" }}

[away]
enabled = true
only_when_closed = false

[desk]
undo = "0 s"
poll = "1 s"
"""
MARKS = re.compile(
    rb"^(?:auto-submitted|precedence|x-auto-response-suppress|return-path):.*(?:\r\n[ \t].*)*\r\n",
    re.IGNORECASE | re.MULTILINE,
)


class Desks:
    """Both shops at work on servers of their own."""

    def __init__(self, folder: Path, servers: EmbeddedServers, stack: ExitStack) -> None:
        self.servers = servers
        self.heard: dict[str, list[Event]] = {ONE: [], OTHER: []}
        self.parts: dict[str, Parts] = {}
        for address in (ONE, OTHER):
            servers.store.add_account(address, "open sesame")
        for address in (ONE, OTHER):
            profile = Profile(folder / address)
            bootstrap.make_folder(profile)
            ports = {"imap": servers.imap_port, "smtp": servers.smtp_port}
            text = CONFIG.format(name=address.partition("@")[0], address=address, **ports)
            profile.config.write_text(text, "utf-8")
            made = bootstrap.parts(profile, bootstrap.settings_of(profile))
            made.bus.listen(self.heard[address].append)
            made.desk.start()
            stack.callback(made.desk.stop)
            engine = bootstrap.engine(made, bootstrap.board_lease(profile), Silent())
            engine.start()
            stack.callback(engine.stop)
            self.parts[address] = made
        for address in (ONE, OTHER):
            eventually(partial(watches, self.heard[address]), "the first look")

    def inbox(self, address: str) -> list[StoredMessage]:
        """What lies in it."""
        return list(self.servers.store.messages(address))

    def notes(self, address: str) -> int:
        """How many this shop wrote by itself, sent or not."""

        def count(desk: Desk) -> int:
            return sum(d.automatic for d in desk.records.dispatches(*Stage))

        return self.parts[address].desk.call(count)

    def taken_in(self, address: str) -> int:
        """Mails that the shop has looked at."""
        seen = (CustomerWrote, AutomaticFiled)
        return sum(isinstance(event, seen) for event in self.heard[address])

    def settle(self) -> None:
        """Until every mail is taken in and nothing is on its way."""

        def still() -> bool:
            return all(
                self.taken_in(address) == len(self.inbox(address))
                and not self.parts[address].desk.call(
                    lambda d: d.records.dispatches(
                        Stage.QUEUED, Stage.CALLING, Stage.SENDING, Stage.ACCEPTED
                    )
                )
                for address in (ONE, OTHER)
            )

        eventually(still, "both shops to come to rest", 30)


def watches(heard: list[Event]) -> bool:
    """Whether what comes from now on is no backlog."""
    return any(isinstance(event, WatchChanged) and event.state.checked for event in heard)


def stripped(deliver: OnMail) -> OnMail:
    """A server in between that drops every mark, and invents a sender."""

    async def on_mail(sender: str, recipients: tuple[str, ...], raw: bytes, at: datetime) -> None:
        await deliver(sender or "somebody@relay.test", recipients, MARKS.sub(b"", raw), at)

    return on_mail


@pytest.fixture(params=[False, True], ids=["marked", "marks stripped on the way"])
def desks(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desks]:
    """At work."""
    monkeypatch.setenv("SHOPDESK_TEST_PASSWORD", "open sesame")
    servers = EmbeddedServers(lambda: datetime.now(UTC))
    if request.param:
        on_mail = stripped(deliver_locally(servers.store))
        servers = EmbeddedServers(lambda: datetime.now(UTC), store=servers.store, on_mail=on_mail)
    with ExitStack() as stack:
        stack.enter_context(servers)
        yield Desks(tmp_path, servers, stack)


def test_two_shopdesks_that_face_each_other_come_to_rest(desks: Desks) -> None:
    """Several rounds, each begun by one of them as a customer of the other."""
    for number in range(3):
        at = datetime.now(UTC)
        for sender, to in ((ONE, OTHER), (OTHER, ONE)):
            mail = Mail(f"Lan <{sender}>", f"Round {number}", "Where is it?", to=to)
            mail.id = f"{number}.{sender}"
            desks.servers.store.deliver(to, mail.raw(at), internaldate=at)
        desks.settle()
    assert desks.notes(ONE) <= 1
    assert desks.notes(OTHER) <= 1
    assert desks.notes(ONE) + desks.notes(OTHER) >= 1
    for address in (ONE, OTHER):
        # three of the other owner's, and one note of the other's machine at most
        assert len(desks.inbox(address)) <= 4


def test_on_postfix_the_note_leaves_without_a_sender(
    tmp_path: Path,
    dovecot: Dovecot,
    postfix: Postfix,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account, jane = dovecot.new_account(), dovecot.new_account()
    monkeypatch.setenv("SHOPDESK_TEST_PASSWORD", account.password)
    ports = {
        "ca": dovecot.ca_pem,
        "imap": dovecot.imaps_port,
        "imap_security": "tls",
        "smtp": postfix.submission_port,
        "smtp_security": "starttls",
    }
    shop = make_shop(tmp_path, account, **ports)
    with shop.profile.config.open("a", encoding="utf-8") as file:
        file.write("\n[away]\nenabled = true\nonly_when_closed = false\n")
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    try:
        eventually(lambda: watches(shop.said), "the first look")
        mail = Mail(f"Jane Roe <{jane.address}>", id="a@customers.test", to=account.address)
        dovecot.lmtp(account.address, mail.raw(datetime.now(UTC)), jane.address)
        wait_until(
            made,
            lambda d: [x for x in d.records.dispatches(Stage.FILED) if x.automatic],
            "the note to be filed",
        )
        assert shop.heard(AutoReplied)
        assert len(made.desk.call(lambda d: d.records.alarms(backlog=False))) == 1
    finally:
        engine.stop()
        made.desk.stop()
    with dovecot.client(jane.address) as client:
        eventually(lambda: client.select_folder("INBOX")[b"EXISTS"], "the note in her mailbox")
        raw = client.fetch([1], ["BODY[]"])[1][b"BODY[]"]
    assert b"Return-Path: <>" in raw
    assert b"Auto-Submitted: auto-replied" in raw
