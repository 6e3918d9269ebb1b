"""The records' contract: what is learned from answers, and what they are checked against."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.suggest import Asked, PastAnswer
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.mail.message import Address
from shopdesk.ports.answers import Mark
from shopdesk.ports.records import Records
from tests.adapters.records.builders import HELP, JANE, MINUTE, NINE, begin, file, mail, reply


def answered(
    records: Records,
    id: str,
    *,
    at: datetime = NINE,
    template: str = "order-status",
    said: tuple[str, ...] = ("Where is my order?",),
) -> int:
    """An accepted answer to those messages, each a minute later than the one before."""
    conversation = begin(records)
    messages = tuple(
        file(
            records,
            mail(f"{id}.{n}@x.example", new_text=text),
            conversation=conversation,
            received=NINE + n * MINUTE,
        )
        for n, text in enumerate(said)
    )
    dispatch = records.queue(reply(conversation, f"{id}@shoes.example", answers=messages), template)
    records.advance(dispatch, Stage.SENDING)
    records.advance(dispatch, Stage.ACCEPTED, at=at)
    return dispatch


def mark(answer: PastAnswer) -> Mark:
    """Where it stands among the others."""
    return answer.at, answer.dispatch


def test_an_answer_tells_what_was_asked(writer: Records, reader: Records) -> None:
    number = answered(writer, "a", said=("Where is my order?", "Hello?"))
    (found,) = reader.answered_before(None, 10)
    asked = Asked("Where is my order?", "Hello?\nWhere is my order?", Category.DELIVERY, "en")
    assert found == PastAnswer(asked, "order-status", NINE, number)


def test_answers_come_in_their_order_from_both_sides(writer: Records, reader: Records) -> None:
    # two are accepted in the same millisecond, and one before another that was queued earlier
    times = [3, 1, 1, 2, 0]
    for n, minutes in enumerate(times):
        answered(writer, str(n), at=NINE + minutes * MINUTE)
    ordered = reader.answered_before(None, 10)
    assert [(a.at - NINE) // MINUTE for a in ordered] == [3, 2, 1, 1, 0]
    assert reader.answered_before(None, 2) == ordered[:2]
    assert reader.answered_before(mark(ordered[1]), 2) == ordered[2:4]
    assert reader.answered_before(mark(ordered[2]), 9) == ordered[3:]
    assert reader.answered_since(mark(ordered[3]), 2) == ordered[2:0:-1]
    assert reader.answered_since(mark(ordered[0]), 9) == ()


def test_only_what_went_out_with_a_template_and_answered_something(
    writer: Records, reader: Records
) -> None:
    answered(writer, "by-hand", template="")
    answered(writer, "new-mail", said=())
    conversation = begin(writer)
    message = file(writer, mail("q@x.example"), conversation=conversation)
    queued = writer.queue(reply(conversation, answers=(message,)), "order-status")
    writer.advance(queued, Stage.SENDING)
    assert reader.answered_before(None, 10) == ()


def test_a_filed_answer_still_counts(writer: Records, reader: Records) -> None:
    writer.advance(answered(writer, "a"), Stage.FILED)
    assert len(reader.answered_before(None, 10)) == 1


def test_what_belongs_to_others(writer: Records, reader: Records) -> None:
    mine = begin(writer)
    file(writer, mail("mine@x.example"), conversation=mine)
    for name, email in (("Anton Petrov", "anton@x.example"), ("", "anon@x.example")):
        theirs = begin(writer, name=name, email=email)
        message = mail(f"{email}.1", sender=Address(name, email))
        writer.add_message(
            message,
            place=None,
            digest=email,
            raw=b"",
            received=NINE,
            fetched=NINE,
            outgoing=False,
            conversation=theirs,
            automatic=None,
            contact=message.sender,
            order_numbers=(f"SHOP-{len(name)}",),
        )
    others = reader.others(reader.conversation(mine).customer.id)
    assert others.names == {"Anton Petrov"}
    assert others.order_numbers == {"shop-12", "shop-0"}


def test_an_address_that_did_not_get_our_last_mail(writer: Records, reader: Records) -> None:
    conversation = begin(writer)
    file(writer, mail("asked@x.example"), conversation=conversation)
    ours = replace(
        mail("ours@shoes.example", sender=Address("", HELP)),
        to=(Address("Jane", "Jane@Customer.example"), Address("", "cc@x.example")),
    )
    sent = file(writer, ours, conversation=conversation, received=NINE + MINUTE, outgoing=True)
    asked = ("JANE@customer.example", "cc@x.example", "anton@x.example")
    assert reader.undelivered(asked) == frozenset()
    writer.set_bounced(sent, "550 no such mailbox")
    assert reader.undelivered(asked) == {"jane@customer.example", "cc@x.example"}
    again = mail("again@x.example", sender=JANE)
    file(writer, again, conversation=conversation, received=NINE + timedelta(hours=1))
    assert reader.undelivered(asked) == {"cc@x.example"}
