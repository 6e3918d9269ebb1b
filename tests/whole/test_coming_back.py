"""What was promised comes back and rings, on Dovecot and Postfix, and after a restart too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shopdesk.bootstrap import Parts
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Rang, WatchChanged
from shopdesk.domain.alarm.board import Alarm, parted
from shopdesk.domain.alarm.reminder import After, ReminderKind
from shopdesk.domain.alarm.watching import Watching
from shopdesk.domain.answer.outbox import Stage
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.whole.conftest import Shop, wait_until

SOON = timedelta(seconds=6)


def shown(made: Parts) -> tuple[Alarm, ...]:
    """What a board would show now."""
    alarms = made.desk.call(lambda d: d.records.alarms(backlog=False))
    return parted(alarms, made.clock.now())[0]


def first_alarm(shop: Shop, made: Parts, dovecot: Dovecot) -> tuple[str, Alarm]:
    """Jane's address, and the alarm for her mail."""
    jane = dovecot.new_account()
    eventually(
        lambda: any(e.state.watching is Watching.IDLE for e in shop.heard(WatchChanged)),
        "the watch to hear of new mail at once",
    )
    mail = Mail(f"Jane Roe <{jane.address}>", id="a@customers.test", to="orders@shop.test")
    dovecot.lmtp(shop.account.address, mail.raw(datetime.now(UTC)))
    eventually(lambda: shown(made), "the alarm")
    eventually(lambda: shop.heard(Rang), "the ring")
    return jane.address, shown(made)[0]


def send(made: Parts, conversation: int, after: After) -> None:
    """A reply that the server has taken when this returns."""

    def queue(desk: Desk) -> int:
        draft = replace(desk.compose.draft(conversation), body="You will hear.", after=after)
        return desk.compose.queue(draft, made.clock.now())

    number = made.desk.call(queue)
    wait_until(made, lambda d: d.records.dispatch(number).stage is Stage.FILED, "it to be filed")


def test_a_promise_comes_back_rings_and_is_kept_from_the_phone(
    shop: Shop, desk: Parts, dovecot: Dovecot
) -> None:
    jane, alarm = first_alarm(shop, desk, dovecot)
    send(desk, alarm.conversation, After(promise=desk.clock.now() + SOON))
    assert shown(desk) == ()
    rung = len(shop.heard(Rang))
    eventually(lambda: shown(desk), "the promise to come back")
    (promise,) = shown(desk)
    assert promise.reminder is not None
    assert promise.reminder.kind is ReminderKind.PROMISE
    eventually(lambda: len(shop.heard(Rang)) > rung, "it to ring")
    assert "Jane Roe" in shop.heard(Rang)[rung].note.title

    phone = Mail("Lan <orders@shop.test>", "Re: order", "Found!", to=jane)
    phone.references = "a@customers.test"
    with dovecot.client(shop.account.address) as client:
        client.append("Sent", phone.raw(datetime.now(UTC)))
    # the doorbell hears of the inbox alone: a mail there has Sent looked through as well
    dovecot.lmtp(shop.account.address, Mail("Bo <bo@customers.test>").raw(datetime.now(UTC)))
    eventually(lambda: [a.name for a in shown(desk)] == ["Bo"], "the promise to be kept")


def test_her_answer_ends_the_waiting_for_it(shop: Shop, desk: Parts, dovecot: Dovecot) -> None:
    jane, alarm = first_alarm(shop, desk, dovecot)
    send(desk, alarm.conversation, After(remind=timedelta(seconds=2)))
    eventually(lambda: shown(desk), "the reminder to come back")
    (reminder,) = shown(desk)
    assert reminder.reminder is not None
    assert reminder.reminder.kind is ReminderKind.NO_ANSWER
    more = Mail(f"Jane Roe <{jane}>", body="It is a 38.", id="b@customers.test")
    more.references = "a@customers.test"
    dovecot.lmtp(shop.account.address, more.raw(datetime.now(UTC)))
    eventually(
        lambda: [(a.reminder, a.conversation) for a in shown(desk)] == [(None, alarm.conversation)],
        "her mail to take its place",
    )


@contextmanager
def at_work(shop: Shop) -> Iterator[Parts]:
    """The program, from its start to its end."""
    made = shop.parts()
    made.desk.start()
    engine = shop.running(made)
    engine.start()
    yield made
    engine.stop()
    made.desk.stop()


def test_what_sleeps_when_the_program_ends_rings_in_the_next(shop: Shop, dovecot: Dovecot) -> None:
    with at_work(shop) as made:
        _jane, alarm = first_alarm(shop, made, dovecot)
        now = made.clock.now()
        until = now + SOON
        made.desk.call(lambda d: d.stilling.snooze(alarm.conversation, until, now))
        assert shown(made) == ()
    rung = len(shop.heard(Rang))
    with at_work(shop) as made:
        assert shown(made) == () or made.clock.now() >= until
        eventually(lambda: len(shop.heard(Rang)) > rung, "it to ring")
        assert made.clock.now() >= until
        assert [a.name for a in shown(made)] == ["Jane Roe"]
