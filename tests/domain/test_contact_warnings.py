"""Senders that are not who they seem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.lookalikes import imitated, is_same_site, site_name
from shopdesk.domain.mail.message import Message
from shopdesk.domain.triage.contact import warnings
from tests.domain.mails import OWN, mail

OURS = frozenset({"lansshoes.com"})


@pytest.mark.parametrize(
    ("domain", "original"),
    [
        ("lansshoes.co", "lansshoes.com"),
        ("1ansshoes.com", "lansshoes.com"),
        ("lanshoes.com", "lansshoes.com"),
        ("lasnshoes.com", "lansshoes.com"),
        ("lans-shoes.com", "lansshoes.com"),
        ("lansshoes-support.com", "lansshoes.com"),
        ("lansshoes.com.evil.example", "lansshoes.com"),
        ("lаnsshoes.com", "lansshoes.com"),
        ("paypa1.com", "paypal.com"),
        ("pаypal.com", "paypal.com"),
        ("xn--pypal-4ve.com", "paypal.com"),
        ("rnicrosoft.com", "microsoft.com"),
        ("amazom.com", "amazon.com"),
        ("secure.amazon.com.pay.example", "amazon.com"),
    ],
)
def test_domains_that_imitate(domain: str, original: str) -> None:
    assert imitated(domain, OURS) == original


@pytest.mark.parametrize(
    "domain",
    [
        "lansshoes.com",
        "mail.lansshoes.com",
        "customer.example",
        "ebay.co.uk",
        "amazon.de",
        "mail.paypal.com",
        "gmail.com",
        "shoes.com",
        "ups.de",
        "",
        "xn--",
    ],
)
def test_domains_that_do_not(domain: str) -> None:
    assert imitated(domain, OURS) == ""


def test_a_shop_at_a_mail_provider_is_not_imitated_by_its_customers() -> None:
    assert imitated("mail.com", frozenset({"gmail.com"})) == ""
    assert imitated("yandex.com", frozenset({"yandex.ru"})) == ""


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (mail(reply_to="jo@other.example"), "Answers go to jo@other.example"),
        (mail(reply_to="jane2@example.com"), "Answers go to jane2@example.com"),
        (
            mail(("x-original-sender", "jo@other.example")),
            "Answers go to jo@other.example",
        ),
        (
            mail(sender='"help@paypal.com" <x@other.example>'),
            "The sender is called help@paypal.com, but writes from x@other.example.",
        ),
        (mail(sender="Bank <x@paypa1.com>"), "paypa1.com looks like paypal.com"),
        (mail(reply_to="x@paypa1.com"), "paypa1.com looks like paypal.com"),
    ],
)
def test_what_is_doubtful_is_said(message: Message, words: str) -> None:
    assert any(words in warning for warning in warnings(message, OWN))


@pytest.mark.parametrize(
    "message",
    [
        mail(),
        mail(reply_to="Jane <JANE@example.com>"),
        mail(sender="jane@example.com <jane@example.com>"),
        mail(sender='"jane@mail.example.com" <jane@example.com>'),
        mail(sender="shop@example.net", reply_to="jane@customer.example"),
        mail(reply_to="shop@example.net"),
        mail(sender=""),
    ],
)
def test_an_ordinary_mail_has_no_warning(message: Message) -> None:
    assert warnings(message, OWN) == ()


def test_sites() -> None:
    assert is_same_site("shop.lan.co.uk", "lan.co.uk")
    assert not is_same_site("lan.co.uk", "jane.co.uk")
    assert not is_same_site("", "")
    assert site_name("mail.ebay.co.uk") == "ebay"


@given(st.text(max_size=60), st.frozensets(st.text(max_size=20), max_size=3))
def test_any_domain_is_looked_at(domain: str, own: frozenset[str]) -> None:
    assert imitated(domain, own) in ("", *own) or "." in imitated(domain, own)
    assert imitated(domain, frozenset({domain})) == ""
