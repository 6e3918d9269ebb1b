"""Snooze, wake and "I'm on it": hidden or quiet, and the clock runs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.domain.alarm.board import Alarm, hottest_first, parted
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.alarm.ringing import plan
from shopdesk.domain.alarm.stillness import Stilled
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.mail.conversation import Reason
from shopdesk.ports.mail import Receipt
from tests.desk.test_reminders import bounce
from tests.domain.test_hours import LUNCH
from tests.shop import NINE, Mail, SmallShop, small_shop

ALWAYS = AlwaysOpen()
HOUR = timedelta(hours=1)
AGAIN = Mail(body="And now?", id="b@example.com", references="a@example.com")


def shown(shop: SmallShop) -> tuple[Alarm, ...]:
    """What the board shows now."""
    return shop.desk.look.board(shop.clock.now()).alarms


def hidden(shop: SmallShop) -> list[datetime | None]:
    """When what is hidden comes back."""
    return [a.hidden_until for a in shop.desk.look.board(shop.clock.now()).asleep]


def rings(shop: SmallShop) -> list[int]:
    """The conversations that ring now; they are noted as rung."""
    now = shop.clock.now()
    alarms = parted(shop.desk.records.alarms(backlog=False), now)[0]
    planned = plan(hottest_first(alarms, now, ALWAYS), None, timedelta(minutes=5), now)
    for ring in planned.rings:
        shop.desk.records.rung(ring.alarm.wait, int(ring.heat.severity))
    return [ring.alarm.conversation for ring in planned.rings]


def snooze(shop: SmallShop, hours: float = 1) -> Stilled:
    """Hide the first conversation."""
    until = shop.clock.now() + timedelta(hours=hours)
    return shop.desk.stilling.snooze(1, until, shop.clock.now())


def test_a_snooze_hides_and_its_clock_runs_on(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=2)
    (before,) = shown(shop)
    snooze(shop)
    assert (shown(shop), hidden(shop)) == ((), [NINE + HOUR])
    shop.clock.pass_by(hours=1, seconds=-1)
    assert shown(shop) == ()
    shop.clock.pass_by(seconds=1)
    (after,) = shown(shop)
    assert (after.started, after.due) == (before.started, before.due)
    assert after.due < shop.clock.now()


def test_what_comes_back_rings(shop: SmallShop) -> None:
    shop.receive(Mail())
    assert (rings(shop), rings(shop)) == ([1], [])
    snooze(shop)
    assert rings(shop) == []
    shop.clock.pass_by(hours=1)
    assert (rings(shop), rings(shop)) == ([1], [])


def test_new_mail_brings_it_back_and_rings(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    rings(shop)
    snooze(shop)
    shop.clock.pass_by(minutes=5)
    shop.receive(AGAIN)
    (alarm,) = shown(shop)
    assert (alarm.started, alarm.unanswered) == (NINE, 2)
    assert rings(shop) == [1]


def test_a_word_of_thanks_brings_it_back_too(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    snooze(shop)
    shop.receive(replace(AGAIN, body="Thank you!"))
    assert len(shown(shop)) == 1


@pytest.mark.parametrize(
    ("now", "hours", "back"),
    [(10, 1, 11), (10, 2.5, 13), (10, 9, 33), (18, 2, 33), (8, 0.5, 9), (10, 24, 34)],
)
def test_it_ends_at_the_opening_where_we_are_closed_then(
    tmp_path: Path, now: float, hours: float, back: float
) -> None:
    """Hours from midnight, UTC; open from 9 to 12 and from 13 to 19."""
    midnight = NINE - 2 * HOUR
    with small_shop(tmp_path, schedule=LUNCH) as shop:
        shop.clock.at = midnight + now * HOUR
        shop.receive(Mail())
        snooze(shop, hours)
        assert hidden(shop) == [midnight + back * HOUR]


def test_undo_of_a_snooze_brings_it_back_as_it_was(shop: SmallShop) -> None:
    shop.receive(Mail())
    rings(shop)
    before = shown(shop)
    stilled = snooze(shop)
    assert shop.desk.stilling.take_back(stilled)
    assert shown(shop) == before
    assert rings(shop) == []
    assert not shop.desk.stilling.take_back(stilled)


def test_undo_after_new_mail_changes_nothing(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    stilled = snooze(shop)
    shop.receive(AGAIN)
    before = shown(shop)
    assert not shop.desk.stilling.take_back(stilled)
    assert shown(shop) == before


def test_an_acknowledged_alarm_is_quiet_and_its_clock_runs(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    shop.desk.stilling.acknowledge(1, shop.clock.now())
    assert rings(shop) == []
    shop.clock.pass_by(hours=9)
    assert rings(shop) == []
    (alarm,) = shown(shop)
    assert (alarm.acknowledged, alarm.started) == (True, NINE)
    shop.receive(AGAIN)
    (alarm,) = shown(shop)
    assert not alarm.acknowledged
    assert rings(shop) == [1]


def test_said_twice_it_rings_again(shop: SmallShop) -> None:
    shop.receive(Mail())
    shop.desk.stilling.acknowledge(1, shop.clock.now())
    second = shop.desk.stilling.acknowledge(1, shop.clock.now())
    assert not shown(shop)[0].acknowledged
    assert shop.desk.stilling.take_back(second)
    assert shown(shop)[0].acknowledged


def test_where_nothing_shows_nothing_can_be_stilled(shop: SmallShop) -> None:
    shop.receive(Mail())
    snooze(shop)
    assert snooze(shop, 5).after == ()
    assert shop.desk.stilling.acknowledge(1, shop.clock.now()).after == ()
    assert hidden(shop) == [NINE + HOUR]


def test_waking_by_hand_does_not_ring_for_what_is_seen(shop: SmallShop) -> None:
    shop.receive(Mail())
    rings(shop)
    snooze(shop)
    shop.clock.pass_by(minutes=8)
    woken = shop.desk.stilling.wake(1, 0, shop.clock.now())
    assert (len(shown(shop)), rings(shop)) == (1, [])
    shop.clock.pass_by(minutes=6)
    assert rings(shop) == [1], "the next line"
    assert shop.desk.stilling.take_back(woken)
    assert hidden(shop) == [NINE + HOUR]


def test_both_outlive_the_program(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shop.receive(Mail(sender="a@example.com"), Mail(sender="b@example.com"))
        shop.desk.stilling.snooze(1, NINE + HOUR, NINE)
        shop.desk.stilling.acknowledge(2, NINE)
        before = shop.desk.records.alarms(backlog=False)
    with small_shop(tmp_path) as shop:
        assert shop.desk.records.alarms(backlog=False) == before
        assert [a.acknowledged for a in shown(shop)] == [True]
        assert hidden(shop) == [NINE + HOUR]


def test_a_bounced_answer_rings_whatever_was_said_before(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    rings(shop)
    shop.desk.stilling.acknowledge(1, shop.clock.now())
    sent = answer(shop)
    shop.clock.pass_by(minutes=1)
    shop.receive(bounce(sent))
    (alarm,) = shown(shop)
    assert not alarm.acknowledged
    assert rings(shop) == [1]


def answer(shop: SmallShop, after: After | None = None) -> str:
    """A reply that the server takes at once; its Message-ID."""
    draft = replace(shop.desk.compose.draft(1), body="Yes.", after=after or After())
    number = shop.desk.compose.queue(draft, shop.clock.now())
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    return shop.desk.records.dispatch(number).message_id


def test_undo_of_a_dismissal_brings_the_quiet_back_too(shop: SmallShop) -> None:
    shop.receive(Mail())
    shop.desk.stilling.acknowledge(1, shop.clock.now())
    before = shown(shop)
    shop.desk.dismiss.dismiss(1, Reason.SPAM, shop.clock.now())
    assert shop.desk.dismiss.undo(1)
    assert shown(shop) == before


def test_a_reminder_is_snoozed_and_woken(shop: SmallShop) -> None:
    shop.receive(Mail())
    answer(shop, After(promise=NINE + 5 * HOUR))
    (promise,) = shop.desk.look.board(shop.clock.now()).asleep
    assert promise.reminder is not None
    shop.desk.stilling.wake(1, promise.reminder.number, shop.clock.now())
    assert [a.reminder is not None for a in shown(shop)] == [True]
    snooze(shop, 2)
    assert hidden(shop) == [NINE + 2 * HOUR]
    shop.clock.pass_by(hours=2)
    assert len(shown(shop)) == 1


def test_a_snoozed_wait_leaves_the_coming_promise_alone(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    answer(shop, After(promise=NINE + 10 * HOUR))
    shop.clock.pass_by(minutes=1)
    shop.receive(AGAIN)
    snooze(shop, 20)
    assert len(hidden(shop)) == 2
    shop.clock.pass_by(hours=9)
    (alarm,) = shown(shop)
    assert alarm.reminder is not None


def test_joined_conversations_are_stilled_as_one(shop: SmallShop) -> None:
    shop.receive(Mail(sender="a@example.com"), Mail(sender="b@example.com"))
    shop.desk.rearrange.merge(1, 2, shop.clock.now())
    stilled = snooze(shop)
    assert len(stilled.after) == 2
    assert (shown(shop), len(hidden(shop))) == ((), 1)
    shop.desk.stilling.take_back(stilled)
    shop.desk.stilling.acknowledge(1, shop.clock.now())
    assert [a.acknowledged for a in shown(shop)] == [True]


def test_one_of_joined_conversations_that_wakes_wakes_the_alarm(shop: SmallShop) -> None:
    shop.receive(Mail(sender="a@example.com"), Mail(sender="b@example.com"))
    shop.desk.stilling.snooze(2, NINE + HOUR, NINE)
    shop.desk.rearrange.merge(1, 2, shop.clock.now())
    assert len(shown(shop)) == 1
