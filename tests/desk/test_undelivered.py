"""An answer of ours that came back counts as never given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.desk.events import AnswerBounced, AutomaticFiled
from shopdesk.domain.mail.bounce import Lasting
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.domain.mail.message import Automatic
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of, figures
from tests.shop import NINE, SHOP, Mail, SmallShop

REPORT = """\
From: MAILER-DAEMON@mx.example.com
To: {shop}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{id}@mx.example.com>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; jane@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
Content-Type: {part}

Message-ID: <{ours}>
From: {shop}
To: jane@example.com
Subject: Re: Where is my order #1042?

--b--
"""


def report(ours: str, **changes: str) -> bytes:
    """A bounce of that mail, as Postfix writes it."""
    fields = {
        "shop": SHOP,
        "id": "bounce1",
        "action": "failed",
        "status": "5.1.1",
        "said": "550 5.1.1 <jane@example.com>: no such user here",
        "part": "message/rfc822",
    } | changes
    return REPORT.format(ours=ours, **fields).replace("\n", "\r\n").encode()


def answer(shop: SmallShop, conversation: int, body: str = "It is on its way.") -> str:
    """A reply that goes out; its Message-ID."""
    draft = replace(shop.desk.compose.draft(conversation), body=body)
    number = shop.desk.compose.queue(draft, shop.clock.now())
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    return shop.desk.records.dispatch(number).message_id


def answered(shop: SmallShop) -> tuple[int, str]:
    """A customer's mail of nine minutes ago with an answer; the conversation and our id."""
    shop.receive(Mail(id="a@example.com"), minutes_ago=9)
    alarm = alarm_of(shop)
    shop.desk.records.rung(alarm.wait, 1)
    return alarm.conversation, answer(shop, alarm.conversation)


@pytest.mark.parametrize("part", ["message/rfc822", "text/rfc822-headers", "text/plain"])
def test_the_alarm_goes_on_as_if_never_answered_and_rings_anew(shop: SmallShop, part: str) -> None:
    conversation, ours = answered(shop)
    assert [a.running for a in figures(shop)] == [False]
    shop.clock.pass_by(minutes=2)
    shop.receive(report(ours, part=part))
    alarm = alarm_of(shop)
    assert (alarm.conversation, alarm.started) == (conversation, NINE - timedelta(minutes=9))
    assert (alarm.rung, alarm.unanswered) == (-1, 1)
    assert "jane@example.com" in alarm.trouble
    assert "no such user" in alarm.trouble
    assert [a.running for a in figures(shop)] == [True]
    assert shop.desk.records.conversation(conversation).status is Status.OPEN
    (said,) = shop.heard(AnswerBounced)
    assert (said.conversation, said.name, said.kind) == (conversation, "Jane Roe", Lasting.HARD)
    assert said.recipients == ("jane@example.com",)
    assert [e.kind for e in shop.heard(AutomaticFiled)] == [Automatic.BOUNCE]


def test_a_bounce_of_plain_text_with_the_head_below_a_line(shop: SmallShop) -> None:
    _, ours = answered(shop)
    bounce = Mail(
        sender="Mail Delivery System <mailer-daemon@mx.example.com>",
        subject="Mail delivery failed: returning message to sender",
        body="A message that you sent could not be delivered:\n\n  jane@example.com\n"
        "    550 mailbox is full\n\n------ This is a copy of the message's header ------\n\n"
        f"Message-ID: <{ours}>\nTo: jane@example.com\n",
        headers={"X-Failed-Recipients": "jane@example.com"},
    )
    shop.receive(bounce)
    assert alarm_of(shop).trouble
    (said,) = shop.heard(AnswerBounced)
    assert said.kind is Lasting.SOFT


def test_a_second_notice_changes_nothing(shop: SmallShop) -> None:
    _, ours = answered(shop)
    shop.receive(report(ours))
    before = alarm_of(shop)
    shop.receive(report(ours, id="bounce2"))
    assert alarm_of(shop) == before
    assert len(shop.heard(AnswerBounced)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "delayed", "status": "4.4.1", "said": "connection timed out"},
        {"action": "delivered", "status": "2.0.0", "said": "250 ok"},
        {"ours": "another@mail.example"},
    ],
)
def test_what_has_not_failed_or_is_not_ours_is_only_filed(
    shop: SmallShop, changes: dict[str, str]
) -> None:
    _, ours = answered(shop)
    shop.receive(report(**({"ours": ours} | changes)))
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert shop.heard(AnswerBounced) == []


def test_the_next_answer_clears_the_trouble_and_is_the_one_that_counts(shop: SmallShop) -> None:
    conversation, ours = answered(shop)
    shop.receive(report(ours))
    shop.clock.pass_by(minutes=7)
    answer(shop, conversation, "Once more.")
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert [a.ended for a in figures(shop)] == [shop.clock.now()]


def test_a_later_answer_that_did_arrive_is_the_answer(shop: SmallShop) -> None:
    conversation, ours = answered(shop)
    shop.clock.pass_by(minutes=3)
    second = answer(shop, conversation, "I forgot to say: it is blue.")
    shop.clock.pass_by(minutes=60)
    shop.receive(report(ours))
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert [a.ended for a in figures(shop)] == [NINE + timedelta(minutes=3)]
    shop.receive(report(second, id="bounce2"))
    assert alarm_of(shop).started == NINE - timedelta(minutes=9)


def test_what_the_customer_wrote_since_joins_the_wait_that_goes_on(shop: SmallShop) -> None:
    _, ours = answered(shop)
    shop.clock.pass_by(minutes=5)
    shop.receive(Mail(body="Hello?", id="b@example.com", references="a@example.com"))
    assert alarm_of(shop).unanswered == 1
    shop.receive(report(ours))
    alarm = alarm_of(shop)
    assert (alarm.unanswered, alarm.started) == (2, NINE - timedelta(minutes=9))
    assert len(figures(shop)) == 1


def test_an_answer_from_the_phone_can_come_back_too(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=9)
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=5, role=Role.SENT)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    shop.receive(report("p@phone"))
    assert alarm_of(shop).trouble


def test_a_closed_conversation_opens_again(shop: SmallShop) -> None:
    conversation, ours = answered(shop)
    shop.desk.dismiss.dismiss(conversation, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    shop.receive(report(ours))
    stand = shop.desk.records.conversation(conversation)
    assert (stand.status, stand.reason) == (Status.OPEN, None)


def test_a_wait_that_was_moved_is_found_where_it_is(shop: SmallShop) -> None:
    conversation, ours = answered(shop)
    shop.receive(Mail(sender="Bo <bo@example.com>", subject="Hm", body="And I?", id="b@b.example"))
    other = alarm_of(shop).conversation
    shop.desk.rearrange.merge(other, conversation, shop.clock.now())
    shop.receive(report(ours))
    alarm = alarm_of(shop)
    assert (alarm.conversation, alarm.unanswered) == (other, 2)
    assert alarm.started == NINE - timedelta(minutes=9)


def test_a_mail_that_only_names_our_answer_is_no_bounce_of_it(shop: SmallShop) -> None:
    _, ours = answered(shop)
    away = Mail(
        subject="Out of office",
        body="I am away until Monday.",
        id="o@example.com",
        references=ours,
        headers={"Auto-Submitted": "auto-replied"},
    )
    shop.receive(away)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert [e.kind for e in shop.heard(AutomaticFiled)] == [Automatic.AUTO_REPLY]
