"""`shopdesk setup` by flags, as a script calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix

ENV = {
    **{k: v for k, v in os.environ.items() if not k.startswith("SHOPDESK")},
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    "LANG": "C.UTF-8",
}


def setup(
    folder: Path, *words: str, said: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """The command on a profile."""
    return subprocess.run(
        [sys.executable, "-m", "shopdesk", "--profile", str(folder / "profile"), "setup", *words],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        env=ENV | env,
        timeout=60,
    )


def test_what_was_found(tmp_path: Path) -> None:
    done = setup(tmp_path, "--address", "Lan@YANDEX.ru", "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == ["address", "source", "imap", "smtp", "auth", "hint"]
    assert found["address"] == "Lan@yandex.ru"
    assert found["source"] == "table"
    assert found["imap"] == {
        "host": "imap.yandex.com",
        "port": 993,
        "security": "tls",
        "user": "Lan@yandex.ru",
    }
    assert found["smtp"]["port"] == 465
    assert found["auth"] == "password"
    assert "https://id.yandex.ru/security/app-passwords" in found["hint"]
    assert not (tmp_path / "profile").exists()
    words = setup(tmp_path, "--address", "lan@gmail.com", "--dry-run").stdout
    assert "IMAP imap.gmail.com:993/tls, user lan@gmail.com" in words


@pytest.mark.parametrize("address", ["lan", "lan@", "a b@shop.example", "lan@shop\x1b[31m"])
def test_what_is_no_address(tmp_path: Path, address: str) -> None:
    done = setup(tmp_path, "--address", address, "--dry-run", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("shopdesk: ")
    assert line.isprintable()


def servers(dovecot: Dovecot, postfix: Postfix, account: Account) -> tuple[str, ...]:
    return (
        "--yes",
        *("--address", account.address),
        *("--imap", f"localhost:{dovecot.imaps_port}"),
        *("--smtp", f"localhost:{postfix.submission_port}/starttls"),
        *("--ca-file", str(dovecot.ca_pem)),
        *("--name", "Lan's Shoes", "--owner", "Lan", "--zone", "Asia/Ho_Chi_Minh"),
    )


def test_all_by_flags_and_the_password_by_standard_input(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account
) -> None:
    words = (
        *servers(dovecot, postfix, mail_account),
        *("--hours", "weekdays 09:00-12:00 13:00-18:00", "--targets", "4 min,10 min,1 h"),
        *("--language", "ru", "--country", "VN", "--currency", "VND"),
        *("--password-stdin", "--json"),
    )
    wrong = setup(tmp_path, *words, said="wrong\n")
    assert wrong.returncode == 1
    told = json.loads(wrong.stdout)
    assert (told["saved"], told["imap"]["ok"], told["smtp"]["ok"]) == (False, False, False)
    assert not (tmp_path / "profile").exists()
    done = setup(tmp_path, *words, said=f"{mail_account.password}\n")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["saved"], told["imap"]["ok"], told["smtp"]["ok"]) == (True, True, True)
    profile = tmp_path / "profile"
    config = tomllib.loads((profile / "config.toml").read_text("utf-8"))
    assert config["hours"]["fri"] == ["09:00-12:00", "13:00-18:00"]
    assert config["targets"]["return"] == "10 min"
    assert config["shop"]["language"] == "ru"
    assert mail_account.password not in (profile / "config.toml").read_text("utf-8")
    watch = [sys.executable, "-m", "shopdesk", "--profile", str(profile), "watch", "--once"]
    assert subprocess.run(watch, env=ENV, capture_output=True, check=False).returncode == 0


def test_run_again_for_one_thing(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account
) -> None:
    words = (*servers(dovecot, postfix, mail_account), "--password-env", "SHOP_PASSWORD")
    assert setup(tmp_path, *words, SHOP_PASSWORD=mail_account.password).returncode == 0
    config = tmp_path / "profile" / "config.toml"
    before = config.read_text()
    assert setup(tmp_path, "--yes", "--owner", "Mai").returncode == 0
    assert config.read_text() == before.replace('owner = "Lan"', 'owner = "Mai"')
    # the same mailbox again, with what is kept
    again = setup(
        tmp_path, "--yes", "--address", mail_account.address, SHOP_PASSWORD=mail_account.password
    )
    assert again.returncode == 0
    assert "signed in, 0 mails" in again.stdout
    assert config.read_text() == before.replace('owner = "Lan"', 'owner = "Mai"')


def test_a_password_file_that_others_may_read(
    tmp_path: Path, dovecot: Dovecot, postfix: Postfix, mail_account: Account
) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{mail_account.password}\n")
    file.chmod(0o644)
    words = (*servers(dovecot, postfix, mail_account), "--password-file", str(file))
    done = setup(tmp_path, *words)
    assert done.returncode == 1
    assert f"chmod 600 {file}" in done.stdout
    file.chmod(0o600)
    assert setup(tmp_path, *words).returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Name the mailbox"),
        (("--address", "lan@gmail.com"), "Say where the password"),
        (("--address", "lan@gmail.com", "--password-stdin"), "is empty"),
        (("--address", "lan@shop.invalid", "--password-stdin"), "Name both: --imap"),
        (("--address", "lan@gmail.com", "--imap", "a b"), "a server looks like"),
        (("--address", "lan@gmail.com", "--hours", "never"), "--hours begins with"),
        (("--address", "lan@gmail.com", "--targets", "5 min"), "three spans"),
        (("--address", "lan@outlook.com"), "[oauth.microsoft]"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = setup(tmp_path, "--yes", "--name", "S", "--owner", "L", "--zone", "UTC", *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "profile" / "config.toml").exists()


def test_without_a_network_it_can_be_written_all_the_same(tmp_path: Path) -> None:
    done = setup(
        tmp_path,
        *("--yes", "--no-test", "--address", "lan@gmail.com", "--password-command", "pass shop"),
        *("--name", "Lan's Shoes", "--owner", "Lan", "--zone", "Asia/Ho_Chi_Minh"),
    )
    assert done.returncode == 0, done.stderr
    config = tomllib.loads((tmp_path / "profile" / "config.toml").read_text("utf-8"))
    assert config["mailbox"][0]["password_command"] == "pass shop"
