"""A customer's mail becomes an alarm and gets its answer, on Dovecot and Postfix."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from shopdesk.bootstrap import Parts
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Answered, CustomerWrote, Rang, WatchChanged
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.alarm.watching import Watching
from shopdesk.domain.answer.outbox import Stage
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Shop, wait_until


def alarms(desk: Desk) -> tuple[Alarm, ...]:
    """Those that run."""
    return desk.records.alarms(backlog=False)


def answer(made: Parts, conversation: int, body: str) -> int:
    """Write a reply into the outbox; its number."""

    def queue(desk: Desk) -> int:
        draft = replace(desk.compose.draft(conversation), body=body)
        return desk.compose.queue(draft, made.clock.now())

    return made.desk.call(queue)


def test_the_whole_way_of_one_mail(shop: Shop, desk: Parts, dovecot: Dovecot) -> None:
    jane = dovecot.new_account()
    eventually(
        lambda: any(e.state.watching is Watching.IDLE for e in shop.heard(WatchChanged)),
        "the watch to hear of new mail at once",
    )
    mail = Mail(f"Jane Roe <{jane.address}>", id="a@customers.test", to="orders@shop.test")
    dovecot.lmtp(shop.account.address, mail.raw(datetime.now(UTC)))
    (alarm,) = wait_until(desk, alarms, "the alarm")
    eventually(lambda: shop.heard(Rang), "the ring")
    with dovecot.client(shop.account.address) as client:
        client.select_folder("INBOX", readonly=True)
        assert b"\\Seen" not in client.get_flags([1])[1]

    number = answer(desk, alarm.conversation, "It is on its way. Добрый день, chào chị!")
    wait_until(
        desk, lambda d: d.records.dispatch(number).stage is Stage.FILED, "the reply to be filed"
    )
    assert desk.desk.call(alarms) == ()
    (answered,) = shop.heard(Answered)
    assert answered.in_target

    with dovecot.client(jane.address) as client:
        eventually(lambda: client.select_folder("INBOX")[b"EXISTS"], "the reply in her mailbox")
        got = message_from_bytes(client.fetch([1], ["BODY[]"])[1][b"BODY[]"], policy=default)
    assert got["In-Reply-To"] == "<a@customers.test>"
    assert "orders@shop.test" in got["From"]
    assert got.get_content().startswith("It is on its way. Добрый день, chào chị!")
    with dovecot.client(shop.account.address) as client:
        client.select_folder("INBOX", readonly=True)
        assert {b"\\Answered", b"\\Seen"} <= set(client.get_flags([1])[1])
        client.select_folder("Sent", readonly=True)
        copies = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
    assert [message_from_bytes(c[b"BODY[]"])["Message-ID"] for c in copies] == [got["Message-ID"]]


def test_the_watch_comes_back_after_a_restart_of_the_server(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    eventually(
        lambda: any(e.state.checked for e in shop.heard(WatchChanged)), "the first complete check"
    )
    dovecot.stop()
    eventually(
        lambda: shop.heard(WatchChanged)[-1].state.watching is Watching.DOWN, "the watch to notice"
    )
    assert shop.heard(WatchChanged)[-1].state.reason
    dovecot.start()
    dovecot.lmtp(shop.account.address, Mail().raw(datetime.now(UTC)))
    (alarm,) = wait_until(desk, alarms, "the alarm for what came meanwhile")
    assert alarm.name == "Jane Roe"


def test_a_cut_connection_is_made_again(shop: Shop, desk: Parts, dovecot: Dovecot) -> None:
    eventually(
        lambda: any(e.state.watching is Watching.IDLE for e in shop.heard(WatchChanged)),
        "the watch",
    )
    dovecot.kick(shop.account.address)
    dovecot.lmtp(shop.account.address, Mail().raw(datetime.now(UTC)))
    wait_until(desk, alarms, "the alarm")


def test_a_renumbered_mailbox_rings_for_nothing_old_and_everything_new(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    eventually(
        lambda: any(e.state.checked for e in shop.heard(WatchChanged)), "the first complete check"
    )
    dovecot.lmtp(shop.account.address, Mail(id="old@customers.test").raw(datetime.now(UTC)))
    wait_until(desk, alarms, "the first alarm")
    dovecot.change_uidvalidity(shop.account.address)
    new = Mail(sender="Bo <bo@customers.test>", body="And mine?").raw(datetime.now(UTC))
    dovecot.lmtp(shop.account.address, new)
    wait_until(desk, lambda d: len(alarms(d)) > 1, "the second alarm")
    assert sorted(a.name for a in desk.desk.call(alarms)) == ["Bo", "Jane Roe"]
    assert [e.name for e in shop.heard(CustomerWrote)] == ["Jane Roe", "Bo"]


def watch_once(shop: Shop) -> list[dict[str, object]]:
    """`shopdesk watch --once --json`; what it printed."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "shopdesk",
            "--profile",
            str(shop.profile.folder),
            "watch",
            "--once",
            "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_first_pass_over_a_thousand_mails_and_a_second_with_nothing_new(
    shop: Shop, dovecot: Dovecot
) -> None:
    now = datetime.now(UTC)
    with dovecot.client(shop.account.address) as client:
        for n in range(1000):
            at = now - timedelta(hours=n)
            mail = Mail(sender=f"c{n}@customers.test", id=f"{n}@customers.test")
            if n % 10 == 9:
                mail.headers["List-Unsubscribe"] = "<mailto:u@news.test>"
            flags = [b"\\Answered"] if n % 10 == 4 else []
            client.append("INBOX", mail.raw(at), flags, at)
    first = watch_once(shop)[-1]
    assert first["event"] == "checked"
    week = 7 * 24
    recent = [n for n in range(1000) if n < week]
    assert first["history"] == 1000 - len(recent)
    assert first["automatic"] == sum(1 for n in recent if n % 10 == 9)
    assert first["backlog"] == sum(1 for n in recent if n % 10 not in (4, 9))
    assert first["answered"] == sum(1 for n in recent if n % 10 == 4)
    second = watch_once(shop)
    assert [line["event"] for line in second if line["event"] != "watch-changed"] == ["checked"]
    assert {k: v for k, v in second[-1].items() if k != "at"} == {
        k: v for k, v in first.items() if k != "at"
    }
