"""The owner is away: the phone is told of mail, and of blindness, by real HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.events import Trouble, WatchChanged
from shopdesk.domain.alarm import blindness
from tests.adapters.ntfy import Receiver, ntfy
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Shop


@pytest.fixture
def phone(shop: Shop) -> Iterator[Receiver]:
    """The owner's, named in the shop's settings."""
    with ntfy() as receiver:
        with shop.profile.config.open("a", encoding="utf-8") as config:
            config.write(f'\n[ring]\nphone = ["{receiver.url}"]\n')
        yield receiver


def watch(shop: Shop, said: Path) -> subprocess.Popen[bytes]:
    """`shopdesk watch`, its lines in a file."""
    argv = [sys.executable, "-m", "shopdesk", "--profile", str(shop.profile.folder), "watch"]
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "FORCE_COLOR": "1"}
    return subprocess.Popen(argv, stdout=said.open("wb"), env=env)


def test_watch_alone_tells_the_phone_and_heeds_be_quiet(
    shop: Shop, phone: Receiver, dovecot: Dovecot, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    running = watch(shop, said)
    try:
        eventually(lambda: "watching " in said.read_text("utf-8"), "the watch", 20)
        dovecot.lmtp(shop.account.address, Mail().raw(datetime.now(UTC)))
        eventually(lambda: phone.titles == ["Jane Roe"], "the phone", 20)
        assert phone.got[0]["message"].endswith(" left: Where is my order #1042?")

        records = SqliteRecords(shop.profile.records)
        records.set_quiet(datetime.now(UTC) + timedelta(hours=1))
        records.close()
        quiet = Mail("Bo <bo@customers.test>", subject="And \x1b]0;mine\x07?", body="Mine?")
        dovecot.lmtp(shop.account.address, quiet.raw(datetime.now(UTC)))
        eventually(lambda: "customer Bo" in said.read_text("utf-8"), "the second mail", 20)
        assert phone.titles == ["Jane Roe"]

        records = SqliteRecords(shop.profile.records)
        records.set_quiet(None)
        records.close()
        eventually(lambda: phone.titles == ["Jane Roe", "Bo"], "the end of the quiet", 20)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    finally:
        running.kill()
        running.wait()
    lines = said.read_bytes()
    assert b"\x1b" not in lines
    assert b"\a" not in lines
    assert all(line[8:10] == b"  " for line in lines.splitlines())


def test_blindness_reaches_the_phone_and_so_does_its_end(
    shop: Shop, phone: Receiver, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blindness, "PATIENCE", timedelta(seconds=1))
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    try:
        eventually(lambda: any(e.state.checked for e in shop.heard(WatchChanged)), "the watch", 20)
        dovecot.stop()
        blind = f"NOT WATCHING {shop.account.address}"
        eventually(lambda: phone.titles == [blind], "the phone to be told", 20)
        dovecot.start()
        again = f"Watching {shop.account.address} again"
        eventually(lambda: phone.titles == [blind, again], "the phone to be told again", 30)
        assert phone.got[1]["message"].startswith("not watched from ")
    finally:
        engine.stop()
        made.desk.stop()


def test_a_dead_phone_is_said_and_holds_up_nothing(
    shop: Shop, phone: Receiver, dovecot: Dovecot
) -> None:
    phone.status = 403
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    try:
        dovecot.lmtp(shop.account.address, Mail().raw(datetime.now(UTC)))
        eventually(lambda: shop.heard(Trouble), "the sentence for the board", 20)
        assert "Phone 1 (ntfy) was not told" in shop.heard(Trouble)[0].sentence
        assert "lans-phone" not in shop.heard(Trouble)[0].sentence
        assert made.desk.call(lambda d: d.records.alarms(backlog=False))[0].rung >= 0
    finally:
        engine.stop()
        made.desk.stop()
