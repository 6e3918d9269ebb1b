"""A damaged shoe on Dovecot and Postfix: five keys, and all is done."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.alarm.reminder import ReminderKind
from shopdesk.domain.money import Money
from tests.adapters.orders import exports
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.terminal.terminal import terminal
from tests.whole.conftest import Shop, make_shop, password, shop  # noqa: F401 - fixtures


def test_a_damaged_shoe_is_made_good_with_five_keys(
    shop: Shop,  # noqa: F811
    dovecot: Dovecot,
    tmp_path: Path,
) -> None:
    """Apology sent, credit in the ledger, incident counted, follow-up set."""
    jane = dovecot.new_account()
    orders = tmp_path / "orders.csv"
    orders.write_text(exports.shopify([{**exports.JANES[0], "Email": jane.address}]), "utf-8")
    call = [sys.executable, "-m", "shopdesk", "--profile", str(shop.profile.folder)]
    subprocess.run([*call, "orders", "import", str(orders)], check=True, capture_output=True)
    mail = Mail(
        f"Jane Roe <{jane.address}>",
        subject="My order #1042",
        body="Hello, the left shoe arrived damaged: the heel is broken.",
        id="a@customers.test",
    )
    keys = ("i", "enter", "ctrl+s")
    environment = {"SHOPDESK_TEST_PASSWORD": shop.account.password}
    with terminal(call, tmp_path, env=environment) as board:
        board.wait_for("watching")
        dovecot.lmtp(shop.account.address, mail.raw(datetime.now(UTC)))
        board.wait_for("Jane Roe", "complaint")
        board.press(keys[0])
        board.wait_for("What went wrong?", "store credit 23.40 GBP")
        board.press(keys[1])
        board.wait_for("On sending: credit 23.40 GBP", "follow-up in 3", "sorry")
        board.press(keys[2])
        board.wait_for("fire is out", seconds=60)
        board.press("q")
        assert board.ended() == 0
    assert len(keys) <= 5
    with dovecot.client(jane.address) as client:
        eventually(lambda: client.select_folder("INBOX")[b"EXISTS"], "the apology")
        got = client.fetch([1], ["BODY[TEXT]"])[1][b"BODY[TEXT]"].decode()
    assert "sorry" in got
    records = SqliteRecords(shop.profile.records)
    try:
        (entry,) = records.credit(jane.address)
        assert entry.money == Money(entry.money.amount, "GBP")
        assert entry.money.plain() == "23.40"
        (incident,) = records.incidents()
        assert incident.problem == "damaged-in-transit"
        (reminder,) = records.reminders(incident.conversation)
        assert reminder.kind is ReminderKind.FOLLOW_UP
        assert timedelta(days=2) < reminder.due - datetime.now(UTC) <= timedelta(days=3)
    finally:
        records.close()
