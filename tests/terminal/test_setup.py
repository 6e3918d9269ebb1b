"""From an empty profile to the first alarm, with keys alone, on Dovecot and Postfix."""

from __future__ import annotations

import stat
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix
from tests.shop import Mail
from tests.terminal.terminal import Terminal, terminal

SHOPDESK = [sys.executable, "-m", "shopdesk"]
TAB, F2 = "\t", "\x1bOQ"
NO_NETWORK = {"SHOPDESK_PROFILE": "", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def command(folder: Path, *words: str) -> list[str]:
    return [*SHOPDESK, "--profile", str(folder / "profile"), *words]


def fill(wizard: Terminal, values: Sequence[str]) -> None:
    """Type over the fields of a step: what stands in one is selected as it is reached."""
    for number, value in enumerate(values):
        wizard.press(*([TAB] if number else []), value)
    wizard.press(F2)


def through_the_servers(
    wizard: Terminal, dovecot: Dovecot, postfix: Postfix, account: Account
) -> None:
    wizard.wait_for("step 1", "Which mailbox")
    wizard.press(account.address, "enter")
    wizard.wait_for("step 2", "IMAP server", "no server answered")
    fill(
        wizard,
        (
            f"localhost:{dovecot.imaps_port}/tls",
            f"localhost:{postfix.submission_port}/starttls",
            account.address,
            str(dovecot.ca_pem),
        ),
    )
    wizard.wait_for("step 3", "Password", "no keyring")


def test_from_nothing_to_the_first_alarm(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account
) -> None:
    profile = tmp_path / "profile"
    with terminal(command(tmp_path), tmp_path, env=NO_NETWORK) as wizard:
        through_the_servers(wizard, dovecot, postfix, mail_account)
        wizard.press("wrong", "enter")
        wizard.wait_for("step 4", "did not accept", "app password")
        wizard.press("escape")
        wizard.wait_for("step 3")
        wizard.press(mail_account.password, "enter")
        wizard.wait_for("Both let us in", "signed in, 0 mails")
        wizard.press("enter")
        wizard.wait_for("step 5", "Your name")
        wizard.press("enter")
        wizard.wait_for("shop.owner: is missing")
        wizard.press("Lan's Shoes", TAB, "Lan", TAB, TAB, "Mars/Crater")
        wizard.press("enter")
        wizard.wait_for("shop.zone", "Mars/Crater")
        wizard.press("escape")
        wizard.wait_for("step 4")
        wizard.wait_for("Both let us in")
        wizard.press("enter")
        wizard.wait_for("step 5", "Lan's Shoes", "Mars/Crater")
        wizard.press(TAB, TAB, TAB, "Asia/Ho_Chi_Minh", TAB, "VN", "enter")
        wizard.wait_for("step 6", "day and night")
        wizard.press(F2)
        wizard.wait_for("step 7", "5 min")
        wizard.press("enter")
        wizard.wait_for("step 8", "A test alarm", "bell has just rung")
        assert b"\x07" in wizard.written
        wizard.press("enter")
        wizard.wait_for("step 9", "Ready", "only you may read")
        assert not profile.exists()
        wizard.press("enter")
        wizard.wait_for("watching", "Lan's Shoes")
        dovecot.lmtp(mail_account.address, Mail(id="first@customers.test").raw(datetime.now(UTC)))
        wizard.wait_for("Jane Roe", "1 alarm", seconds=40)
        wizard.press("q")
        assert wizard.ended() == 0
    config = tomllib.loads((profile / "config.toml").read_text("utf-8"))
    assert config["shop"] == {
        "name": "Lan's Shoes",
        "owner": "Lan",
        "language": "en",
        "zone": "Asia/Ho_Chi_Minh",
        "country": "VN",
        "currency": "VND",
    }
    secret = profile / config["mailbox"][0]["password_file"]
    assert secret.read_text() == f"{mail_account.password}\n"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert mail_account.password not in (profile / "config.toml").read_text("utf-8")


def test_leaving_before_the_end_writes_nothing(tmp_path: Path) -> None:
    with terminal(command(tmp_path), tmp_path, env=NO_NETWORK) as wizard:
        wizard.wait_for("step 1")
        wizard.press("lan@gmail.com", "enter")
        wizard.wait_for("step 2", "imap.gmail.com:993/tls", "apppasswords")
        wizard.press("ctrl+q")
        assert wizard.ended() == 0
    assert not (tmp_path / "profile").exists()


def _asked(talk: Terminal, words: str) -> bool:
    """Whether the last line is that question."""
    return words.encode() in talk.written.rpartition(b"\n")[2]


def test_the_same_by_plain_questions(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account
) -> None:
    call = command(
        tmp_path,
        "setup",
        "--plain",
        *("--imap", f"localhost:{dovecot.imaps_port}"),
        *("--smtp", f"localhost:{postfix.submission_port}/starttls"),
        *("--ca-file", str(dovecot.ca_pem)),
        *("--address", mail_account.address),
    )
    with terminal(call, tmp_path, env={**NO_NETWORK, "TERM": "dumb"}) as talk:
        for asked, said in (
            ("Mail address [", ""),
            ("IMAP server [localhost:", ""),
            ("SMTP server [localhost:", ""),
            ("User name [", "<"),
            ("Mail address [", ""),
            ("IMAP server [", ""),
            ("SMTP server [", ""),
            ("User name [", ""),
            ("Password kept in", ""),
            ("Which file", ""),
            ("Password:", mail_account.password),
            ("Language", ""),
            ("Shop [", "Lan's Shoes"),
            ("Your name", "Lan"),
            ("Time zone", "Asia/Ho_Chi_Minh"),
            ("Country", "vn"),
            ("Currency", "VND"),
            ("Open (", "weekdays"),
            ("Hours", "09:00-18:00"),
            ("Answer buying", ""),
            ("Answer orders", ""),
            ("Answer praise", "2 h"),
            ("Write it to", ""),
        ):
            talk.until(partial(_asked, talk, asked), asked)
            talk.press(said, "enter")
        assert talk.ended() == 0
    assert mail_account.password.encode() not in talk.written
    config = tomllib.loads((tmp_path / "profile" / "config.toml").read_text("utf-8"))
    assert config["hours"]["mon"] == ["09:00-18:00"]
    assert config["targets"] == {"praise": "2 h", "other": "2 h"}
    assert config["shop"]["country"] == "VN"
