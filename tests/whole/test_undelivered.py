"""An answer that went out and came back rings again, on Dovecot and Postfix."""

from __future__ import annotations

from datetime import UTC, datetime

from shopdesk.bootstrap import Parts
from shopdesk.desk.events import AnswerBounced, Rang, WatchChanged
from shopdesk.domain.answer.outbox import Stage
from tests.desk.test_undelivered import report
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Shop, wait_until
from tests.whole.test_main_job import alarms, answer


def test_an_answer_that_came_back_rings_again(shop: Shop, desk: Parts, dovecot: Dovecot) -> None:
    jane = dovecot.new_account()
    eventually(lambda: any(e.state.checked for e in shop.heard(WatchChanged)), "the first check")
    mail = Mail(sender=f"Jane Roe <{jane.address}>", id="a@customers.test").raw(datetime.now(UTC))
    dovecot.lmtp(shop.account.address, mail)
    (alarm,) = wait_until(desk, alarms, "the alarm")
    eventually(lambda: shop.heard(Rang), "the first ring")
    number = answer(desk, alarm.conversation, "It is on its way.")
    wait_until(desk, lambda d: d.records.dispatch(number).stage is Stage.FILED, "the copy in Sent")
    rings = len(shop.heard(Rang))
    ours = desk.desk.call(lambda d: d.records.dispatch(number).message_id)
    dovecot.lmtp(shop.account.address, report(ours), sender="mailer-daemon@customers.test")
    (again,) = wait_until(desk, alarms, "the alarm again")
    assert (again.conversation, again.wait) == (alarm.conversation, alarm.wait)
    assert (again.started, again.due) == (alarm.started, alarm.due)
    assert "no such user" in again.trouble
    eventually(lambda: len(shop.heard(Rang)) > rings, "the second ring")
    assert [e.conversation for e in shop.heard(AnswerBounced)] == [alarm.conversation]
