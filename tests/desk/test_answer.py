"""From a draft to a stopped clock, and every way in which that can go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from shopdesk.desk.answering.compose import NotSendable
from shopdesk.desk.events import Answered, ReplyHeld
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.ports.mail import Receipt
from tests.shop import SHOP, Mail, SmallShop

TAKEN = Receipt("250 ok")


def conversation_of(shop: SmallShop) -> int:
    """The one conversation with an alarm."""
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    return alarm.conversation


def send(shop: SmallShop, body: str = "It is on its way.") -> tuple[int, Draft]:
    """A reply put into the outbox."""
    draft = replace(shop.desk.compose.draft(conversation_of(shop)), body=body)
    return shop.desk.compose.queue(draft, shop.clock.now()), draft


def carry(shop: SmallShop, dispatch: int) -> None:
    """Send it, as the courier does."""
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, TAKEN, shop.clock.now())


def test_a_reply_is_a_proper_mail(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com", to="lan@lans-shoes.example", references="z@example.com"))
    number, _ = send(shop)
    mail = message_from_bytes(shop.desk.records.dispatch(number).raw, policy=default)
    assert mail["To"] == "jane@example.com"
    assert "lan@lans-shoes.example" in mail["From"]
    assert mail["Subject"] == "Re: Where is my order #1042?"
    assert mail["In-Reply-To"] == "<a@example.com>"
    assert mail["References"].split() == ["<z@example.com>", "<a@example.com>"]
    body = mail.get_content()
    assert body.startswith("It is on its way.")
    assert "> Hello, where is my order?" in body
    assert mail["Auto-Submitted"] is None


def test_nothing_leaves_before_the_time_to_undo(shop: SmallShop) -> None:
    shop.receive(Mail())
    send(shop)
    assert shop.desk.outbox.due(shop.clock.now() + timedelta(seconds=9)) == ()
    assert len(shop.desk.outbox.due(shop.clock.now() + timedelta(seconds=10))) == 1


def test_undo_gives_the_text_back_and_the_alarm_goes_on(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop, "My words")
    assert shop.desk.compose.undo(number)
    assert not shop.desk.outbox.sending(number)
    assert shop.desk.compose.draft(conversation_of(shop)).body == "My words"


def test_too_late_to_undo(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    assert shop.desk.outbox.sending(number)
    assert not shop.desk.compose.undo(number)


def test_the_servers_250_stops_the_clock(shop: SmallShop) -> None:
    shop.receive(Mail(), minutes_ago=1)
    number, draft = send(shop)
    carry(shop, number)
    board = shop.desk.look.board(shop.clock.now())
    assert board.alarms == ()
    assert board.today.median == timedelta(seconds=70)
    (answered,) = shop.heard(Answered)
    assert (answered.in_target, answered.elsewhere) == (True, False)
    assert shop.desk.records.conversation(draft.conversation).status is Status.ANSWERED
    assert [m.outgoing for m in shop.desk.records.messages(draft.conversation)] == [False, True]


def test_a_message_that_came_while_writing_waits_on(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=3)
    draft = replace(shop.desk.compose.draft(conversation_of(shop)), body="Yes.")
    shop.receive(
        Mail(body="Also, in blue?", id="b@example.com", references="a@example.com"), minutes_ago=1
    )
    number = shop.desk.compose.queue(draft, shop.clock.now())
    started = shop.clock.now() - timedelta(minutes=1)
    carry(shop, number)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert (alarm.started, alarm.unanswered) == (started, 1)


def test_the_copy_and_the_flags_are_still_to_be_made(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    carry(shop, number)
    (job,) = shop.desk.outbox.to_file()
    assert [(p.mailbox, p.folder, p.uid) for p in job.answered] == [(SHOP, "INBOX", 1)]
    shop.desk.outbox.filed(job.dispatch)
    assert shop.desk.outbox.to_file() == ()


def test_a_held_reply_keeps_its_text_and_its_reason(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop, "My words")
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.held(number, "No such mailbox.")
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert alarm.trouble == "No such mailbox."
    assert shop.desk.compose.draft(alarm.conversation).body == "My words"
    assert [e.trouble for e in shop.heard(ReplyHeld)] == ["No such mailbox."]


def test_sending_again_replaces_the_held_one(shop: SmallShop) -> None:
    shop.receive(Mail())
    first, _ = send(shop)
    assert shop.desk.outbox.sending(first)
    shop.desk.outbox.held(first, "Full.")
    second, _ = send(shop)
    assert shop.desk.records.dispatch(first).stage is Stage.RECALLED
    carry(shop, second)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()


def test_a_passing_failure_is_tried_again_later(shop: SmallShop) -> None:
    shop.receive(Mail())
    number, _ = send(shop)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.delayed(number, "No network.", shop.clock.now())
    assert shop.desk.outbox.due(shop.clock.now() + timedelta(seconds=11)) == ()
    assert len(shop.desk.outbox.due(shop.clock.now() + timedelta(seconds=15))) == 1


def test_a_blank_names_itself_and_blocks_the_send(shop: SmallShop) -> None:
    shop.receive(Mail())
    with pytest.raises(NotSendable, match=r"\{\{ order\.tracking_link \}\}"):
        send(shop, "See {{ order.tracking_link }}")
    assert shop.desk.records.dispatches(*Stage) == ()


def test_an_empty_reply_is_refused(shop: SmallShop) -> None:
    shop.receive(Mail())
    with pytest.raises(NotSendable):
        send(shop, "  \n ")


def test_what_a_customer_calls_herself_is_never_a_template(shop: SmallShop) -> None:
    shop.receive(Mail(sender='"{% for i in (1..9) %}{{ shop.name }}{% endfor %}" <j@example.com>'))
    conversation = conversation_of(shop)
    for template in shop.desk.templates.all():
        assert "Lan's ShoesLan's Shoes" not in shop.desk.compose.draft(conversation, template).body


def test_a_template_greets_in_the_customers_language(shop: SmallShop) -> None:
    russian = Mail(
        sender="Антон Петров <anton@example.com>",
        subject="Где мой заказ № 1042?",
        body="Здравствуйте, где мой заказ?",
    )
    shop.receive(russian)
    conversation = conversation_of(shop)
    first = shop.desk.suggest.suggestions(conversation)[0]
    body = shop.desk.compose.draft(conversation, first).body
    assert body.startswith("Здравствуйте, Антон")
    assert body.endswith("Lan\nLan's Shoes")


def test_a_used_template_is_counted(shop: SmallShop) -> None:
    shop.receive(Mail())
    conversation = conversation_of(shop)
    template = next(t for t in shop.desk.templates.all() if t.id == "hello")
    number = shop.desk.compose.queue(
        shop.desk.compose.draft(conversation, template), shop.clock.now()
    )
    carry(shop, number)
    assert next(t.uses for t in shop.desk.templates.all() if t.id == "hello") == 1


@pytest.mark.parametrize("reason", list(Reason))
def test_a_dismissal_ends_the_alarm_and_can_be_taken_back(shop: SmallShop, reason: Reason) -> None:
    shop.receive(Mail(), minutes_ago=2)
    before = shop.desk.look.board(shop.clock.now()).alarms
    conversation = conversation_of(shop)
    shop.desk.dismiss.dismiss(conversation, reason, shop.clock.now())
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert shop.desk.records.conversation(conversation).reason is reason
    assert shop.desk.dismiss.undo(conversation)
    assert shop.desk.look.board(shop.clock.now()).alarms == before


def test_spam_is_no_figure_and_handled_elsewhere_is(shop: SmallShop) -> None:
    shop.receive(Mail(sender="a@example.com"), Mail(sender="b@example.com"), minutes_ago=2)
    one, two = (a.conversation for a in shop.desk.look.board(shop.clock.now()).alarms)
    shop.desk.dismiss.dismiss(one, Reason.SPAM, shop.clock.now())
    assert shop.desk.look.board(shop.clock.now()).today.answered == 0
    shop.desk.dismiss.dismiss(two, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    assert shop.desk.look.board(shop.clock.now()).today.answered == 1
