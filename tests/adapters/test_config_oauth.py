"""Signing in with tokens, as the settings say it; and passwords in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.oauth import KNOWN
from shopdesk.domain.shop.settings import Auth, PasswordFrom, Settings

SHOP = '[shop]\nname = "S"\nowner = "L"\nzone = "UTC"\n'
GMAIL = """
[[mailbox]]
address = "lan@gmail.com"
imap = { host = "imap.gmail.com" }
smtp = { host = "smtp.gmail.com" }
"""
OWN = """
[[mailbox]]
address = "lan@shop.test"
auth = "oauth2"
oauth = "other"
imap = { host = "imap.shop.test" }
smtp = { host = "smtp.shop.test" }

[oauth.other]
client_id = "abc"
authorize = "https://id.shop.test/page"
token = "https://id.shop.test/token"
scope = "mail"
"""


def read(folder: Path, *texts: str) -> Settings:
    (folder / "config.toml").write_text("\n".join((SHOP, *texts)))
    return load(folder / "config.toml")


def problems(folder: Path, *texts: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(folder, *texts)
    return caught.value.problems


def test_a_known_provider_needs_only_a_client_id(tmp_path: Path) -> None:
    text = GMAIL + 'auth = "oauth2"\n[oauth.google]\nclient_id = "abc"\nclient_secret = "d"\n'
    (box,) = read(tmp_path, text).mailboxes
    assert box.imap.auth is box.smtp.auth is Auth.OAUTH2
    assert box.oauth is not None
    assert (box.oauth.name, box.oauth.client_id, box.oauth.client_secret) == ("google", "abc", "d")
    assert box.oauth.endpoints == KNOWN["google"]
    assert box.oauth.tokens == str(tmp_path / "tokens.json")


def test_without_tokens_nothing_of_it_is_needed(tmp_path: Path) -> None:
    (box,) = read(tmp_path, GMAIL).mailboxes
    assert (box.imap.auth, box.oauth) == (Auth.PASSWORD, None)


def test_any_other_provider_says_where_it_is(tmp_path: Path) -> None:
    (box,) = read(tmp_path, OWN).mailboxes
    assert box.oauth is not None
    assert box.oauth.endpoints.token == "https://id.shop.test/token"
    assert box.oauth.endpoints.redirect == "http://127.0.0.1"


def test_parts_of_a_known_one_may_be_others(tmp_path: Path) -> None:
    token = "https://login.microsoftonline.com/my-tenant/oauth2/v2.0/token"
    text = GMAIL.replace("imap.gmail.com", "outlook.office365.com") + (
        f'auth = "oauth2"\n[oauth.microsoft]\nclient_id = "abc"\ntoken = "{token}"\n'
        'redirect = "http://localhost:8765/back"\n'
    )
    (box,) = read(tmp_path, text).mailboxes
    assert box.oauth is not None
    assert box.oauth.endpoints.token == token
    assert box.oauth.endpoints.device == KNOWN["microsoft"].device
    assert box.oauth.endpoints.redirect == "http://localhost:8765/back"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (GMAIL + 'auth = "oauth2"', 'mailbox[0].auth: "oauth2" needs a table [oauth.google]'),
        (GMAIL + 'auth = "token"', 'mailbox[0].auth: found "token"'),
        (GMAIL + "[oauth.google]", "oauth.google.client_id: is missing"),
        (GMAIL + '[oauth.gogle]\nclient_id = "a"', "did you mean `google`"),
        (OWN.replace("oauth = ", "# "), "needs a table [oauth.other]"),
        (OWN.replace("token = ", "# "), "oauth.other.token: is missing"),
        (OWN.replace("https://id.shop.test/token", "http://id.shop.test/token"), "https://"),
        (OWN.replace("https://id.shop.test/token", "https://:1/"), "https://"),
        (OWN + 'redirect = "http://shop.test:80"', "oauth.other.redirect"),
        (OWN + 'redirect = "https://127.0.0.1:80"', "oauth.other.redirect"),
        (OWN + 'redirect = "http://127.0.0.1:x"', "oauth.other.redirect"),
        (GMAIL + 'password_file = ""', "mailbox[0].password_file"),
        (GMAIL + 'password_file = "a"\npassword_env = "B"', "exclude each other"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    if "needs a table [oauth.other]" in sentence:
        text = text.partition("[oauth.other]")[0]
    (found,) = problems(tmp_path, text)
    assert sentence in found


def test_a_client_secret_is_not_shown(tmp_path: Path) -> None:
    (found,) = problems(
        tmp_path, GMAIL + '[oauth.google]\nclient_id = "a"\nclient_secret = "a\\nsecret"'
    )
    assert "a\\nsecret" not in found and 'secret"' not in found


def test_a_password_file_lies_beside_the_settings(tmp_path: Path) -> None:
    (box,) = read(tmp_path, GMAIL + 'password_file = "passwords/lan"').mailboxes
    assert box.password.kind is PasswordFrom.FILE
    assert box.password.value == str(tmp_path / "passwords" / "lan")
    (box,) = read(tmp_path, GMAIL + 'password_file = "/run/secrets/lan"').mailboxes
    assert box.password.value == "/run/secrets/lan"
