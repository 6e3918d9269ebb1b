"""Mail comes in: conversations, clocks, and what does not ring."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopdesk.desk.events import Answered, AutomaticFiled, CustomerWrote
from shopdesk.desk.receiving.receive import Batch
from shopdesk.domain.mail.conversation import Category, Place, Reason, Status
from shopdesk.ports.mail import Arrival, Role
from tests.shop import NINE, SHOP, Mail, SmallShop


def alarms(shop: SmallShop) -> list[tuple[str, int]]:
    """(name, unanswered) of every running alarm."""
    board = shop.desk.look.board(shop.clock.now())
    return sorted((a.name, a.unanswered) for a in board.alarms)


def test_a_customers_mail_is_an_alarm_from_the_servers_instant(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=3)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert (alarm.name, alarm.category) == ("Jane Roe", Category.DELIVERY)
    assert alarm.started == NINE - timedelta(minutes=3)
    assert alarm.due == NINE + timedelta(minutes=12)
    assert [e.name for e in shop.heard(CustomerWrote)] == ["Jane Roe"]


def test_the_same_mail_twice_is_one_alarm(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"))
    shop.receive(Mail(id="a@example.com"))
    assert alarms(shop) == [("Jane Roe", 1)]
    assert len(shop.heard(CustomerWrote)) == 1


def test_a_reply_of_the_customer_joins_her_conversation(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=2)
    shop.receive(Mail(body="Hello? Any news?", id="b@example.com", references="a@example.com"))
    assert alarms(shop) == [("Jane Roe", 2)]


def test_two_customers_with_one_subject_stay_apart(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), Mail(sender="Bo <bo@example.com>", id="b@example.com"))
    assert alarms(shop) == [("Bo", 1), ("Jane Roe", 1)]


def test_mails_without_message_id_are_all_kept(shop: SmallShop) -> None:
    shop.receive(Mail(body="one?"), Mail(body="two?"), Mail(body="three?"))
    assert sum(n for _, n in alarms(shop)) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"List-Unsubscribe": "<https://news.example.com/u>"},
        {"Auto-Submitted": "auto-replied"},
        {"Return-Path": "<>", "Content-Description": "Delivery failure"},
        {"Precedence": "bulk"},
    ],
)
def test_automatic_mail_is_filed_and_silent(shop: SmallShop, headers: dict[str, str]) -> None:
    shop.receive(Mail(headers=headers))
    assert alarms(shop) == []
    assert len(shop.heard(AutomaticFiled)) == 1


def test_auto_submitted_no_is_a_person(shop: SmallShop) -> None:
    shop.receive(Mail(headers={"Auto-Submitted": "no"}))
    assert alarms(shop) == [("Jane Roe", 1)]


def test_an_answer_from_the_phone_puts_the_fire_out_at_its_own_time(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=4, role=Role.SENT)
    assert alarms(shop) == []
    (answered,) = shop.heard(Answered)
    assert answered.elsewhere
    assert answered.took == timedelta(minutes=6)


def test_an_answer_seen_before_its_question_counts_all_the_same(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=20)
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=4, role=Role.SENT)
    late = Mail(body="And is it blue?", id="b@example.com", references="a@example.com")
    shop.receive(late, minutes_ago=5)
    assert alarms(shop) == []


def test_what_came_after_the_phones_answer_waits_on(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    shop.receive(
        Mail(body="And blue?", id="b@example.com", references="a@example.com"), minutes_ago=2
    )
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=4, role=Role.SENT)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.started == NINE - timedelta(minutes=2)


def test_a_forward_to_somebody_else_is_no_answer(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    forward = Mail(sender=SHOP, to="supplier@example.net", references="a@example.com")
    shop.receive(forward, role=Role.SENT)
    assert alarms(shop) == [("Jane Roe", 1)]


def test_the_answered_flag_alone_ends_the_alarm_with_its_time_unknown(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=30, flags=["\\Answered"])
    board = shop.desk.look.board(shop.clock.now())
    assert board.alarms == ()
    assert board.today.median is None


def test_thanks_alone_starts_no_clock(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=4, role=Role.SENT)
    shop.receive(Mail(body="Thank you so much!", id="c@example.com", references="p@phone"))
    assert alarms(shop) == []


def test_what_came_before_the_first_start_is_backlog(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=3 * 24 * 60)
    board = shop.desk.look.board(shop.clock.now())
    assert board.alarms == ()
    assert [a.name for a in board.backlog] == ["Jane Roe"]
    assert board.today.answered == 0


def test_older_mail_is_history(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=30 * 24 * 60)
    board = shop.desk.look.board(shop.clock.now())
    assert (board.alarms, board.backlog) == ((), ())
    assert shop.desk.cache.count() == 1


def test_a_backlog_customer_who_writes_again_is_an_alarm_from_then_on(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=3 * 24 * 60)
    shop.receive(Mail(body="Hello??", id="b@example.com", references="a@example.com"))
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.started == NINE


def test_a_mail_that_cannot_be_read_blocks_no_other(shop: SmallShop) -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(5000)
    )
    shop.receive(deep, Mail(), b"\xff\xfe\x00 nonsense")
    names = [name for name, _ in alarms(shop)]
    assert "Jane Roe" in names
    board = shop.desk.look.board(shop.clock.now())
    assert len(names) + len(board.quarantined) == 3


def test_a_new_number_of_the_mailbox_rings_for_nothing_known(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=2)
    at = shop.clock.now() - timedelta(minutes=2)
    raw = Mail(id="a@example.com").raw(at)
    place = Place(SHOP, "INBOX", 77, 1)
    again = Arrival(place, Role.INBOX, at, frozenset(), raw, len(raw))
    shop.desk.receive.batch(Batch(SHOP, "INBOX", 77, 1, (again,)), shop.clock.now())
    assert alarms(shop) == [("Jane Roe", 1)]
    assert shop.desk.records.open_places(SHOP)[0][1] == place


def test_a_closed_conversation_opens_again(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=2)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    shop.desk.dismiss.dismiss(alarm.conversation, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    shop.receive(Mail(body="No, it is not?", id="b@example.com", references="a@example.com"))
    stand = shop.desk.records.conversation(alarm.conversation)
    assert (stand.status, stand.reason) == (Status.OPEN, None)
    assert alarms(shop) == [("Jane Roe", 1)]


def test_the_cursor_follows_the_mails(shop: SmallShop) -> None:
    shop.receive(Mail())
    assert shop.desk.records.cursor(SHOP, "INBOX") == (1, 1)


def test_our_own_mail_in_the_inbox_is_no_customer(shop: SmallShop) -> None:
    shop.receive(Mail(sender=f"Lan <{SHOP}>"))
    assert alarms(shop) == []


def test_a_contact_form_from_our_own_address_is_a_customer(shop: SmallShop) -> None:
    form = Mail(sender=f"Form <{SHOP}>", headers={"Reply-To": "Bo <bo@example.com>"})
    shop.receive(form)
    assert alarms(shop) == [("Bo", 1)]


def test_what_is_kept_aside_says_of_whom_it_is(shop: SmallShop) -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(5000)
    )
    shop.receive(b"From: Jane Roe <jane@example.com>\r\nSubject: My shoes\r\n" + deep)
    (said,) = shop.desk.look.board(shop.clock.now()).quarantined
    assert said.startswith("Jane Roe · My shoes · ")
