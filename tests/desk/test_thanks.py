"""A customer's thanks after our answer: nobody waits, and the owner is told the kind words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.cli.lines import line
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.mail.conversation import Status
from shopdesk.ports.mail import Receipt, Role
from tests.desk.parts import alarm_of, figures
from tests.shop import NINE, SHOP, Mail, SmallShop


def answered(shop: SmallShop) -> int:
    """Jane's question has its answer; the conversation."""
    shop.receive(Mail(id="a@example.com"), minutes_ago=3)
    conversation = alarm_of(shop).conversation
    draft = replace(shop.desk.compose.draft(conversation), body="It is on its way.")
    number = shop.desk.compose.queue(draft, NINE)
    shop.desk.outbox.sending(number)
    shop.desk.outbox.accepted(number, Receipt("250 ok"), NINE)
    return conversation


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Thank you so much!\n\nJane", "Thank you so much! Jane"),
        ("Спасибо большое!", "Спасибо большое!"),
        ("Cảm ơn shop nhiều ạ", "Cảm ơn shop nhiều ạ"),
    ],
)
def test_thanks_start_no_wait_and_are_shown_with_praise(
    shop: SmallShop, words: str, said: str
) -> None:
    conversation = answered(shop)
    before = figures(shop)
    shop.clock.pass_by(minutes=2)
    shop.receive(Mail(body=words, id="b@example.com", references="a@example.com"))
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    assert shop.desk.records.conversation(conversation).status is Status.ANSWERED
    assert figures(shop) == before
    wrote = shop.heard(CustomerWrote)[-1]
    assert (wrote.due, wrote.thanks) == (None, said)
    told = line(wrote, shop.clock.now(), shop.settings.shop.zone)
    assert told == f"09:02:00  praise    Jane Roe: {said}"


def test_thanks_with_a_question_start_one(shop: SmallShop) -> None:
    answered(shop)
    words = "Thank you! And when will it be here?"
    shop.receive(Mail(body=words, id="b@example.com", references="a@example.com"))
    assert alarm_of(shop).started == NINE
    assert shop.heard(CustomerWrote)[-1].thanks == ""


def test_thanks_after_an_answer_from_the_phone(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    ours = Mail(f"Lan <{SHOP}>", "Re: it", "Tomorrow.", references="a@example.com")
    ours.to = "jane@example.com"
    shop.receive(ours, minutes_ago=4, role=Role.SENT)
    (answer,) = figures(shop)
    assert answer.ended == NINE - timedelta(minutes=4)
    shop.receive(Mail(body="Thanks!", id="b@example.com", references="a@example.com"))
    assert shop.desk.look.board(NINE).alarms == ()
    assert shop.heard(CustomerWrote)[-1].thanks == "Thanks!"
