import time, os
from datetime import UTC, datetime
from tests.shop import Mail
from tests.whole.test_main_job import alarms
from tests.whole.conftest import wait_until
import logging

def test_race(shop, desk, dovecot, capsys):
    mail = Mail(sender="Jane Roe <jane@x.test>", id="a@customers.test").raw(datetime.now(UTC))
    t=datetime.now(UTC)
    dovecot.lmtp(shop.account.address, mail)
    t2=datetime.now(UTC)
    try:
        wait_until(desk, alarms, "the alarm", 6)
    except AssertionError:
        out=[f"lmtp {t} - {t2}"]
        for e in shop.said: out.append(repr(e)[:600])
        out.append(repr(desk.desk.call(lambda d: (d.look.filed(), d.records.quarantined(), d.records.counts(shop.account.address), d.records.cursor(shop.account.address,"INBOX"), d.records.watching_since(shop.account.address, t), d.cache.count(), d.records.alarms(backlog=True))))[:3000])
        with dovecot.client(shop.account.address) as c:
            c.select_folder("INBOX", readonly=True); out.append(repr(c.fetch([1],["INTERNALDATE"])))
        raise AssertionError("\n".join(out))
