"""`\\Answered` set in another program ends the alarm at the next poll: on both IMAP servers."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.demo.servers import EmbeddedServers
from shopdesk.desk.bus import Bus
from shopdesk.desk.events import Answered, Event
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.intake import Intake
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.shop.settings import MailboxSettings, Security
from tests.adapters.imap.accounts import Account, settings_for
from tests.servers.dovecot import Dovecot
from tests.shop import FrozenClock, Mail, make_desk, settings

USER, PASSWORD = "lan@shop.test", "open sesame"


class Watched:
    """A mailbox on a server, and what looks into it."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.account = account
        self.clock = FrozenClock(datetime.now(UTC).replace(microsecond=0))
        self.said: list[Event] = []
        box = replace(account.settings, aliases=())
        chosen = settings(mailboxes=(box,), poll=timedelta(seconds=60))
        bus = Bus()
        bus.listen(self.said.append)
        self.desk = DeskThread(lambda: make_desk(folder, chosen, bus))
        self.desk.start()
        since = self.clock.now() - timedelta(hours=1)
        self.desk.call(lambda d: d.records.watching_since(box.address, since))
        self.mailbox = ImapMailbox(box, lambda: account.password)
        self.mailbox.open()
        self.intake = Intake(
            chosen, box.address, self.mailbox, self.desk, self.clock, lambda done, of: None
        )

    def alarms(self) -> tuple[Alarm, ...]:
        """Those that run."""
        return self.desk.call(lambda d: d.records.alarms(backlog=False))

    def heard(self) -> list[Answered]:
        """What was said of answers."""
        return [event for event in self.said if isinstance(event, Answered)]

    def close(self) -> None:
        """Hang up."""
        self.mailbox.close()
        self.desk.stop()


def _embedded() -> Iterator[Account]:
    servers = EmbeddedServers(lambda: datetime.now(UTC))
    servers.store.add_account(USER, PASSWORD)
    with servers:
        chosen = settings_for(servers.imap_port, Security.NONE, USER, host="127.0.0.1")
        yield Account(chosen, PASSWORD, None)


@pytest.fixture(params=["embedded", "dovecot"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    """On both servers."""
    if request.param == "embedded":
        for account in _embedded():
            made = Watched(account, tmp_path)
            yield made
            made.close()
        return
    server: Dovecot = request.getfixturevalue("dovecot")
    user = server.new_account()
    chosen: MailboxSettings = settings_for(
        server.imaps_port, Security.TLS, user.address, ca_file=str(server.ca_pem)
    )
    tls = ssl.create_default_context(cafile=str(server.ca_pem))
    made = Watched(Account(chosen, user.password, tls), tmp_path)
    yield made
    made.close()


def test_the_flag_is_seen_once_a_poll_and_not_at_each_ring(watched: Watched) -> None:
    now = watched.clock.now()
    address = watched.account.settings.address
    first = watched.account.deliver(Mail(to=address, id="a@x.test").raw(now), now)
    bo = Mail(sender="Bo <bo@example.com>", subject="Size?", to=address, id="b@x.test")
    watched.account.deliver(bo.raw(now), now)
    watched.intake.catch_up()
    assert len(watched.alarms()) == 2
    watched.account.flag(first, "\\Answered")
    watched.intake.new()
    assert len(watched.alarms()) == 2
    watched.clock.pass_by(seconds=60)
    watched.intake.new()
    (left,) = watched.alarms()
    assert left.name == "Bo"
    (said,) = watched.heard()
    assert (said.name, said.elsewhere, said.took) == ("Jane Roe", True, None)
    kept = watched.desk.call(lambda d: d.records.wait_records())
    assert [k.outcome for k in kept] == [Outcome.ELSEWHERE_UNTIMED, None]


def test_what_is_undone_is_not_ended_by_the_same_flag_again(watched: Watched) -> None:
    now = watched.clock.now()
    address = watched.account.settings.address
    uid = watched.account.deliver(Mail(to=address).raw(now), now)
    watched.intake.catch_up()
    (only,) = watched.alarms()
    watched.account.flag(uid, "\\Answered")
    watched.intake.catch_up()
    assert watched.alarms() == ()
    assert watched.desk.call(lambda d: d.flagged.undo(only.conversation))
    watched.clock.pass_by(minutes=5)
    watched.intake.new()
    assert watched.alarms() == (only,)
    assert len(watched.heard()) == 1
