"""Pages that mean no good, and pages that are not what they should be."""

from __future__ import annotations

import time

import pytest

from shopdesk.adapters.discovery.autoconfig import read
from shopdesk.adapters.discovery.web import LARGEST
from shopdesk.domain.shop.provider import Source
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Auth, Security
from tests.adapters.discovery.conftest import Find
from tests.adapters.discovery.network import Internet
from tests.adapters.discovery.test_network import LIST, OWN, page

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
FILE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<html><body>Welcome!</body></html>",
        "<clientConfig/>",
        "<clientConfig><emailProvider/></clientConfig>",
        BOMB + page().partition("?>")[2].replace("The Shop", "&i;"),
        FILE + page().partition("?>")[2].replace("in.%EMAILDOMAIN%", "&i;"),
        '<!DOCTYPE x SYSTEM "https://evil.test/x.dtd">' + page().partition("?>")[2],
        "<a>" * 100_000,
        page().replace('type="imap"', 'type="pop3"'),
        page().replace("SSL", "plain").replace("STARTTLS", "plain"),
        page().replace("%EMAILDOMAIN%", "x\r\nHELO"),
        page().replace("%EMAILDOMAIN%", "a b"),
        page().replace("%EMAILDOMAIN%", "é.test"),
        page().replace("<port>", "<port>99"),
        page().replace("<port>", "<port>" + "9" * 5000),
        page().replace("<port>", "<port>²"),
        page().replace("password-cleartext", "NTLM"),
    ],
    ids=range(18),
)
def test_it_is_not_taken(text: str) -> None:
    before = time.monotonic()
    assert read(text.encode()) is None
    assert time.monotonic() - before < 1


def test_bytes_that_are_no_text() -> None:
    assert read(b"\xff\xfe\x00" * 1000) is None


def test_what_can_be_trusted_of_it_is_taken() -> None:
    provider = read(
        page(name="Shop\u202e[/]" + "x" * 500)
        .replace(
            "</emailProvider>",
            '<documentation url="javascript:x"/>'
            '<documentation url="https://shop.test/help"/></emailProvider>',
        )
        .encode()
    )
    assert provider is not None
    assert len(provider.name) == 60
    assert provider.name.isprintable()
    assert provider.help == "https://shop.test/help"


def test_only_oauth2_is_said() -> None:
    provider = read(page().replace("password-cleartext", "OAuth2").encode())
    assert provider is not None
    assert provider.auth is Auth.OAUTH2


def test_a_user_name_of_another_form() -> None:
    name = "%EMAILLOCALPART%_%EMAILDOMAIN%"
    provider = read(page().replace("%EMAILLOCALPART%", name).encode())
    assert provider is not None
    assert provider.imap.user == "{local}_{domain}"


def test_a_gap_is_filled_once(find: Find, net: Internet) -> None:
    """What stands before the sign is the owner's, and no form of a name."""
    net.page(OWN, page())
    assert find("{domain}@shop.test").imap.user == "{domain}"


def test_a_page_without_end(find: Find, net: Internet) -> None:
    net.page(OWN, page() + " " * LARGEST)
    net.page(LIST, page(host="list"))
    assert find("lan@shop.test").source is Source.ISPDB


def test_a_packed_page(find: Find, net: Internet) -> None:
    """We asked for none: the bytes are read as they are, and are no XML."""
    net.page(OWN, b"\x1f\x8b" + b"x" * 100, content_encoding="gzip")
    net.page(LIST, page(host="list"))
    assert find("lan@shop.test").source is Source.ISPDB


def test_redirections_are_followed_within_https(find: Find, net: Internet) -> None:
    net.page(OWN, "", 302, Location="https://b.host.test/x")
    net.page("b.host.test/x", "", 301, Location="/y")
    net.page("b.host.test/y", page())
    assert find("lan@shop.test").source is Source.AUTOCONFIG


@pytest.mark.parametrize(
    "target",
    [
        "http://b.host.test/y",
        "file:///etc/passwd",
        "https://user@b.host.test/y",
        "https://[::1/y",
        "https://b.host.test:99999/y",
        "//",
        f"https://{OWN}",
    ],
)
def test_redirections_to_elsewhere_are_not(find: Find, net: Internet, target: str) -> None:
    net.page(OWN, "", 302, Location=target)
    net.page("b.host.test/y", page())
    assert find("lan@shop.test").source is Source.GUESS


def test_a_web_server_with_another_ones_certificate(find: Find, net: Internet) -> None:
    net.page("autoconfig.other.test/mail/config-v1.1.xml", page())
    assert find("lan@other.test").source is Source.GUESS


def test_a_page_that_tells_only_of_clear_text(find: Find, net: Internet) -> None:
    net.page(OWN, page().replace("SSL", "plain").replace("STARTTLS", "plain"))
    found = find("lan@shop.test")
    assert found.imap.security is found.smtp.security is Security.TLS
    assert "guess" in hint(found)
