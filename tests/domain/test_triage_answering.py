"""What a machine may answer (RFC 3834), and what the owner said about senders."""

from __future__ import annotations

import pytest

from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.triage import (
    SenderRule,
    corrected,
    may_answer_automatically,
    rule_key,
    rule_keys,
    verdict,
)
from tests.domain.mails import OWN, mail

LIST = ("list-id", "Tea <News.Tea.example>")
FORM = mail(
    ("auto-submitted", "auto-generated"),
    ("precedence", "bulk"),
    sender="wordpress@lan.example",
    subject="Contact form",
    text="Name: Jane Roe\nEmail: Jane@customer.example\nMessage: Size 38?",
)


@pytest.mark.parametrize(
    "message",
    [
        mail(),
        mail(("auto-submitted", "no")),
        mail(("auto-submitted", "No (a person wrote it)")),
        mail(("precedence", "first-class")),
        mail(("x-auto-response-suppress", "DR, RN, NRN")),
        mail(("x-loop", "somebody@else.example")),
        mail(("return-path", "<jane@example.com>")),
        mail(reply_to="jo@example.org"),
        mail(("list-id", "Shop <shop.example.net>"), ("list-post", "<mailto:shop@example.net>")),
        mail(sender="shop@example.net", reply_to="jane@example.com"),
        FORM,
        mail(sender="J <j7@members.ebay.com>", subject="Question about your item"),
    ],
)
def test_a_customer_may_be_answered(message: Message) -> None:
    assert may_answer_automatically(message, OWN)


@pytest.mark.parametrize(
    "message",
    [
        mail(("auto-submitted", "auto-replied")),
        mail(("auto-submitted", "auto-generated")),
        mail(("auto-submitted", "anything-else")),
        mail(("x-auto-response-suppress", "All")),
        mail(("x-auto-response-suppress", "DR, OOF, AutoReply")),
        mail(("precedence", "bulk")),
        mail(("precedence", "junk")),
        mail(("list-id", "<news.x.example>")),
        mail(("list-unsubscribe", "<https://x.example>")),
        mail(("list-unsubscribe-post", "List-Unsubscribe=One-Click"), ("list-unsubscribe", "<x>")),
        mail(("return-path", "<>")),
        mail(("x-spam-flag", "YES")),
        mail(("x-loop", "shop@example.net")),
        mail(("content-type", "multipart/report; report-type=delivery-status")),
        mail(subject="Automatic reply: Your order"),
        mail(sender=""),
        mail(sender="shop@example.net"),
        mail(reply_to="shop@example.net", sender="lan@example.net"),
        mail(sender="no-reply@x.example"),
        mail(sender="mailer-daemon@x.example"),
        mail(sender="postmaster@x.example"),
        mail(sender="owner-laces@lists.example"),
        mail(sender="laces-request@lists.example"),
        mail(reply_to="no-reply@x.example"),
        mail(sender="notification@facebookmail.com", subject="Jane Roe sent you a message"),
        mail(
            sender="noreply@forms.example",
            subject="Contact form",
            text="Name: J\nEmail: noreply@x.example\nMessage: loop",
        ),
    ],
)
def test_no_machine_is_ever_answered(message: Message) -> None:
    assert not may_answer_automatically(message, OWN)


def test_a_rule_is_for_the_sender_or_the_list() -> None:
    assert rule_key(mail(sender="Jane@Example.com"), OWN) == "jane@example.com"
    assert rule_key(mail(LIST), OWN) == "list:news.tea.example"
    assert rule_keys(mail(LIST), OWN) == ("jane@example.com", "list:news.tea.example")
    assert rule_key(FORM, OWN) == "jane@customer.example"
    assert rule_key(mail(sender=""), OWN) == ""


@pytest.mark.parametrize(
    ("message", "key", "kind"),
    [
        (mail(LIST), "list:news.tea.example", None),
        (mail(LIST), "jane@example.com", None),
        (mail(("list-id", "news.tea.example")), "list:news.tea.example", None),
        (mail(sender="no-reply@maker.example"), "no-reply@maker.example", None),
        (mail(("x-spam-flag", "yes")), "jane@example.com", None),
        (mail(subject="Automatic reply: x"), "jane@example.com", None),
        (mail(), "jane@example.com", Automatic.NEWSLETTER),
        (mail(sender="no-reply@x.example"), "no-reply@x.example", Automatic.RECEIPT),
        (FORM, "jane@customer.example", Automatic.SPAM),
    ],
)
def test_a_correction_holds(message: Message, key: str, kind: Automatic | None) -> None:
    said = corrected(message, OWN, [SenderRule(key, kind)])
    assert said.kind is kind
    assert key in said.reason


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        # No rule for a person makes loops possible, and none for a machine silences a form.
        (mail(("auto-submitted", "auto-replied")), SenderRule("jane@example.com", None)),
        (mail(sender="mailer-daemon@x.example"), SenderRule("mailer-daemon@x.example", None)),
        (mail(sender="shop@example.net"), SenderRule("shop@example.net", None)),
        (FORM, SenderRule("wordpress@lan.example", Automatic.NOTIFICATION)),
        (mail(), SenderRule("jo@example.com", Automatic.SPAM)),
        (mail(), SenderRule("list:", Automatic.SPAM)),
        (mail(sender=""), SenderRule("", Automatic.SPAM)),
    ],
)
def test_a_correction_holds_for_nothing_else(message: Message, rule: SenderRule) -> None:
    assert corrected(message, OWN, [rule]) == verdict(message, OWN)


def test_the_senders_rule_outweighs_the_lists() -> None:
    rules = [
        SenderRule("list:news.tea.example", Automatic.NEWSLETTER),
        SenderRule("jane@example.com", None),
    ]
    assert corrected(mail(LIST), OWN, rules).kind is None
    assert corrected(mail(LIST, sender="jo@x.example"), OWN, rules).kind is Automatic.NEWSLETTER


def test_a_correction_never_lets_a_machine_answer_a_machine() -> None:
    message = mail(LIST)
    assert corrected(message, OWN, [SenderRule(rule_key(message, OWN), None)]).kind is None
    assert not may_answer_automatically(message, OWN)
