"""Mails to judge, made of the few things that a test is about."""

from __future__ import annotations

from email.utils import parseaddr

from shopdesk.domain.mail.message import Address, Message

OWN = frozenset({"shop@example.net", "lan@example.net"})


def address(text: str) -> Address:
    """`Jane Roe <jane@x.example>` as an address."""
    name, email = parseaddr(text)
    return Address(name, email)


def mail(
    *headers: tuple[str, str],
    sender: str = "Jane Roe <jane@example.com>",
    reply_to: str = "",
    subject: str = "Hello",
    text: str = "Hello",
    references: tuple[str, ...] = (),
) -> Message:
    """A mail to the shop with these header fields."""
    return Message(
        message_id="x@example.com",
        references=references,
        sender=address(sender),
        reply_to=address(reply_to) if reply_to else None,
        to=(Address("", "shop@example.net"),),
        subject=subject,
        date=None,
        text=text,
        new_text=text,
        attachments=(),
        headers=headers,
    )
