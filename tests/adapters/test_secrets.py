"""Passwords from the keyring, a command or the environment, and what is said when there is none."""

import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringLocked

from shopdesk.adapters.secrets import password as secrets
from shopdesk.adapters.secrets.password import password_for
from shopdesk.domain.errors import SecretMissing
from shopdesk.domain.shop.settings import (
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
)
from tests.adapters.processes import alive
from tests.servers.waiting import eventually

SERVER = Server("localhost", 993, Security.TLS, "lan@shop.test")
SECRET = "hunter2 ключ"
NULL = keyring.backends.null.Keyring()  # type: ignore[no-untyped-call]
FAIL = keyring.backends.fail.Keyring()  # type: ignore[no-untyped-call]


def mailbox(kind: PasswordFrom, value: str = "") -> MailboxSettings:
    source = PasswordSource(kind, value)
    return MailboxSettings("lan@shop.test", (), ("INBOX",), None, SERVER, SERVER, source)


def command(line: str) -> MailboxSettings:
    return mailbox(PasswordFrom.COMMAND, line)


def python(script: str) -> MailboxSettings:
    return command(f'"{sys.executable}" -c "{script}"')


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class LockedKeyring(MemoryKeyring):
    """A keyring that its owner does not unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(SECRET)


@pytest.fixture
def any_keyring() -> Iterator[None]:
    """The test may choose the keyring; the one before comes back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("any_keyring")
def test_from_the_keyring() -> None:
    keyring.set_keyring(MemoryKeyring())
    keyring.set_password("shopdesk", "lan@shop.test", SECRET)
    assert password_for(mailbox(PasswordFrom.KEYRING)) == SECRET


@pytest.mark.usefixtures("any_keyring")
@pytest.mark.parametrize(
    ("backend", "sentence"),
    [
        (NULL, "keyring set shopdesk lan@shop.test"),
        (MemoryKeyring(), "keyring set shopdesk lan@shop.test"),
        (FAIL, "password_command"),
        (LockedKeyring(), "Unlock it"),
    ],
)
def test_a_keyring_without_it(backend: keyring.backend.KeyringBackend, sentence: str) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(SecretMissing, match=sentence) as caught:
        password_for(mailbox(PasswordFrom.KEYRING))
    assert SECRET not in str(caught.value)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", SECRET)
    assert password_for(mailbox(PasswordFrom.ENVIRONMENT, "SHOP_PASSWORD")) == SECRET


@pytest.mark.parametrize("value", [None, ""])
def test_an_environment_without_it(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    if value is not None:
        monkeypatch.setenv("SHOP_PASSWORD", value)
    with pytest.raises(SecretMissing, match="SHOP_PASSWORD is not set"):
        password_for(mailbox(PasswordFrom.ENVIRONMENT, "SHOP_PASSWORD"))


def test_from_the_first_line_of_a_command() -> None:
    assert password_for(python(r"print('open sesame '); print('user: lan')")) == "open sesame "
    assert password_for(python(r"print('open\rsesame', end='\r\n')")) == "open\rsesame"


def test_the_command_sees_no_shell(tmp_path: Path) -> None:
    never = tmp_path / "never"
    script = '"import sys; print(sys.argv[1:])"'
    line = f'"{sys.executable}" -c {script} $HOME ; touch {never} | x'
    told = password_for(command(line))
    assert told == f"['$HOME', ';', 'touch', '{never}', '|', 'x']"
    assert not never.exists()


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (command("no-such-program-here"), "cannot be started"),
        (command("'open"), "quotes do not match"),
        (command("  "), "it is empty"),
        (python("print('hunter2'); raise SystemExit(3)"), "exit code 3"),
        (python("import sys; print('hunter2', file=sys.stderr)"), "first line is empty"),
        (python("print(); print('hunter2')"), "first line is empty"),
        (python(r"import sys; sys.stdout.buffer.write(b'hunter2\xff')"), "not UTF-8"),
    ],
)
def test_a_command_without_it_says_why_and_nothing_else(
    broken: MailboxSettings, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SecretMissing, match=why) as caught:
        password_for(broken)
    assert "lan@shop.test" in str(caught.value)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
    assert capfd.readouterr() == ("", "")


def test_a_command_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(secrets, "_COMMAND_TIMEOUT_S", 0.5)
    script = tmp_path / "hangs.py"
    pid_file = tmp_path / "pid"
    script.write_text(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(pid_file)!r}).write_text(str(os.getpid()))\n"
        "print('hunter2', flush=True)\n"
        "time.sleep(100)\n"
    )
    before = time.monotonic()
    with pytest.raises(SecretMissing, match="did not end") as caught:
        password_for(command(f'"{sys.executable}" "{script}"'))
    assert time.monotonic() - before < 10
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
    if pid_file.exists():
        pid = int(pid_file.read_text())
        eventually(lambda: not alive(pid), "the end of the command that hung")


def test_the_command_gets_nothing_to_read() -> None:
    assert password_for(python("import sys; print(repr(sys.stdin.read()))")) == "''"


def file(path: Path) -> MailboxSettings:
    return mailbox(PasswordFrom.FILE, str(path))


@pytest.mark.parametrize("text", [f"{SECRET}\n", SECRET, f"{SECRET}\r\nuser: lan\n"])
def test_from_a_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "password"
    path.write_bytes(text.encode())
    path.chmod(0o600)
    assert password_for(file(path)) == SECRET
    path.chmod(0o400)
    assert password_for(file(path)) == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_file_that_is_not_the_owners_alone(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "password"
    path.write_text(SECRET)
    path.chmod(mode)
    with pytest.raises(SecretMissing, match=f"mode {mode:o}.*chmod 600 {path}") as caught:
        password_for(file(path))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\n", b"\nsecond\n", b"\xff\xfe\n"])
def test_a_file_without_a_password(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "password"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SecretMissing, match="empty or not UTF-8"):
        password_for(file(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing, match="cannot be read"):
        password_for(file(tmp_path / "password"))
    with pytest.raises(SecretMissing, match="cannot be read"):
        password_for(file(tmp_path))
