"""Addresses as they are typed, and the choice between servers."""

from __future__ import annotations

import pytest

from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.oauth import provider_of
from shopdesk.domain.shop.provider import Offer, best, read_address
from shopdesk.domain.shop.settings import Security


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("lan@shop.example", "lan@shop.example"),
        ("  Lan@Shop.EXAMPLE ", "Lan@shop.example"),
        ("<lan@shop.example>", "lan@shop.example"),
        ("Lan Nguyen <lan@shop.example>", "lan@shop.example"),
        ("mailto:lan@shop.example", "lan@shop.example"),
        ("lan@shop.example.", "lan@shop.example"),
        ("lan+orders@shop.example", "lan+orders@shop.example"),
        ("lan@mail.shop.co.uk", "lan@mail.shop.co.uk"),
        ("lan@GIÀY.vn", "lan@giày.vn"),
        ("lan@gia\u0300y.vn", "lan@giày.vn"),
        ("почта@магазин.рф", "почта@магазин.рф"),
        ("lan@shop。example", "lan@shop.example"),
        ("lan@डाक.भारत", "lan@डाक.भारत"),
        ("a.b-c_d=e/f@x-y.example", "a.b-c_d=e/f@x-y.example"),
    ],
)
def test_an_address(typed: str, read: str) -> None:
    assert str(read_address(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "lan",
        "@",
        "lan@",
        "@shop.example",
        "lan@shop",
        "lan@localhost",
        "lan@127.0.0.1",
        "lan@[127.0.0.1]",
        "lan@@shop.example",
        "lan@jane@shop.example",
        "lan nguyen@shop.example",
        "lan@shop example",
        "lan@shop..example",
        "lan@.example",
        "lan@-shop.example",
        "lan@shop-.example",
        "lan@shop.example/x",
        "lan@shop.example:993",
        "lan@shop,example",
        '"lan"@shop.example',
        "lan\r\n@shop.example",
        "lan@shop.example\r\nx",
        "lan\x1b[31m@shop.example",
        "a" * 65 + "@shop.example",
        "lan@" + "a." * 130 + "example",
    ],
)
def test_what_is_none(typed: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_address(typed)
    (sentence,) = caught.value.problems
    assert sentence.isprintable()
    assert len(sentence) < 200


def offer(port: int, security: Security) -> Offer:
    return Offer("h", port, security)


def test_tls_from_the_first_byte_goes_before_starttls_and_clear_text_is_never_taken() -> None:
    clear, starttls = offer(143, Security.NONE), offer(143, Security.STARTTLS)
    first, second = offer(993, Security.TLS), offer(994, Security.TLS)
    assert best([clear, starttls, first, second]) is first
    assert best([clear, starttls]) is starttls
    assert best([clear]) is None
    assert best([]) is None


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("imap.gmail.com", "google"),
        ("outlook.office365.com", "microsoft"),
        ("imap.yandex.ru", "yandex"),
        ("imap.mail.ru", "mailru"),
        ("notmail.ru", ""),
        ("imap.gmail.com.evil.example", ""),
    ],
)
def test_who_gives_tokens_for_a_host(host: str, name: str) -> None:
    assert provider_of(host) == name
