"""`shopdesk check` on Dovecot: every mail on the server is something to us, or is named."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from tests.servers.dovecot import Dovecot
from tests.shop import Mail
from tests.whole.conftest import Shop

DEEP = b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5000)
)


def run(shop: Shop, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of shopdesk on the shop's profile."""
    return subprocess.run(
        [sys.executable, "-m", "shopdesk", "--profile", str(shop.profile.folder), *words],
        capture_output=True,
        text=True,
        check=False,
    )


def fill(shop: Shop, dovecot: Dovecot) -> None:
    """Mails of every kind: today's, some days old, and older than anybody looks."""
    now = datetime.now(UTC)
    with dovecot.client(shop.account.address) as client:
        for n, days in enumerate((0, 0, 3, 20, 20, 20)):
            at = now - timedelta(days=days)
            mail = Mail(sender=f"c{n}@customers.test", id=f"{n}@customers.test")
            if n == 1:
                mail.headers["List-Unsubscribe"] = "<mailto:u@news.test>"
            client.append("INBOX", mail.raw(at), [], at)
        client.append("INBOX", DEEP, [], now)
        again = Mail(sender="c0@customers.test", id="0@customers.test").raw(now)
        client.append("INBOX", again, [b"\\Answered"], now)
        client.append("INBOX", again, [b"\\Answered"], now)


def test_every_mail_is_accounted_for(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    assert run(shop, "watch", "--once").returncode == 0
    done = run(shop, "check", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = (json.loads(line) for line in done.stdout.splitlines())
    assert found["connected"] and found["adds_up"]
    states = ("open", "answered", "closed", "automatic", "quarantined", "backlog", "history")
    assert sum(found[state] for state in states) == found["server"] == 9
    assert (found["automatic"], found["quarantined"], found["history"]) == (1, 1, 3)
    assert found["new"] == found["missing"] == []
    words = run(shop, "check")
    assert words.returncode == 0
    assert shop.account.address in words.stdout
    assert "server 9 = still open " in words.stdout
    assert " + automatic 1 + quarantined 1 + " in words.stdout
    assert " + history 3" in words.stdout
    assert "UID 7" in words.stdout and "1000 levels" in words.stdout


def test_what_is_new_and_what_was_passed_over_is_named(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    run(shop, "watch", "--once")
    records = sqlite3.connect(shop.profile.records)
    with records:
        records.execute("DELETE FROM quarantine")
    records.close()
    dovecot.lmtp(shop.account.address, Mail().raw(datetime.now(UTC)))
    done = run(shop, "check", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert not found["adds_up"]
    assert found["new"] == [{"folder": "INBOX", "uid": 10}]
    assert found["missing"] == [{"folder": "INBOX", "uid": 7}]
    words = run(shop, "check")
    assert words.returncode == 1
    assert "new 1 + passed over 1" in words.stdout
    assert "INBOX UID 7" in words.stdout
    assert "shopdesk watch" in words.stdout


def test_history_that_is_still_to_be_read_is_no_loss(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    run(shop, "watch", "--once")
    shop.profile.cache.unlink()
    done = run(shop, "check", "--json")
    assert done.returncode == 0, done.stdout
    found = json.loads(done.stdout)
    assert (found["history"], found["history_to_come"]) == (0, 3)


def test_before_anybody_looked_all_is_new_and_stays_so(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    for _ in range(2):
        done = run(shop, "check", "--json")
        assert done.returncode == 1
        assert len(json.loads(done.stdout)["new"]) == 9
    with dovecot.client(shop.account.address) as client:
        client.select_folder("INBOX", readonly=True)
        assert b"\\Seen" not in client.get_flags([1])[1]


def test_a_server_that_cannot_be_reached_is_said(shop: Shop, dovecot: Dovecot) -> None:
    dovecot.stop()
    try:
        done, listed = run(shop, "check"), run(shop, "check", "--json")
    finally:
        dovecot.start()
    assert (done.returncode, listed.returncode) == (1, 1)
    assert "not read" in done.stdout
    assert "Traceback" not in done.stderr
    (found,) = (json.loads(line) for line in listed.stdout.splitlines())
    assert (found["connected"], found["adds_up"]) == (False, False)
    assert found["trouble"]


def test_the_rest_is_looked_at_too(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    run(shop, "watch", "--once")
    # a Postfix that has just been started on a busy machine may keep its first caller waiting
    for _attempt in range(3):
        (found,) = (json.loads(line) for line in run(shop, "check", "--json").stdout.splitlines())
        checks = {item["check"]: item for item in found["checks"]}
        if checks["smtp"]["ok"]:
            break
    assert list(checks) == [
        "smtp",
        "capabilities",
        "clock",
        "keyring",
        "notifications",
        "disk",
        "records",
    ]
    assert [item for item in found["checks"] if not (item["ok"] and item["said"])] == []
    assert "IDLE" in checks["capabilities"]["said"]
    words = run(shop, "check").stdout
    assert "ok   SMTP: signed in at localhost" in words
    assert "ok   records: sound" in words


def test_a_clock_that_is_behind_is_told(shop: Shop, dovecot: Dovecot) -> None:
    later = datetime.now(UTC) + timedelta(minutes=30)
    with dovecot.client(shop.account.address) as client:
        client.append("INBOX", Mail(id="later@customers.test").raw(later), [], later)
    done = run(shop, "check")
    assert done.returncode == 1
    assert "DO   clock: This computer's clock is at least 29 min behind" in done.stdout


def test_an_smtp_server_that_does_not_let_us_in(shop: Shop, dovecot: Dovecot) -> None:
    fill(shop, dovecot)
    config = shop.profile.config
    text = config.read_text("utf-8")
    config.write_text(text.replace("smtp = {", 'smtp = { user = "nobody@shop.test",'), "utf-8")
    run(shop, "watch", "--once")
    done = run(shop, "check", "--json")
    assert done.returncode == 1
    (smtp, *others) = json.loads(done.stdout)["checks"]
    assert (smtp["check"], smtp["ok"]) == ("smtp", False)
    assert "nobody@shop.test" in smtp["said"]
    assert all(item["ok"] for item in others)
