"""Promises and "no answer yet": made when the server accepts, ended by the next word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.desk.answering.compose import NotSendable
from shopdesk.domain.alarm.board import Alarm, parted
from shopdesk.domain.alarm.reminder import After, ReminderKind
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Draft, Kind
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.ports.mail import Receipt, Role
from tests.shop import NINE, SHOP, Mail, SmallShop, small_shop

PROMISE, NO_ANSWER = ReminderKind.PROMISE, ReminderKind.NO_ANSWER
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
JANE = Mail(id="a@example.com")
AGAIN = Mail(body="And now?", id="b@example.com", references="a@example.com")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Lan's, with one customer."""
    with small_shop(tmp_path) as made:
        made.receive(JANE)
        yield made


def draft(shop: SmallShop, after: After, kind: Kind = Kind.REPLY) -> Draft:
    """A mail of ours in the first conversation."""
    blank = shop.desk.compose.draft(1, kind=kind)
    return replace(blank, body="It is on its way.", subject="Your order", after=after)


def carry(shop: SmallShop, dispatch: int) -> None:
    """Send it, as the courier does."""
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())


def send(shop: SmallShop, after: After, kind: Kind = Kind.REPLY) -> None:
    """Write and carry it."""
    carry(shop, shop.desk.compose.queue(draft(shop, after, kind), shop.clock.now()))


def promise(shop: SmallShop, hours: float = 27) -> After:
    """That she hears from us within so many hours."""
    return After(promise=shop.clock.now() + timedelta(hours=hours))


def shown(shop: SmallShop) -> tuple[Alarm, ...]:
    """What the board shows now."""
    return shop.desk.look.board(shop.clock.now()).alarms


def kinds(shop: SmallShop) -> list[ReminderKind]:
    """The open reminders of the first conversation."""
    return [reminder.kind for reminder in shop.desk.records.reminders(1)]


def test_a_promise_comes_back_and_is_nobodys_wait(shop: SmallShop) -> None:
    send(shop, promise(shop))
    assert shown(shop) == ()
    (asleep,) = shop.desk.look.board(shop.clock.now()).asleep
    assert asleep.hidden_until == asleep.due - HOUR
    shop.clock.at = NINE + 27 * HOUR
    (alarm,) = shown(shop)
    assert (alarm.name, alarm.subject) == ("Jane Roe", "Where is my order #1042?")
    assert alarm.text == "Hello, where is my order?"
    assert alarm.reminder is not None
    assert (alarm.reminder.kind, alarm.reminder.due) == (PROMISE, NINE + 27 * HOUR)
    assert (alarm.wait, alarm.rung, alarm.unanswered) == (0, -1, 0)
    assert shop.desk.look.board(shop.clock.now() - 20 * HOUR).today.answered == 1
    assert len(shop.desk.records.answers(NINE - DAY, NINE + 9 * DAY)) == 1


def test_nothing_is_made_before_the_server_accepts(shop: SmallShop) -> None:
    dispatch = shop.desk.compose.queue(draft(shop, promise(shop)), shop.clock.now())
    assert shop.desk.records.dispatch(dispatch).after == promise(shop)
    assert shop.desk.outbox.sending(dispatch)
    assert kinds(shop) == []
    shop.desk.outbox.delayed(dispatch, "No network.", shop.clock.now())
    assert kinds(shop) == []
    carry(shop, dispatch)
    assert kinds(shop) == [PROMISE]


def test_undo_takes_all_of_it_with_the_reply(shop: SmallShop) -> None:
    everything = replace(promise(shop), close=True, remind=2 * DAY)
    dispatch = shop.desk.compose.queue(draft(shop, everything), shop.clock.now())
    assert shop.desk.compose.undo(dispatch)
    assert shop.desk.records.dispatch(dispatch).stage is Stage.RECALLED
    assert kinds(shop) == []
    assert shop.desk.records.conversation(1).status is Status.OPEN


def test_no_answer_in_two_days_comes_back(shop: SmallShop) -> None:
    send(shop, After(remind=2 * DAY))
    shop.clock.pass_by(days=2, seconds=-1)
    assert shown(shop) == ()
    shop.clock.pass_by(seconds=1)
    (alarm,) = shown(shop)
    assert alarm.reminder is not None
    assert alarm.reminder.kind is NO_ANSWER


def test_her_mail_ends_the_waiting_for_it_and_not_the_promise(shop: SmallShop) -> None:
    send(shop, replace(promise(shop), remind=2 * DAY))
    assert kinds(shop) == [PROMISE, NO_ANSWER]
    shop.clock.pass_by(hours=1)
    shop.receive(AGAIN)
    assert kinds(shop) == [PROMISE]
    (alarm,) = shown(shop)
    assert alarm.reminder is None


def test_thanks_is_an_answer_too(shop: SmallShop) -> None:
    send(shop, After(remind=2 * DAY))
    shop.clock.pass_by(hours=1)
    shop.receive(Mail(body="Thank you!", id="b@example.com", references="a@example.com"))
    assert kinds(shop) == []
    assert shown(shop) == ()


def test_an_out_of_office_notice_is_no_answer(shop: SmallShop) -> None:
    send(shop, After(remind=2 * DAY))
    shop.clock.pass_by(hours=1)
    shop.receive(replace(AGAIN, headers={"Auto-Submitted": "auto-replied"}))
    assert kinds(shop) == [NO_ANSWER]


def test_a_mail_from_before_the_reply_is_no_answer_to_it(shop: SmallShop) -> None:
    send(shop, After(remind=2 * DAY))
    shop.receive(AGAIN, minutes_ago=5)
    assert kinds(shop) == [NO_ANSWER]


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.REPLY_ALL, Kind.NEW])
def test_our_next_mail_to_her_keeps_the_promise(shop: SmallShop, kind: Kind) -> None:
    send(shop, replace(promise(shop), remind=DAY))
    shop.clock.pass_by(hours=2)
    send(shop, After(), kind)
    assert kinds(shop) == []


def test_a_mail_to_somebody_else_keeps_no_promise(shop: SmallShop) -> None:
    send(shop, promise(shop))
    forward = replace(draft(shop, After(), Kind.FORWARD), to=("supplier@example.net",))
    carry(shop, shop.desk.compose.queue(forward, shop.clock.now()))
    assert kinds(shop) == [PROMISE]


def test_a_new_promise_takes_the_place_of_the_old(shop: SmallShop) -> None:
    send(shop, promise(shop, 5))
    shop.clock.pass_by(hours=4)
    send(shop, promise(shop, 9), Kind.NEW)
    (reminder,) = shop.desk.records.reminders(1)
    assert reminder.due == NINE + 13 * HOUR + timedelta(seconds=10)


def test_an_answer_from_the_phone_keeps_the_promise(shop: SmallShop) -> None:
    send(shop, promise(shop))
    shop.clock.pass_by(hours=3)
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@shop.test", references="a@example.com")
    shop.receive(phone, role=Role.SENT)
    assert kinds(shop) == []


def test_our_own_copy_in_sent_keeps_nothing(shop: SmallShop) -> None:
    dispatch = shop.desk.compose.queue(draft(shop, promise(shop)), shop.clock.now())
    carry(shop, dispatch)
    shop.receive(shop.desk.records.dispatch(dispatch).raw, role=Role.SENT)
    assert kinds(shop) == [PROMISE]


def test_send_and_close(shop: SmallShop) -> None:
    send(shop, After(close=True))
    assert shop.desk.records.conversation(1).status is Status.CLOSED
    shop.clock.pass_by(hours=1)
    shop.receive(AGAIN)
    assert shop.desk.records.conversation(1).status is Status.OPEN


def test_what_came_meanwhile_keeps_it_open(shop: SmallShop) -> None:
    written = draft(shop, After(close=True))
    shop.receive(AGAIN)
    carry(shop, shop.desk.compose.queue(written, shop.clock.now()))
    assert shop.desk.records.conversation(1).status is Status.OPEN
    assert len(shown(shop)) == 1


def test_a_promise_that_is_over_before_the_reply_leaves_is_refused(shop: SmallShop) -> None:
    with pytest.raises(NotSendable, match="promise would be over"):
        shop.desk.compose.queue(draft(shop, promise(shop, 1)), NINE, NINE + 2 * HOUR)
    assert shop.desk.records.dispatches(*Stage) == ()


def test_a_dismissed_reminder_comes_back_by_undo(shop: SmallShop) -> None:
    send(shop, promise(shop))
    shop.clock.at = NINE + 27 * HOUR
    before = shown(shop)
    shop.desk.dismiss.dismiss(1, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    assert shown(shop) == ()
    assert shop.desk.records.conversation(1).reason is Reason.HANDLED_ELSEWHERE
    assert shop.desk.dismiss.undo(1)
    assert shown(shop) == before
    assert shop.desk.records.conversation(1).status is Status.ANSWERED
    assert not shop.desk.dismiss.undo(1)


def test_undo_of_an_older_dismissal_leaves_a_younger_answer_alone(shop: SmallShop) -> None:
    shop.desk.dismiss.dismiss(1, Reason.SPAM, shop.clock.now())
    shop.clock.pass_by(hours=1)
    shop.receive(AGAIN)
    send(shop, promise(shop))
    assert not shop.desk.dismiss.undo(1)
    shop.desk.dismiss.dismiss(1, Reason.HANDLED_ELSEWHERE, shop.clock.now() + HOUR)
    assert shop.desk.dismiss.undo(1)
    assert kinds(shop) == [PROMISE]
    assert shop.desk.records.running(1) == ()


def test_a_dismissal_takes_the_wait_and_the_promise_and_undo_both_back(shop: SmallShop) -> None:
    send(shop, promise(shop))
    shop.clock.pass_by(hours=1)
    shop.receive(AGAIN)
    shop.desk.dismiss.dismiss(1, Reason.NOT_A_CUSTOMER, shop.clock.now())
    assert (kinds(shop), shown(shop)) == ([], ())
    assert shop.desk.dismiss.undo(1)
    assert kinds(shop) == [PROMISE]
    assert len(shop.desk.records.running(1)) == 1
    assert shop.desk.records.conversation(1).status is Status.OPEN


def test_a_bounced_answer_kept_no_promise(shop: SmallShop) -> None:
    send(shop, promise(shop))
    shop.clock.pass_by(hours=1)
    dispatch = shop.desk.compose.queue(draft(shop, After(), Kind.NEW), shop.clock.now())
    carry(shop, dispatch)
    assert kinds(shop) == []
    shop.receive(bounce(shop.desk.records.dispatch(dispatch).message_id))
    assert kinds(shop) == [PROMISE]


def bounce(message_id: str) -> bytes:
    """The postmaster's notice about a mail of ours."""
    lines = (
        "From: MAILER-DAEMON@example.com",
        f"To: {SHOP}",
        "Subject: Undelivered Mail Returned to Sender",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "MIME-Version: 1.0",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "I could not deliver your mail.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example.com",
        "",
        "Final-Recipient: rfc822; jane@example.com",
        "Action: failed",
        "Status: 5.1.1",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{message_id}>",
        "",
        "--b--",
        "",
    )
    return "\r\n".join(lines).encode()


def test_reminders_go_with_their_reply_through_merge_and_split(shop: SmallShop) -> None:
    send(shop, promise(shop))
    shop.receive(Mail(sender="jane@example.com", subject="Laces?", id="z@example.com"))
    other = next(a.conversation for a in shown(shop))
    deed = shop.desk.rearrange.merge(other, 1, shop.clock.now())
    assert [r.kind for r in shop.desk.records.reminders(other)] == [PROMISE]
    shop.desk.take_back(deed.id, shop.clock.now())
    assert kinds(shop) == [PROMISE]
    assert shop.desk.records.reminders(other) == ()


def test_everything_outlives_the_program(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shop.receive(JANE)
        send(shop, replace(promise(shop), remind=2 * DAY))
        before = shop.desk.records.alarms(backlog=False)
    with small_shop(tmp_path) as shop:
        shop.clock.at = NINE + 27 * HOUR
        assert shop.desk.records.alarms(backlog=False) == before
        assert [a.reminder.kind for a in shown(shop) if a.reminder] == [PROMISE]


def test_a_ring_is_noted_once(shop: SmallShop) -> None:
    send(shop, promise(shop))
    (reminder,) = shop.desk.records.reminders(1)
    for severity, rung in ((2, 2), (1, 2), (3, 3)):
        shop.desk.records.reminder_rung(reminder.number, severity)
        assert [a.rung for a in shop.desk.records.alarms(backlog=False)] == [rung]


@pytest.mark.parametrize(("days", "status"), [(6.9, Status.ANSWERED), (7.1, Status.CLOSED)])
def test_what_is_answered_closes_after_a_week(shop: SmallShop, days: float, status: Status) -> None:
    send(shop, After())
    shop.clock.pass_by(days=days)
    shop.desk.closing.settle(shop.clock.now())
    assert shop.desk.records.conversation(1).status is status


def test_it_does_not_close_while_a_reminder_is_open(shop: SmallShop) -> None:
    send(shop, After(remind=9 * DAY))
    shop.clock.pass_by(days=30)
    assert shop.desk.closing.settle(shop.clock.now()) == 0
    send(shop, After(), Kind.NEW)
    shop.clock.pass_by(days=8)
    assert shop.desk.closing.settle(shop.clock.now()) == 1


def test_it_does_not_close_while_a_reply_waits_to_leave(shop: SmallShop) -> None:
    send(shop, After())
    later = shop.clock.now() + 20 * DAY
    shop.desk.compose.queue(draft(shop, After(), Kind.NEW), shop.clock.now(), later)
    shop.clock.pass_by(days=8)
    assert shop.desk.closing.settle(shop.clock.now()) == 0


def test_an_open_conversation_never_closes_by_itself(shop: SmallShop) -> None:
    shop.clock.pass_by(days=30)
    assert shop.desk.closing.settle(shop.clock.now()) == 0
    assert len(parted(shop.desk.records.alarms(backlog=False), shop.clock.now())[0]) == 1


def test_a_reply_that_came_back_still_knows_what_was_to_happen_after_it(shop: SmallShop) -> None:
    after = replace(promise(shop), close=True, remind=DAY)
    number = shop.desk.compose.queue(draft(shop, after), shop.clock.now())
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.held(number, "550 no such user")
    again = shop.desk.compose.draft(1)
    assert again.body == "It is on its way."
    assert again.after == after
    carry(shop, shop.desk.compose.queue(again, shop.clock.now()))
    stand = shop.desk.records.conversation(1)
    assert stand.status is Status.CLOSED
    kinds = {reminder.kind for reminder in shop.desk.records.reminders(1)}
    assert kinds == {PROMISE, NO_ANSWER}


def test_a_reply_that_the_owner_took_back_begins_anew(shop: SmallShop) -> None:
    after = replace(promise(shop), close=True, remind=DAY)
    number = shop.desk.compose.queue(draft(shop, after), shop.clock.now())
    assert shop.desk.compose.undo(number)
    again = shop.desk.compose.draft(1)
    assert (again.body, again.after) == ("It is on its way.", After())
