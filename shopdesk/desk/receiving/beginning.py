"""A new conversation, from the first message in it."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.receiving.sorting import Person
from shopdesk.domain.answer.reply import bare_subject
from shopdesk.domain.mail.message import Message
from shopdesk.ports.records import Records


def begin(
    records: Records,
    mailbox: str,
    message: Message,
    person: Person,
    *,
    backlog: bool,
    at: datetime,
) -> int:
    """Its number in the records; `at` is when the message was received."""
    return records.add_conversation(
        mailbox=mailbox,
        name=person.contact.name,
        email=person.contact.email,
        subject=bare_subject(message.subject),
        category=person.category,
        language=person.language,
        order_number=next(iter(person.order_numbers), ""),
        backlog=backlog,
        at=at,
        channel=person.channel,
        why=person.why,
    )
