"""The settings file: every mistake that can stand in it, told with its key and all at once."""

import os
from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.errors import ConfigError
from tests.adapters.test_config import MAILBOX, SHOP


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shopdesk.toml"


def problems(file: Path, text: str) -> tuple[str, ...]:
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


MISTAKES = [
    # the file as a whole
    ("", "shop: is missing; allowed is a table."),
    ("", "mailbox: is missing; allowed is at least one [[mailbox]] table, in double brackets."),
    (f"{SHOP}[mailbox]\naddress = 'a@b'", "mailbox: found a table; allowed is at least one"),
    (f"mailbox = []\n{SHOP}", "mailbox: found an empty list; allowed is at least one"),
    (f"mailbox = [1]\n{SHOP}", "mailbox[0]: found 1; allowed is a table."),
    (
        f"{SHOP}{MAILBOX}[tea]\na = 1",
        "tea: there is no such key here; possible are away, ",
    ),
    (f"{SHOP}{MAILBOX}[target]\n", "target: there is no such key; did you mean `targets`?"),
    (f"shop = 3\n{MAILBOX}", "shop: found 3; allowed is a table."),
    # the shop
    (f"[shop]\n{MAILBOX}", "shop.name: is missing; allowed is one line of text."),
    (f"[shop]\n{MAILBOX}", "shop.owner: is missing; allowed is one line of text."),
    (f"[shop]\n{MAILBOX}", "shop.zone: is missing; allowed is an IANA time zone"),
    (f"{SHOP}zonne = 1\n{MAILBOX}", "shop.zonne: there is no such key; did you mean `zone`?"),
    (f"{SHOP}language = 'fr'\n{MAILBOX}", 'shop.language: found "fr"; allowed is "en", "vi", "ru"'),
    (f"{SHOP}currency = 'gbp'\n{MAILBOX}", 'shop.currency: found "gbp"; allowed is a currency'),
    (f"{SHOP}country = 84\n{MAILBOX}", "shop.country: found 84; allowed is a country"),
    (f"{SHOP}country = 'UK'\n{MAILBOX}", 'shop.country: found "UK"; allowed is a country by the'),
    (f"{SHOP}signature = ['a']\n{MAILBOX}", "shop.signature: found a list; allowed is text"),
    (f"{SHOP}password = 'hunter2'\n{MAILBOX}", "shop.password: a password never stands in"),
    # targets and the desk
    (f"{SHOP}{MAILBOX}[targets]\norder = 5", "targets.order: found 5; allowed is a time span such"),
    (f"{SHOP}{MAILBOX}[targets]\norder = '0 s'", 'targets.order: found "0 s"; allowed is a time'),
    (f"{SHOP}{MAILBOX}[targets]\norder = '31 days'", "from 1 s to 30 days."),
    (
        f"{SHOP}{MAILBOX}[targets]\npre-sale = '5 min'",
        "targets.pre-sale: there is no such key; did",
    ),
    (f"{SHOP}{MAILBOX}[desk]\npoll = '0 s'", 'desk.poll: found "0 s"; allowed is a time span'),
    (f"{SHOP}{MAILBOX}[desk]\nundo = true", "desk.undo: found true; allowed is a time span"),
    (f"{SHOP}{MAILBOX}[desk]\nbacklog = '-1 d'", 'desk.backlog: found "-1 d"; allowed is a time'),
]

MAILBOX_MISTAKES = [
    ("address = 'hello'", 'mailbox[0].address: found "hello"; allowed is a mail address'),
    ("address = 'a@b@c'", 'mailbox[0].address: found "a@b@c"; allowed is a mail address'),
    ('address = "a@b\\r\\nBcc: c@d"', 'mailbox[0].address: found "a@b Bcc: c@d"; allowed is'),
    ("addresses = 'a@b'", 'mailbox[0].addresses: found "a@b"; allowed is a list of mail addresses'),
    ("addresses = ['a@b', 3]", "mailbox[0].addresses[1]: found 3; allowed is a list of mail"),
    ("folders = []", "mailbox[0].folders: found an empty list; allowed is a list of folder names."),
    ("folders = ['']", 'mailbox[0].folders[0]: found ""; allowed is a list of folder names.'),
    ('sent = "a\\nb"', 'mailbox[0].sent: found "a b"; allowed is a folder name.'),
    ("ca_file = 'nowhere.pem'", 'mailbox[0].ca_file: found "nowhere.pem"; allowed is the path of'),
    ("ca_file = '.'", 'mailbox[0].ca_file: found "."; allowed is the path of a PEM file that'),
    ("imap = 'imap.shop.test'", 'mailbox[0].imap: found "imap.shop.test"; allowed is a table.'),
    ("imap = {}", "mailbox[0].imap.host: is missing; allowed is a host name without port"),
    ("imap = {host = 'a:993'}", 'mailbox[0].imap.host: found "a:993"; allowed is a host name'),
    ("imap = {host = 'https://a'}", 'mailbox[0].imap.host: found "https://a"; allowed is a host'),
    ("imap = {host = 'a', port = '993'}", 'mailbox[0].imap.port: found "993"; allowed is a whole'),
    ("imap = {host = 'a', port = 65536}", "mailbox[0].imap.port: found 65536; allowed is a whole"),
    ("imap = {host = 'a', port = true}", "number from 1 to 65535."),
    ("imap = {host = 'a', ssl = true}", "mailbox[0].imap.ssl: there is no such key here; possible"),
    ("imap = {host = 'a', user = ''}", 'mailbox[0].imap.user: found ""; allowed is a user name'),
    (
        "smtp = {host = 'mail.shop.test', security = 'none'}",
        'mailbox[0].smtp.security: found "none"; allowed is "tls", "starttls".',
    ),
    (
        "smtp = {host = 'localhost', security = 'ssl'}",
        'mailbox[0].smtp.security: found "ssl"; allowed is "tls", "starttls", "none".',
    ),
    (
        "password_command = 'a'\npassword_env = 'B'",
        "mailbox[0].password_command: `password_command`, `password_env` and `password_file` "
        "exclude each",
    ),
    ("password_command = ''", "mailbox[0].password_command: what stands there is not allowed"),
    ("password = 'hunter2'", "mailbox[0].password: a password never stands in this file."),
    ("imap = {host = 'a', password = 'hunter2'}", "mailbox[0].imap.password: a password never"),
    ("password_env = 'hunter2!'", "mailbox[0].password_env: what stands there is not allowed"),
    ("passwort = 'hunter2'", "mailbox[0].passwort: there is no such key"),
]


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
def test_each_mistake_is_named(file: Path, text: str, sentence: str) -> None:
    found = problems(file, text)
    assert any(sentence in problem for problem in found), found


@pytest.mark.parametrize(("lines", "sentence"), MAILBOX_MISTAKES)
def test_each_mistake_of_a_mailbox_is_named_alone(file: Path, lines: str, sentence: str) -> None:
    keys = {line.partition(" = ")[0] for line in lines.splitlines()}
    kept = [line for line in MAILBOX.splitlines() if line.partition(" = ")[0] not in keys]
    (found,) = problems(file, "\n".join([SHOP, *kept, lines]))
    assert sentence in found
    assert "hunter2" not in found


@pytest.mark.parametrize(
    "zone",
    ["", "Mars/Olympus", "Europe", "../etc/passwd", "/etc/localtime", "a" * 5000, "a\\u0000"],
)
def test_a_zone_that_is_none(file: Path, zone: str) -> None:
    shop = SHOP.replace("Asia/Ho_Chi_Minh", zone)
    (found,) = problems(file, shop + MAILBOX)
    assert found.startswith("shop.zone: found ")
    assert len(found) < 200


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    text = f"""
[shop]
name = ""
zone = 3
[desk]
pol = "1 s"
{MAILBOX}
sent = 5
{MAILBOX.replace("hello@", "other@").replace("imap", "imapp")}
"""
    assert [problem.partition(":")[0] for problem in problems(file, text)] == [
        "shop.name",
        "shop.owner",
        "shop.zone",
        "mailbox[0].sent",
        "mailbox[1].imap",
        "mailbox[1].imapp",
        "desk.pol",
    ]


@pytest.mark.parametrize(
    "second",
    [
        MAILBOX,
        MAILBOX.replace("hello@", "HELLO@"),
        MAILBOX.replace("hello@", "other@") + 'addresses = ["hello@shop.test"]\n',
    ],
)
def test_an_address_of_two_mailboxes(file: Path, second: str) -> None:
    (found,) = problems(file, SHOP + MAILBOX + second)
    assert found == "mailbox[1]: hello@shop.test is an address of mailbox[0] already."


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[shop]\nname = Lan\n", "line 2, column 8"),
        ("[shop]\nname = 'Lan", "line 2, column"),
        ("[shop\n", "line 1, column 6"),
        ("[a]\n[a]\n", "line 2, column"),
    ],
)
def test_what_is_no_toml(file: Path, text: str, where: str) -> None:
    (found,) = problems(file, text)
    assert where in found
    assert str(file) in found
    assert "at line" not in found


def test_lists_nested_too_deeply(file: Path) -> None:
    (found,) = problems(file, "a = " + "[" * 5000)
    assert str(file) in found


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(ConfigError, match="There is no settings file") as caught:
        load(file)
    assert str(file) in str(caught.value)


def test_a_file_that_cannot_be_read(file: Path) -> None:
    file.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else(file: Path) -> None:
    file.touch(mode=0)
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file)


def test_a_file_that_is_not_utf_8(file: Path) -> None:
    file.write_bytes(b"[shop]\nname = 'caf\xe9'\n")
    with pytest.raises(ConfigError, match="line 2: this is not UTF-8"):
        load(file)


def test_what_is_found_cannot_steer_the_terminal(file: Path) -> None:
    text = SHOP + MAILBOX + '"k\\u001bey" = 1\nsent = "\\u001b]0;x\\u0007\\u202e"\n'
    assert all(problem.isprintable() for problem in problems(file, text))
