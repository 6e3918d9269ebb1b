"""Mails and conversations to fill records with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.clock.wait import Outcome, Wait, Waiting
from shopdesk.domain.mail.conversation import Category, Place
from shopdesk.domain.mail.message import Address, Attachment, Automatic, Message
from shopdesk.ports.records import Records

NINE = datetime(2026, 11, 7, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = (NINE - timedelta(hours=9), NINE + timedelta(hours=15))
HELP = "help@shoes.example"
JANE = Address("Jane Roe", "jane@customer.example")


def place(uid: int, *, folder: str = "INBOX", mailbox: str = HELP, uidvalidity: int = 7) -> Place:
    """A place in the mailbox."""
    return Place(mailbox, folder, uidvalidity, uid)


def mail(
    message_id: str = "one@customer.example",
    *,
    references: tuple[str, ...] = (),
    sender: Address = JANE,
    new_text: str = "Where is my order?",
    text: str | None = None,
) -> Message:
    """A customer's mail with something in every field."""
    return Message(
        message_id=message_id,
        references=references,
        sender=sender,
        reply_to=None,
        to=(Address("Lan's Shoes", HELP), Address("", "cc@customer.example")),
        subject="Đơn hàng #1042 ở đâu?",
        date=datetime(2026, 11, 7, 15, 59, 58, tzinfo=timezone(timedelta(hours=7))),
        text=f"{new_text}\n\n> quoted" if text is None else text,
        new_text=new_text,
        attachments=(Attachment("../left shoe.jpg", "image/jpeg", 81_234, False),),
        headers=(("from", "Jane Roe <jane@customer.example>"), ("x-odd", "a\tb; [/red]")),
    )


def begin(
    records: Records,
    *,
    name: str = JANE.name,
    email: str = JANE.email,
    mailbox: str = HELP,
    backlog: bool = False,
    at: datetime = NINE,
) -> int:
    """A new conversation."""
    return records.add_conversation(
        mailbox=mailbox,
        name=name,
        email=email,
        subject="Where is my order?",
        category=Category.DELIVERY,
        language="en",
        order_number="1042",
        backlog=backlog,
        at=at,
    )


def file(
    records: Records,
    message: Message | None = None,
    *,
    conversation: int | None = None,
    lies: Place | None = None,
    received: datetime = NINE,
    outgoing: bool = False,
    automatic: Automatic | None = None,
) -> int:
    """A mail in the records; its bytes are its Message-ID."""
    message = message or mail()
    raw = message.message_id.encode()
    if lies is None and not outgoing:
        lies = place(1)
    return records.add_message(
        message,
        place=lies,
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        received=received,
        fetched=received + timedelta(seconds=2),
        outgoing=outgoing,
        conversation=conversation,
        automatic=automatic,
    )


def wait_of(messages: Iterable[tuple[int, datetime]], *, rung: int = -1) -> Wait:
    """A wait of these messages, each with a target of five minutes around the clock."""
    waiting = tuple(Waiting(number, received, 5 * MINUTE) for number, received in messages)
    return Wait(waiting, min(m.received for m in waiting) + 5 * MINUTE, rung)


def alarm(
    records: Records,
    *,
    received: datetime = NINE,
    email: str = JANE.email,
    message_id: str = "one@customer.example",
    backlog: bool = False,
    uid: int = 1,
) -> tuple[int, int, int]:
    """A conversation with one mail that waits; its number, the message's and the wait's."""
    conversation = begin(records, email=email, at=received, backlog=backlog)
    sender = Address(JANE.name, email)
    message = file(
        records,
        mail(message_id, sender=sender),
        conversation=conversation,
        received=received,
        lies=place(uid),
    )
    wait = records.put_wait(conversation, wait_of([(message, received)]), alarmed=received)
    return conversation, message, wait


def end(
    records: Records,
    wait: int,
    outcome: Outcome = Outcome.ANSWERED,
    *,
    at: datetime = NINE + 2 * MINUTE,
    by: int | None = None,
) -> None:
    """The wait's end."""
    records.end_wait(wait, outcome, at=at, business=2 * MINUTE, in_target=True, by=by)


def reply(
    conversation: int, message_id: str = "ours@shoes.example", *, answers: tuple[int, ...] = ()
) -> Dispatch:
    """A finished reply."""
    return Dispatch(
        id=0,
        conversation=conversation,
        mailbox=HELP,
        message_id=message_id,
        sender=HELP,
        recipients=(JANE.email,),
        raw=b"From: help@shoes.example\r\n\r\n" + b"Sorry! " * 400,
        answers=answers,
        stage=Stage.QUEUED,
        due=NINE + timedelta(seconds=10),
    )
