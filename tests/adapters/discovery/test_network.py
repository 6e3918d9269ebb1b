"""What the network says, from the surest source to the last guess."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from shopdesk.domain.shop.provider import Source
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Auth, Security, Server
from tests.adapters.discovery.conftest import Find
from tests.adapters.discovery.network import Internet, serving
from tests.servers.certs import Certificate

PAGE = """<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="shop.test">
  <domain>shop.test</domain><displayName>The {name}</displayName>
  <incomingServer type="pop3"><hostname>pop.shop.test</hostname><port>995</port>
    <socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
  <incomingServer type="imap"><hostname>{host}.%EMAILDOMAIN%</hostname><port>143</port>
    <socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username>
    <authentication>password-cleartext</authentication></incomingServer>
  <incomingServer type="imap"><hostname>{host}.%EMAILDOMAIN%</hostname><port>993</port>
    <socketType>SSL</socketType><username>%EMAILLOCALPART%</username>
    <authentication>password-cleartext</authentication></incomingServer>
  <outgoingServer type="smtp"><hostname>out.%EMAILDOMAIN%</hostname><port>587</port>
    <socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username>
    <authentication>password-cleartext</authentication></outgoingServer>
</emailProvider></clientConfig>"""
OWN = "autoconfig.shop.test/mail/config-v1.1.xml"
WELL_KNOWN = "shop.test/.well-known/autoconfig/mail/config-v1.1.xml"
LIST = "autoconfig.thunderbird.net/v1.1/shop.test"


def page(name: str = "Shop", host: str = "in") -> str:
    return PAGE.format(name=name, host=host)


@pytest.mark.parametrize(
    ("mx", "host", "auth"),
    [
        ("10 aspmx.l.google.com.", "imap.gmail.com", Auth.PASSWORD),
        ("1 smtp.google.com.", "imap.gmail.com", Auth.PASSWORD),
        ("0 shop-test.mail.protection.outlook.com.", "outlook.office365.com", Auth.OAUTH2),
        ("0 shop-test.a-v1.mx.microsoft.", "outlook.office365.com", Auth.OAUTH2),
        ("10 mx.zoho.com.", "imappro.zoho.com", Auth.PASSWORD),
        ("10 mx.yandex.net.", "imap.yandex.com", Auth.PASSWORD),
        ("10 emx.mail.ru.", "imap.mail.ru", Auth.PASSWORD),
        ("5 mxbiz1.qq.com.", "imap.exmail.qq.com", Auth.PASSWORD),
        ("10 mx1.beget.com.", "imap.beget.com", Auth.PASSWORD),
        ("10 pro50.emailserver.vn.", "pro50.emailserver.vn", Auth.PASSWORD),
    ],
)
def test_a_known_provider_is_recognised_by_mx(
    find: Find, net: Internet, mx: str, host: str, auth: Auth
) -> None:
    net.zone["shop.test", "MX"] = ["50 mx.somewhere.example.", mx] if mx[0] != "5" else [mx]
    found = find("lan@shop.test")
    assert (found.source, found.imap.host, found.auth) == (Source.MX, host, auth)
    assert found.imap.user == found.smtp.user == "lan@shop.test"
    assert found.imap.security is Security.TLS


def test_a_hosted_domain_signs_in_with_the_whole_address(find: Find, net: Internet) -> None:
    """Even where the provider's own customers leave out what follows the sign."""
    net.zone["shop.test", "MX"] = ["10 mx.wp.pl."]
    assert find("lan@shop.test").imap.user == "lan@shop.test"


@pytest.mark.parametrize("where", [OWN, WELL_KNOWN])
def test_the_domain_tells_it_itself(find: Find, net: Internet, where: str) -> None:
    net.page(where, page())
    found = find("lan+x@shop.test")
    assert found.source is Source.AUTOCONFIG
    assert found.name == "The Shop"
    assert found.imap == Server("in.shop.test", 993, Security.TLS, "lan+x")
    assert found.smtp == Server("out.shop.test", 587, Security.STARTTLS, "lan+x@shop.test")
    assert found.doubtful == ()
    assert f"{where}?emailaddress=lan%2Bx%40shop.test" in net.asked


def test_thunderbirds_list_hears_the_domain_alone(find: Find, net: Internet) -> None:
    net.page(LIST, page())
    found = find("lan@shop.test")
    assert (found.source, found.imap.host) == (Source.ISPDB, "in.shop.test")
    assert LIST in net.asked
    assert not any("lan" in asked for asked in net.asked if asked.startswith("autoconfig.thunder"))


def test_the_order_of_sources(find: Find, net: Internet) -> None:
    net.zone["_imaps._tcp.shop.test", "SRV"] = ["0 1 993 srv.shop.test."]
    net.zone["_submissions._tcp.shop.test", "SRV"] = ["0 1 465 srv.shop.test."]
    assert find("lan@shop.test").source is Source.SRV
    net.page(LIST, page(host="list"))
    assert find("lan@shop.test").imap.host == "list.shop.test"
    net.page(OWN, page(host="own"))
    assert find("lan@shop.test").imap.host == "own.shop.test"
    net.zone["shop.test", "MX"] = ["10 mx.yandex.net."]
    assert find("lan@shop.test").imap.host == "imap.yandex.com"


def test_srv_records(find: Find, net: Internet) -> None:
    net.zone["_imaps._tcp.shop.test", "SRV"] = [
        "20 1 993 backup.shop.test.",
        "10 1 993 light.shop.test.",
        "10 9 9993 heavy.shop.test.",
    ]
    net.zone["_submission._tcp.shop.test", "SRV"] = ["0 1 587 out.elsewhere.test."]
    net.zone["_submissions._tcp.shop.test", "SRV"] = ["0 0 0 ."]
    found = find("lan@shop.test")
    assert found.imap == Server("heavy.shop.test", 9993, Security.TLS, "lan@shop.test")
    assert found.smtp == Server("out.elsewhere.test", 587, Security.STARTTLS, "lan@shop.test")
    assert found.doubtful == ("out.elsewhere.test",)
    assert "out.elsewhere.test" in hint(found)


def test_what_is_told_of_the_domain_that_takes_the_mail(find: Find, net: Internet) -> None:
    net.zone["shop.test", "MX"] = ["10 a.mx.host.test."]
    net.page("autoconfig.thunderbird.net/v1.1/host.test", page().replace("%EMAILDOMAIN%", "h.test"))
    found = find("lan@shop.test")
    assert (found.source, found.imap.host) == (Source.ISPDB, "in.h.test")
    assert found.doubtful == ("in.h.test", "out.h.test")


def test_a_known_host_named_by_others_keeps_its_advice(find: Find, net: Internet) -> None:
    net.zone["_imaps._tcp.shop.test", "SRV"] = ["0 1 993 outlook.office365.com."]
    net.zone["_submission._tcp.shop.test", "SRV"] = ["0 1 587 smtp.office365.com."]
    found = find("lan@shop.test")
    assert (found.auth, found.imap.auth) == (Auth.OAUTH2, Auth.OAUTH2)
    assert "[oauth.microsoft]" in hint(found)


def test_a_domain_in_its_own_letters(find: Find, net: Internet) -> None:
    net.page("autoconfig.xn--giy-bla.test/mail/config-v1.1.xml", page())
    found = find("lan@Giày.test")
    assert found.address == "lan@giày.test"
    assert found.aliases == ("lan@xn--giy-bla.test",)
    assert found.imap.host == "in.xn--giy-bla.test"
    assert found.smtp.user == "lan@xn--giy-bla.test"


Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


def speaking(certificate: Certificate, *script: bytes, tls_at: int | None = None) -> Speak:
    """Says the greeting, then one line of the script for each line that it hears."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number, line in enumerate(script):
            writer.write(line)
            await writer.drain()
            if number == tls_at:
                await writer.start_tls(context)
            await reader.readline()

    return speak


def tls(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    return context


def test_the_usual_names_are_tried_in_order(
    find: Find, net: Internet, many_names: Certificate
) -> None:
    net.host("mail.shop.test", "shop.test", "smtp.shop.test")
    smtp = speaking(
        many_names, b"220-hi\r\n220 hi\r\n", b"250-me\r\n250 STARTTLS\r\n", b"220 go\r\n", tls_at=2
    )
    with (
        serving(speaking(many_names, b"* OK hi\r\n"), tls(many_names)) as imaps,
        serving(smtp, None) as submission,
    ):
        net.ports |= {993: imaps, 587: submission}
        found = find("lan@shop.test")
    assert (found.source, found.answered) == (Source.GUESS, True)
    assert found.imap == Server("mail.shop.test", 993, Security.TLS, "lan@shop.test")
    assert found.smtp == Server("smtp.shop.test", 587, Security.STARTTLS, "lan@shop.test")
    assert found.doubtful == ()


def test_the_host_that_takes_the_mail_is_tried_too(
    find: Find, net: Internet, many_names: Certificate
) -> None:
    net.zone["shop.test", "MX"] = ["10 a.mx.host.test."]
    net.host("a.mx.host.test")
    imap = speaking(many_names, b"* OK hi\r\n", b"* CAPABILITY x\r\na OK go\r\n", tls_at=1)
    with (
        serving(imap, None) as port,
        serving(speaking(many_names, b"220 hi\r\n"), tls(many_names)) as submissions,
    ):
        net.ports |= {143: port, 465: submissions}
        found = find("lan@shop.test")
    assert (found.imap.host, found.imap.security) == ("a.mx.host.test", Security.STARTTLS)
    assert found.answered
    assert found.doubtful == ("a.mx.host.test",)


def test_a_server_with_another_ones_certificate_is_not_taken(
    find: Find, net: Internet, many_names: Certificate, ca: Any
) -> None:
    wrong = ca.issue("elsewhere.test")
    net.host("imap.shop.test", "mail.shop.test")
    with serving(speaking(wrong, b"* OK hi\r\n"), tls(wrong)) as imaps:
        net.ports[993] = imaps
        found = find("lan@shop.test")
    assert not found.answered


@pytest.mark.parametrize("says", [b"* PREAUTH hi\r\n", b"HTTP/1.1 400 Bad\r\n", b"x" * 9000, b""])
def test_what_is_no_imap_server_is_not_taken(
    find: Find, net: Internet, many_names: Certificate, says: bytes
) -> None:
    net.host("imap.shop.test")
    with serving(speaking(many_names, says), tls(many_names)) as imaps:
        net.ports[993] = imaps
        assert not find("lan@shop.test").answered


def test_nobody_knows_anything(find: Find) -> None:
    found = find("lan@shop.test")
    assert (found.source, found.answered) == (Source.GUESS, False)
    assert found.imap == Server("imap.shop.test", 993, Security.TLS, "lan@shop.test")
    assert found.smtp == Server("smtp.shop.test", 465, Security.TLS, "lan@shop.test")
    assert "no server answered" in hint(found)


def test_a_domain_within_a_known_one_belongs_to_it(find: Find, net: Internet) -> None:
    assert find("lan@shop.onmicrosoft.com").imap.host == "outlook.office365.com"
    assert "_imaps._tcp.shop.onmicrosoft.com" in net.questions


def test_silence_does_not_last(find: Find, net: Internet, many_names: Certificate) -> None:
    """Three seconds are allowed here; every server takes the question and says nothing."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    net.host("autoconfig.shop.test", "imap.shop.test", "smtp.shop.test", "shop.test")
    net.mute |= {"autoconfig.thunderbird.net", OWN, WELL_KNOWN}
    with serving(silent, None) as port:
        net.ports |= dict.fromkeys((993, 143, 465, 587), port)
        before = time.monotonic()
        found = find("lan@shop.test")
        assert time.monotonic() - before < 4
    assert not found.answered


def test_a_name_server_that_says_nothing(find: Find, net: Internet) -> None:
    net.mute |= {f"{host}shop.test" for host in ("", "imap.", "mail.", "smtp.", "autoconfig.")} | {
        "_imaps._tcp.shop.test",
        "_imap._tcp.shop.test",
        "autoconfig.thunderbird.net",
    }
    before = time.monotonic()
    assert not find("lan@shop.test").answered
    assert time.monotonic() - before < 4
