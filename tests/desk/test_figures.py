"""The figures of what really happened at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.mail.conversation import Reason
from shopdesk.ports.mail import Receipt, Role
from tests.shop import Mail, SmallShop

MINUTE = timedelta(minutes=1)


def reply(shop: SmallShop, conversation: int, to: tuple[str, ...] = ()) -> None:
    """Answer, and have the server accept it now."""
    draft = shop.desk.compose.draft(conversation)
    dispatch = shop.desk.compose.queue(_worded(draft, to), shop.clock.now())
    shop.desk.outbox.sending(dispatch)
    shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), shop.clock.now())


def _worded(draft: Draft, to: tuple[str, ...]) -> Draft:
    return replace(draft, body="It is on its way, with our thanks.", to=to or draft.to)


def conversations(shop: SmallShop) -> list[int]:
    """Those on the board, oldest first."""
    alarms = shop.desk.look.board(shop.clock.now()).alarms
    return [a.conversation for a in sorted(alarms, key=lambda a: a.started)]


def test_a_day_at_the_desk(shop: SmallShop) -> None:
    """One answered in time, one too late, one open and overdue, one spam, one from the phone."""
    for n, who in enumerate(("ann", "bob", "cat", "spam", "eve")):
        shop.receive(Mail(f"{who}@example.com", f"Question {n}", "Do you have it?", id=f"{who}@x"))
        shop.clock.pass_by(seconds=1)
    ann, bob, _cat, spam, _eve = conversations(shop)
    shop.clock.pass_by(minutes=2)
    reply(shop, ann)
    shop.desk.dismiss.dismiss(spam, Reason.SPAM, shop.clock.now())
    phone = Mail("hello@lans-shoes.example", "Re: Question 4", "Yes.", references="eve@x")
    phone.to = "eve@example.com"
    shop.receive(phone, role=Role.SENT)
    shop.clock.pass_by(hours=2)
    reply(shop, bob)
    found = shop.desk.figures.last(1, shop.clock.now()).part.service
    assert (found.received, found.answered, found.open, found.overdue) == (4, 3, 1, 1)
    assert found.in_target == Share(2, 4)
    assert found.first.calendar.n == 3
    assert found.first.calendar.median == 2 * MINUTE + timedelta(seconds=5)


def test_a_second_question_is_a_next_response(shop: SmallShop) -> None:
    """And the matter was not settled at first contact."""
    shop.receive(Mail(id="one@x"))
    (jane,) = conversations(shop)
    shop.clock.pass_by(minutes=1)
    reply(shop, jane)
    shop.clock.pass_by(hours=1)
    shop.receive(Mail(body="And which courier is it with?", id="two@x", references="one@x"))
    shop.clock.pass_by(minutes=4)
    reply(shop, jane)
    found = shop.desk.figures.last(1, shop.clock.now()).part
    assert found.service.first.calendar.median == MINUTE
    assert found.service.following.calendar.median == 4 * MINUTE
    assert found.resolution.reopened == Share(1, 1)
    assert found.resolution.first_contact == Share(0, 0)


def test_a_forward_is_no_reply(shop: SmallShop) -> None:
    """One human reply and a mail to the courier: settled at first contact."""
    shop.receive(Mail(id="one@x"))
    (jane,) = conversations(shop)
    reply(shop, jane)
    reply(shop, jane, to=("courier@example.com",))
    shop.clock.pass_by(days=8)
    found = shop.desk.figures.last(10, shop.clock.now()).part
    assert found.resolution.first_contact == Share(1, 1)


def test_backlog_does_not_count(shop: SmallShop) -> None:
    """What was found at the very first start is outside the figures."""
    shop.receive(Mail(id="old@x"), minutes_ago=60 * 30)
    found = shop.desk.figures.last(4, shop.clock.now()).part.service
    assert found.received == 0
