"""Is a person waiting? By what the header says."""

from __future__ import annotations

import pytest

from shopdesk.domain.message import Address, Automatic, Message
from shopdesk.domain.triage import automatic

OWN = frozenset({"shop@example.net", "lan@example.net"})


def mail(
    *headers: tuple[str, str],
    sender: str = "jane@example.com",
    reply_to: str = "",
    subject: str = "Hello",
    name: str = "",
) -> Message:
    """A mail with these header fields."""
    return Message(
        message_id="x@example.com",
        references=(),
        sender=Address(name, sender),
        reply_to=Address("", reply_to) if reply_to else None,
        to=(Address("", "shop@example.net"),),
        subject=subject,
        date=None,
        text="Hello",
        new_text="Hello",
        attachments=(),
        headers=headers,
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (mail(("list-unsubscribe", "<https://x.example>")), Automatic.NEWSLETTER),
        (mail(("list-id", "<news.x.example>")), Automatic.NEWSLETTER),
        (mail(("precedence", "Bulk")), Automatic.NEWSLETTER),
        (mail(("precedence", "list")), Automatic.NEWSLETTER),
        (
            mail(("auto-submitted", "auto-generated"), ("list-unsubscribe", "<x>")),
            Automatic.NEWSLETTER,
        ),
        (mail(("auto-submitted", "auto-replied")), Automatic.AUTO_REPLY),
        (mail(("auto-submitted", "Auto-Replied; owner=x")), Automatic.AUTO_REPLY),
        (mail(("x-autoreply", "yes")), Automatic.AUTO_REPLY),
        (mail(("x-autorespond", "away")), Automatic.AUTO_REPLY),
        (mail(("precedence", "auto_reply")), Automatic.AUTO_REPLY),
        (mail(("return-path", "<>"), subject="Out of office"), Automatic.AUTO_REPLY),
        (mail(("return-path", "<>"), subject="Автоответ: заказ"), Automatic.AUTO_REPLY),
        (mail(("auto-submitted", "auto-generated")), Automatic.NOTIFICATION),
        (
            mail(("content-type", "multipart/report; report-type=delivery-status")),
            Automatic.BOUNCE,
        ),
        (mail(sender="MAILER-DAEMON@mx.example"), Automatic.BOUNCE),
        (mail(sender="postmaster@mx.example"), Automatic.BOUNCE),
        (mail(sender="", name="Mail Delivery Subsystem"), Automatic.BOUNCE),
        (mail(("return-path", "< >")), Automatic.BOUNCE),
        (mail(("x-failed-recipients", "a@b.example")), Automatic.BOUNCE),
        (mail(("x-spam-flag", "YES")), Automatic.SPAM),
        (mail(("x-spam-flag", "Yes, score=9")), Automatic.SPAM),
        (mail(sender="no-reply@carrier.example"), Automatic.NOTIFICATION),
        (mail(sender="noreply@carrier.example"), Automatic.NOTIFICATION),
        (mail(sender="orders-noreply@market.example"), Automatic.NOTIFICATION),
        (mail(sender="donotreply@bank.example"), Automatic.NOTIFICATION),
        (mail(sender="shop@example.net"), Automatic.OWN),
        (mail(sender="shop@example.net", reply_to="lan@example.net"), Automatic.OWN),
    ],
)
def test_automatic_mail_is_named(message: Message, kind: Automatic) -> None:
    assert automatic(message, OWN) is kind


@pytest.mark.parametrize(
    "message",
    [
        mail(),
        mail(("auto-submitted", "no")),
        mail(("precedence", "first-class")),
        mail(("x-spam-flag", "NO")),
        mail(("return-path", "<jane@example.com>")),
        mail(("x-auto-response-suppress", "All")),
        mail(("content-type", "multipart/mixed")),
        mail(sender="", name=""),
        mail(sender="noreen@example.com"),
        mail(sender="norepa@example.com"),
        mail(sender="noreply@forms.example", reply_to="jane@example.com"),
        mail(sender="shop@example.net", reply_to="jane@example.com"),
        mail(
            ("auto-submitted", "auto-generated"), sender="shop@example.net", reply_to="j@x.example"
        ),
        mail(("list-id", "Shop <shop.example.net>"), ("precedence", "list")),
        mail(("list-post", "<mailto:shop@example.net>"), ("list-unsubscribe", "<x>")),
    ],
)
def test_a_person_is_not_taken_for_a_machine(message: Message) -> None:
    assert automatic(message, OWN) is None
