"""Is a person waiting? By the header, the sender and what the mail says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.triage import automatic, verdict
from tests.domain.mails import OWN, mail

REPORT = "multipart/report; boundary=x; report-type="
FAILED = "Your message could not be delivered to <jo@example.org>: 550 5.1.1 User unknown"
SALE = "You have received an order from Jane Roe.\n\nSubtotal: 40\nPayment method: PayPal\n"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (mail(("list-unsubscribe", "<https://x.example>")), Automatic.NEWSLETTER),
        (mail(("list-id", "<news.x.example>")), Automatic.NEWSLETTER),
        (mail(("precedence", "Bulk")), Automatic.NEWSLETTER),
        (mail(("precedence", "list")), Automatic.NEWSLETTER),
        (mail(("x-campaign", "spring")), Automatic.NEWSLETTER),
        (
            mail(sender="newsletter@tea.example", text="New tea!\n\nUnsubscribe: …"),
            Automatic.NEWSLETTER,
        ),
        (
            mail(("auto-submitted", "auto-generated"), ("list-unsubscribe", "<x>")),
            Automatic.NEWSLETTER,
        ),
        (mail(("auto-submitted", "auto-replied")), Automatic.AUTO_REPLY),
        (mail(("auto-submitted", "Auto-Replied; owner=x")), Automatic.AUTO_REPLY),
        (mail(("x-autoreply", "yes")), Automatic.AUTO_REPLY),
        (mail(("x-autorespond", "away")), Automatic.AUTO_REPLY),
        (mail(("precedence", "auto_reply")), Automatic.AUTO_REPLY),
        (mail(("preference", "auto_reply")), Automatic.AUTO_REPLY),
        (mail(("delivered-to", "Autoresponder")), Automatic.AUTO_REPLY),
        (mail(("return-path", "<>"), subject="Out of office"), Automatic.AUTO_REPLY),
        (mail(("return-path", "<>"), subject="Автоответ: заказ"), Automatic.AUTO_REPLY),
        (mail(("return-path", "<>"), references=("ours@example.net",)), Automatic.AUTO_REPLY),
        (mail(subject="Automatic reply: Your order"), Automatic.AUTO_REPLY),
        (mail(subject="Abwesenheitsnotiz: Ihre Bestellung"), Automatic.AUTO_REPLY),
        (mail(subject="Trả lời tự động: Đơn hàng"), Automatic.AUTO_REPLY),
        (mail(subject="Автоматический ответ: заказ"), Automatic.AUTO_REPLY),
        (mail(("auto-submitted", "auto-generated")), Automatic.NOTIFICATION),
        (mail(("auto-submitted", "auto-notified")), Automatic.NOTIFICATION),
        (mail(("content-type", f"{REPORT}delivery-status")), Automatic.BOUNCE),
        (mail(("content-type", "multipart/report; boundary=x")), Automatic.BOUNCE),
        (mail(("content-type", f'{REPORT}"feedback-report"')), Automatic.NOTIFICATION),
        (mail(("content-type", f"{REPORT}disposition-notification")), Automatic.NOTIFICATION),
        (
            mail(
                ("content-type", f"{REPORT}delivery-status"),
                subject="Delivery Status Notification (Success)",
            ),
            Automatic.NOTIFICATION,
        ),
        (
            mail(
                sender="MAILER-DAEMON@mx.example",
                text="Enclosed is the mail delivery report that you requested.",
            ),
            Automatic.NOTIFICATION,
        ),
        (mail(sender="MAILER-DAEMON@mx.example"), Automatic.BOUNCE),
        (mail(sender="postmaster@mx.example", text=FAILED), Automatic.BOUNCE),
        (mail(sender="Mail Delivery Subsystem <>"), Automatic.BOUNCE),
        (mail(("return-path", "< >")), Automatic.BOUNCE),
        (mail(("return-path", "<MAILER-DAEMON>"), subject="Undeliverable: hi"), Automatic.BOUNCE),
        (mail(("x-failed-recipients", "a@b.example")), Automatic.BOUNCE),
        (
            mail(sender="admin@mx.example", subject="Undeliverable mail", text=FAILED),
            Automatic.BOUNCE,
        ),
        (
            mail(
                sender="postmaster@mx.example",
                subject="Недоставленное сообщение",
                text="Ваше письмо не может быть доставлено: jo@example.org",
            ),
            Automatic.BOUNCE,
        ),
        (
            mail(
                sender="list-admin@lists.example",
                subject="You are not a member of laces",
                text="Your mail was not posted: you are not a member of laces.",
            ),
            Automatic.BOUNCE,
        ),
        (mail(("x-spam-flag", "YES")), Automatic.SPAM),
        (mail(("x-spam-flag", "Yes, score=9")), Automatic.SPAM),
        (mail(("x-spam-status", "Yes, score=9.1 required=5")), Automatic.SPAM),
        (mail(("x-forefront-antispam-report", "CIP:1.2.3.4;SFV:SPM;SCL:5")), Automatic.SPAM),
        (mail(sender="no-reply@carrier.example"), Automatic.NOTIFICATION),
        (mail(sender="noreply@carrier.example"), Automatic.NOTIFICATION),
        (mail(sender="orders-noreply@market.example"), Automatic.NOTIFICATION),
        (mail(sender="donotreply@bank.example"), Automatic.NOTIFICATION),
        (mail(sender="wordpress@shoes.example", subject="Updated"), Automatic.NOTIFICATION),
        (mail(sender="ebay@ebay.com", subject="Your listing has ended"), Automatic.NOTIFICATION),
        (
            mail(subject="complaint about message from 192.0.2.7", sender="staff@isp.example"),
            Automatic.NOTIFICATION,
        ),
        (
            mail(sender="no-reply@pay.example", subject="Receipt for your payment"),
            Automatic.RECEIPT,
        ),
        (mail(sender="service@paypal.com", subject="You received a payment"), Automatic.RECEIPT),
        (mail(sender="mailer@shopify.com", subject="[Lan] Order #7 placed"), Automatic.RECEIPT),
        (mail(sender="noreply@kassa.example", subject="Кассовый чек"), Automatic.RECEIPT),
        (mail(sender="noreply@shop.example", subject="Xác nhận đơn hàng 7"), Automatic.RECEIPT),
        (
            mail(
                sender="wordpress@lan.example",
                reply_to="jane@example.com",
                subject="[Lan]: New order #7",
                text=SALE,
            ),
            Automatic.RECEIPT,
        ),
        (mail(sender="shop@example.net"), Automatic.OWN),
        (mail(sender="Shop@Example.NET"), Automatic.OWN),
        (mail(sender="shop@example.net", reply_to="lan@example.net"), Automatic.OWN),
        (
            mail(
                sender="shop@example.net",
                reply_to="jane@example.com",
                subject="New order #7",
                text=SALE,
            ),
            Automatic.RECEIPT,
        ),
        (
            mail(
                sender="shop@example.net",
                reply_to="jane@example.com",
                subject="New user registration",
                text="Username: jane\nEmail: jane@example.com",
            ),
            Automatic.NOTIFICATION,
        ),
    ],
)
def test_automatic_mail_is_named(message: Message, kind: Automatic) -> None:
    said = verdict(message, OWN)
    assert said.kind is kind
    assert said.reason.endswith(".")
    assert automatic(message, OWN) is kind


@pytest.mark.parametrize(
    "message",
    [
        mail(),
        mail(("auto-submitted", "no")),
        mail(("precedence", "first-class")),
        mail(("x-spam-flag", "NO")),
        mail(("x-spam-status", "No, score=-1.9")),
        mail(("return-path", "<jane@example.com>")),
        mail(("x-auto-response-suppress", "All")),
        mail(("content-type", "multipart/mixed")),
        mail(("x-autoreply", "no")),
        mail(sender=""),
        mail(sender="noreen@example.com"),
        mail(sender="norepa@example.com"),
        mail(sender="shoe-owner@example.com"),
        mail(sender="postmaster@example.com", text="Do you have size 38?"),
        mail(sender="news@example.com", text="Do you have size 38?"),
        mail(sender="noreply@forms.example", reply_to="jane@example.com"),
        mail(sender="shop@example.net", reply_to="jane@example.com"),
        mail(
            ("auto-submitted", "auto-generated"), sender="shop@example.net", reply_to="j@x.example"
        ),
        mail(("list-id", "Shop <shop.example.net>"), ("precedence", "list")),
        mail(("list-post", "<mailto:shop@example.net>"), ("list-unsubscribe", "<x>")),
        mail(subject="Re: Automatic reply: Your order"),
        mail(subject="Out of office chairs?"),
        mail(subject="Auto: Bremsen"),
        mail(subject="Delivery failed", text="The courier could not deliver my parcel."),
        mail(subject="Undeliverable parcel", text="It was returned to sender. What now?"),
        mail(subject="Mail delivery failed", text=f"When I wrote to you I got this:\n\n{FAILED}"),
        mail(subject="Fwd: Undelivered Mail Returned to Sender", text=f"What is this?\n> {FAILED}"),
        mail(subject="Your order", text="I paid, where is the receipt?"),
        mail(subject="Invoice", text="Please send me the invoice."),
        mail(
            sender="anton@yandex.ru", subject="Новый отзыв", text="Хочу оставить отзыв о магазине."
        ),
    ],
)
def test_a_person_is_not_taken_for_a_machine(message: Message) -> None:
    said = verdict(message, OWN)
    assert said.kind is None
    assert said.reason


def test_what_a_form_passes_on_is_a_persons() -> None:
    form = mail(
        ("auto-submitted", "auto-generated"),
        ("precedence", "bulk"),
        ("list-unsubscribe", "<x>"),
        sender="mailer@shopify.com",
        subject="New customer message",
        text="Name:\nJane Roe\n\nEmail:\njane@example.com\n\nBody:\nSize 38?",
    )
    assert verdict(form, OWN).kind is None
    assert "form" in verdict(form, OWN).reason


def test_a_returned_mail_that_holds_a_form_is_a_returned_mail() -> None:
    returned = mail(
        ("content-type", f"{REPORT}delivery-status"),
        sender="mailer-daemon@mx.example",
        text=f"{FAILED}\n\nName: Jane\nEmail: jane@example.com\nMessage: Size 38?",
    )
    assert automatic(returned, OWN) is Automatic.BOUNCE


texts = st.text(max_size=200)
names = st.sampled_from(
    ["auto-submitted", "precedence", "return-path", "content-type", "list-id", "x-spam-flag"]
)


@given(texts, texts, texts, st.lists(st.tuples(names, texts), max_size=6))
def test_any_mail_is_judged(
    sender: str, subject: str, text: str, headers: list[tuple[str, str]]
) -> None:
    message = mail(*headers, sender=sender, subject=subject, text=text)
    assert verdict(message, OWN).reason
    assert verdict(message, OWN) == verdict(message, OWN)
