"""An answer is looked at once more before it leaves, with what the records know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shopdesk.desk.answering.send_check import sentence
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.answer.send_check import Check, SendWarning
from shopdesk.domain.mail.conversation import Category
from shopdesk.ports.mail import Receipt
from tests.shop import Mail, SmallShop

JANE = Mail(id="jane@example.com.1")
ANTON = Mail(
    sender="Anton Petrov <anton@example.com>",
    subject="Order #2001",
    body="Is order #2001 on its way?",
    id="anton@example.com.1",
)


def draft_of(shop: SmallShop, email: str, body: str) -> Draft:
    """A draft for that customer's conversation, the closing below it."""
    alarms = shop.desk.look.board(shop.clock.now()).alarms
    (conversation,) = (a.conversation for a in alarms if a.email == email)
    blank = shop.desk.compose.draft(conversation)
    return replace(blank, body=f"{body}{blank.body}")


def found(shop: SmallShop, draft: Draft) -> tuple[SendWarning, ...]:
    """The warnings now."""
    return shop.desk.send_check.warnings(draft, shop.clock.now())


def send(shop: SmallShop, draft: Draft) -> int:
    """Out at once; the records' number of the message."""
    number = shop.desk.compose.queue(draft, shop.clock.now())
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    return shop.desk.records.messages(draft.conversation)[-1].id


def test_a_good_answer_and_every_fitting_template_pass(shop: SmallShop) -> None:
    shop.receive(JANE, ANTON)
    draft = draft_of(shop, "jane@example.com", "Hi Jane,\n\norder #1042 left us this morning.")
    assert found(shop, draft) == ()
    for template in shop.desk.suggest.suggestions(draft.conversation)[:3]:
        assert found(shop, shop.desk.compose.draft(draft.conversation, template)) == ()


def test_what_belongs_to_another_customer(shop: SmallShop) -> None:
    shop.receive(JANE, ANTON)
    mixed_up = draft_of(shop, "jane@example.com", "Hi Anton,\n\norder #2001 left this morning.")
    assert found(shop, mixed_up) == (
        SendWarning(Check.NAME, ("Anton", "Jane Roe")),
        SendWarning(Check.ORDER_NUMBER, ("2001",)),
    )
    theirs = draft_of(shop, "anton@example.com", "Hi Anton,\n\norder #2001 left this morning.")
    assert found(shop, theirs) == ()


def test_only_the_closing_is_no_answer(shop: SmallShop) -> None:
    shop.receive(JANE)
    assert found(shop, draft_of(shop, "jane@example.com", "")) == (SendWarning(Check.EMPTY),)


def test_a_complaint_has_its_apology_once(shop: SmallShop) -> None:
    shop.receive(
        Mail(id="1@example.com", subject="Broken", body="The heel is broken, I am so disappointed.")
    )
    cold = draft_of(shop, "jane@example.com", "Hi Jane,\n\nsend me a photo of the heel.")
    assert shop.desk.records.conversation(cold.conversation).category is Category.COMPLAINT
    assert found(shop, cold) == (SendWarning(Check.COLD),)
    sorry = draft_of(shop, "jane@example.com", "Hi Jane,\n\nI'm so sorry. Send me a photo?")
    send(shop, sorry)
    shop.receive(Mail(id="2@example.com", references="1@example.com", body="Here is the photo."))
    later = draft_of(shop, "jane@example.com", "Hi Jane,\n\nthe new pair leaves today.")
    assert found(shop, later) == ()


def test_the_same_answer_while_the_first_waits_and_after_it_left(shop: SmallShop) -> None:
    shop.receive(JANE)
    draft = draft_of(shop, "jane@example.com", "Hi Jane,\n\nit left us this morning.")
    number = shop.desk.compose.queue(draft, shop.clock.now())
    twice = (SendWarning(Check.TWICE, ("jane@example.com",)),)
    assert found(shop, draft) == twice
    shop.clock.pass_by(seconds=10)
    assert shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), shop.clock.now())
    shop.clock.pass_by(seconds=40)
    assert found(shop, draft) == twice
    shop.clock.pass_by(seconds=40)
    assert found(shop, draft) == ()


def test_an_answer_taken_back_was_not_sent(shop: SmallShop) -> None:
    shop.receive(JANE)
    draft = draft_of(shop, "jane@example.com", "Hi Jane,\n\nit left us this morning.")
    assert shop.desk.compose.undo(shop.desk.compose.queue(draft, shop.clock.now()))
    assert found(shop, draft) == ()


def test_an_address_that_our_mail_came_back_from(shop: SmallShop) -> None:
    shop.receive(JANE)
    message = send(shop, draft_of(shop, "jane@example.com", "Hi Jane,\n\nit left this morning."))
    shop.desk.records.set_bounced(message, "550 no such mailbox")
    conversation = shop.desk.records.holding(message)
    assert conversation is not None
    draft = shop.desk.compose.draft(conversation)
    again = replace(draft, to=("jane@example.com",), body=f"Hi Jane,\n\nonce more.{draft.body}")
    shop.clock.pass_by(minutes=5)
    assert found(shop, again) == (SendWarning(Check.BOUNCED, ("jane@example.com",)),)


@pytest.mark.parametrize("check", Check)
def test_every_warning_is_a_sentence(check: Check) -> None:
    said = sentence(SendWarning(check, ("en", "vi")))
    assert said.endswith(".")
    assert "{" not in said
