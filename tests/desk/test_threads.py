"""Mails find their conversation in whatever order they come."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.desk.events import Answered, CustomerWrote
from shopdesk.domain.deeds import DeedKind
from shopdesk.domain.mail.threading import Threadable, conversations
from shopdesk.ports.mail import Arrival, Role
from tests.desk.parts import alarm_of, arrivals, deliver, figures, parts
from tests.shop import NINE, SHOP, Mail, SmallShop, small_shop

BO = "Bo <bo@example.com>"


def test_references_join_whoever_writes(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=9)
    shop.receive(Mail(sender=BO, body="And mine?", id="b@example.com", references="a@example.com"))
    alarm = alarm_of(shop)
    assert alarm.unanswered == 2
    assert shop.desk.compose.draft(alarm.conversation).to == ("bo@example.com",)


def test_one_subject_joins_nobody(shop: SmallShop) -> None:
    for n in range(3):
        shop.receive(Mail(subject="Re: Hello", body="Are you open?", id=f"{n}@example.com"))
    assert len(parts(shop)) == 3


def test_an_order_joins_a_customers_mails_within_a_month(shop: SmallShop) -> None:
    shop.receive(Mail(subject="Order #1042", id="a@example.com"), minutes_ago=20)
    shop.receive(Mail(sender=BO, subject="Order #1042", id="b@example.com"), minutes_ago=15)
    shop.receive(Mail(subject="#1042 again", body="Any news?", id="c@example.com"))
    assert parts(shop) == [{"a@example.com", "c@example.com"}, {"b@example.com"}]
    shop.clock.pass_by(days=31)
    shop.receive(Mail(subject="Order #1042", id="d@example.com"))
    assert len(parts(shop)) == 3


def test_our_token_joins_where_references_were_lost(shop: SmallShop) -> None:
    shop.receive(Mail(subject="Hello", body="Are you open?", id="a@example.com"))
    draft = replace(shop.desk.compose.draft(alarm_of(shop).conversation), body="Yes.")
    number = shop.desk.compose.queue(draft, shop.clock.now())
    ours = shop.desk.records.dispatch(number).message_id
    assert ours.startswith(f"sd.{draft.conversation}.")
    quoted = f"Till when?\n\nOn Saturday you wrote:\n> Message-ID: <{ours}>\n> Yes."
    shop.receive(Mail(sender=BO, subject="Hi", body=quoted, id="b@example.com"))
    shop.receive(Mail(sender=BO, subject="Hi", body=quoted.replace(".", "!"), id="c@example.com"))
    assert parts(shop) == [{"a@example.com", "b@example.com"}, {"c@example.com"}]


def test_a_mail_that_links_two_conversations_makes_one_of_them(shop: SmallShop) -> None:
    shop.receive(Mail(subject="One", body="One?", id="a@example.com"), minutes_ago=9)
    shop.receive(
        Mail(sender=BO, subject="Two", body="Two?", id="b@example.com", references="x@example.com"),
        minutes_ago=5,
    )
    before = figures(shop)
    link = Mail(subject="x", body="Three?", id="x@example.com", references="a@example.com")
    shop.receive(link, minutes_ago=7)
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    assert (alarm.name, alarm.unanswered) == ("Jane Roe", 3)
    assert parts(shop) == [{"a@example.com", "b@example.com", "x@example.com"}]
    assert figures(shop) == before, "both waits go on as they were"
    deed = shop.desk.records.deed(1)
    assert (deed.kind, deed.conversation) == (DeedKind.JOINED, alarm.conversation)


def test_two_customers_whose_program_gives_each_mail_one_id(shop: SmallShop) -> None:
    shop.receive(Mail(subject="One", body="One?", id="form@localhost"), minutes_ago=9)
    shop.receive(Mail(sender=BO, subject="Two", body="Two?", id="form@localhost"), minutes_ago=5)
    names = sorted(a.name for a in shop.desk.look.board(shop.clock.now()).alarms)
    assert names == ["Bo", "Jane Roe"]


def test_an_answer_that_was_found_before_its_question_puts_the_fire_out(shop: SmallShop) -> None:
    phone = Mail(sender=SHOP, to="jane@example.com", id="p@phone", references="a@example.com")
    shop.receive(phone, minutes_ago=4, role=Role.SENT)
    forward = Mail(sender=SHOP, to="maker@example.net", id="f@phone", references="b@example.com")
    shop.receive(forward, minutes_ago=4, role=Role.SENT)
    shop.receive(Mail(id="a@example.com"), minutes_ago=10)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()
    (answered,) = shop.heard(Answered)
    assert answered.took == timedelta(minutes=6)
    shop.receive(Mail(sender=BO, subject="Hm", body="And I?", id="b@example.com"), minutes_ago=9)
    assert alarm_of(shop).name == "Bo", "a forward is no answer"


def test_an_answer_to_somebody_else_in_the_conversation_counts(shop: SmallShop) -> None:
    shop.receive(Mail(id="a@example.com"), minutes_ago=9)
    shop.receive(Mail(sender=BO, body="And I?", id="b@example.com", references="a@example.com"))
    phone = Mail(sender=SHOP, to="bo@example.com", id="p@phone", references="b@example.com")
    shop.receive(phone, role=Role.SENT)
    assert shop.desk.look.board(shop.clock.now()).alarms == ()


def test_a_customers_words_in_a_form_are_what_the_board_shows(shop: SmallShop) -> None:
    form = Mail(
        sender=f"Shop <{SHOP}>",
        subject="New customer message",
        body="You received a new message from your contact form.\n\n"
        "Name: Bo\nEmail: bo@example.com\nMessage: Do you have it in blue?\n",
        id="f@shop",
    )
    shop.receive(form)
    alarm = alarm_of(shop)
    assert (alarm.name, alarm.email, alarm.text) == (
        "Bo",
        "bo@example.com",
        "Do you have it in blue?",
    )
    stand = shop.desk.records.conversation(alarm.conversation)
    assert stand.channel == "form"
    assert shop.desk.compose.draft(stand.id).to == ("bo@example.com",)
    assert "Email: bo@example.com" in shop.desk.records.messages(stand.id)[0].message.text


IDS = [f"{n}@example.com" for n in range(7)]
SENDERS = {"Jane Roe <jane@example.com>": "jane@example.com", BO: "bo@example.com"}


@st.composite
def mailboxes(draw: st.DrawFn) -> list[tuple[Mail, int]]:
    """Mails that refer to each other in any way, and the days from now when they come."""
    mails = []
    for id in draw(st.lists(st.sampled_from(IDS), min_size=2, unique=True)):
        order = draw(st.sampled_from(["", "Order #1042", "Order #2077"]))
        mail = Mail(
            sender=draw(st.sampled_from(list(SENDERS))),
            subject=order or "Hello",
            body="How are you?",
            id=id,
            references=draw(st.sampled_from(["", *IDS])),
        )
        mails.append((mail, draw(st.sampled_from([0, 1, 20, 45]))))
    return mails


def expected(mails: Sequence[tuple[Mail, int]]) -> list[set[str]]:
    """The partition by the pure rules."""
    numbers = conversations(
        [
            Threadable(
                mail.id,
                (mail.references,) if mail.references else (),
                SENDERS[mail.sender],
                tuple(word[1:] for word in mail.subject.split() if word.startswith("#")),
                NINE + timedelta(days=days),
            )
            for mail, days in mails
        ]
    )
    found: dict[int, set[str]] = {}
    for number, (mail, _) in zip(numbers, mails, strict=True):
        found.setdefault(number, set()).add(mail.id)
    return sorted(found.values(), key=min)


@settings(max_examples=25, deadline=None)
@given(mailboxes(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    mails: list[tuple[Mail, int]], shuffle: random.Random
) -> None:
    came: list[Arrival] = arrivals(mails)
    shuffle.shuffle(came)
    with tempfile.TemporaryDirectory() as folder, small_shop(Path(folder)) as shop:
        shop.clock.pass_by(days=50)
        deliver(shop, came)
        assert parts(shop) == expected(mails)
        waiting = shop.desk.records.open_places(SHOP)
        assert len(waiting) == len(mails), "nobody's clock was lost"


@pytest.mark.parametrize("turned", [False, True])
def test_a_mail_tells_of_the_conversation_that_it_is_in_at_last(
    shop: SmallShop, turned: bool
) -> None:
    mails = [
        Mail(subject="One", body="One?", id="a@example.com"),
        Mail(subject="Two", body="Two?", id="b@example.com", references="a@example.com"),
    ]
    for mail in reversed(mails) if turned else mails:
        shop.receive(mail)
    first, second = shop.heard(CustomerWrote)
    assert first.conversation == second.conversation
