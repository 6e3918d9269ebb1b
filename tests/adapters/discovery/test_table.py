"""The providers that the program knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shopdesk.adapters.config.mailbox import _is_host
from shopdesk.adapters.discovery import NetworkDiscovery
from shopdesk.adapters.discovery.table import known, parents
from shopdesk.domain.shop.provider import Source, read_address
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Auth, Security, Server

NOWHERE = NetworkDiscovery(limit_s=0.5, name_servers=(("127.0.0.1", 9),))


@pytest.mark.parametrize(
    ("address", "imap", "smtp"),
    [
        ("lan@gmail.com", "imap.gmail.com:993 tls lan@gmail.com", "smtp.gmail.com:465 tls"),
        ("Lan@GMAIL.COM", "imap.gmail.com:993 tls Lan@gmail.com", "smtp.gmail.com:465 tls"),
        ("lan+a@gmail.com", "imap.gmail.com:993 tls lan@gmail.com", "smtp.gmail.com:465 tls"),
        ("lan@yahoo.com.vn", "imap.mail.yahoo.com:993 tls lan@yahoo.com.vn", "smtp.mail.yahoo"),
        ("ivan@ya.ru", "imap.yandex.com:993 tls ivan@ya.ru", "smtp.yandex.com:465 tls"),
        ("ivan@internet.ru", "imap.mail.ru:993 tls ivan@internet.ru", "smtp.mail.ru:465 tls"),
        ("ivan@lenta.ru", "imap.rambler.ru:993 tls ivan@lenta.ru", "smtp.rambler.ru:465 tls"),
        ("jo+x@web.de", "imap.web.de:993 tls jo+x", "smtp.web.de:465 tls jo+x"),
        ("jo@me.com", "imap.mail.me.com:993 tls jo", "smtp.mail.me.com:587 starttls jo@me.com"),
        ("jo@inbox.lv", "mail.inbox.lv:993 tls jo@inbox.lv", "mail.inbox.lv:465 tls"),
        ("jo@mail.ee", "mail.ee:993 tls jo@mail.ee", "mail.ee:465 tls"),
    ],
)
def test_an_address(address: str, imap: str, smtp: str) -> None:
    found = NOWHERE.find(read_address(address))
    assert found.source is Source.TABLE
    assert said(found.imap) == imap
    assert said(found.smtp).startswith(smtp)


def said(server: Server) -> str:
    return f"{server.host}:{server.port} {server.security.value} {server.user}"


def test_the_facts_are_those_of_the_list(shared_dir: Path) -> None:
    """Every provider that names a protected server is known, with the server to prefer."""
    checked = 0
    for line in (shared_dir / "providers" / "providers.jsonl").read_text("utf-8").splitlines():
        fact = json.loads(line)
        servers = [
            min(fits, key=lambda s: s["socket"] != "SSL")
            for kind in ("incoming", "outgoing")
            if (fits := [s for s in fact[kind] if s["socket"] in ("SSL", "STARTTLS")])
        ]
        if len(servers) < 2:
            continue
        for domain in fact["domains"]:
            found = NOWHERE.find(read_address(f"jo@{domain}"))
            for server, ours in zip(servers, (found.imap, found.smtp), strict=True):
                host = server["host"].replace("%EMAILDOMAIN%", domain)
                security = "tls" if server["socket"] == "SSL" else "starttls"
                user = "jo" if server["user"] == "%EMAILLOCALPART%" else f"jo@{domain}"
                assert said(ours) == f"{host}:{server['port']} {security} {user}", fact["name"]
            checked += 1
    assert checked > 700


def test_where_only_tokens_are_taken() -> None:
    for domain in ("outlook.com", "hotmail.fr", "onmicrosoft.com"):
        assert NOWHERE.find(read_address(f"jo@{domain}")).auth is Auth.OAUTH2
    assert NOWHERE.find(read_address("jo@gmail.com")).auth is Auth.PASSWORD


def test_nobody_is_asked_for_a_known_provider() -> None:
    """The name server of this one does not exist, and nothing waits for it."""
    assert NetworkDiscovery(limit_s=0).find(read_address("jo@gmx.de")).source is Source.TABLE


def test_every_entry_can_stand_in_the_settings() -> None:
    table = known()
    providers = {*table._by_domain.values(), *table._by_mx.values()}
    assert len(providers) > 135
    for provider in providers:
        for offer in (provider.imap, provider.smtp):
            assert offer.security is not Security.NONE
            assert _is_host(offer.host.replace("{domain}", "a.test").replace("{mx}", "b.test"))
        assert provider.help == "" or provider.help.startswith("https://")
    assert all(d == d.lower() and d.isascii() for d in table._by_domain)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("lan@gmail.com", "https://myaccount.google.com/apppasswords"),
        ("ivan@yandex.ru", "https://id.yandex.ru/security/app-passwords"),
        ("ivan@mail.ru", "https://account.mail.ru/user/2-step-auth/passwords"),
        ("jo@outlook.com", "[oauth.microsoft]"),
        ("jo@zoho.com", "IMAP access"),
        ("jo@qq.com", "qq.com lets mail programs in"),
        ("jo@proton.me", "Bridge"),
        ("jo@free.fr", "two-step"),
    ],
)
def test_what_to_know_before_signing_in(address: str, words: str) -> None:
    assert words in hint(NOWHERE.find(read_address(address)))


def test_the_domains_above() -> None:
    assert list(parents("a.b.co.uk")) == ["b.co.uk", "co.uk"]
    assert list(parents("b.uk")) == []
