"""Push to a phone through Apprise and real HTTP; and no address where anybody can read it."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator

import keyring
import keyring.backends.fail
import pytest

from shopdesk.adapters.ringing.push import ApprisePhoneBook
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import PhoneError, SecretMissing
from shopdesk.domain.shop.settings import PasswordFrom, PasswordSource, Phones
from shopdesk.ports.world import Phone
from tests.adapters.ntfy import Receiver, ntfy
from tests.adapters.test_secrets import MemoryKeyring

NOTE = Note("Nguyễn Thị Minh", "3:41 left: Giày này còn size 38 không ạ?", Severity.HOT)
SECRET = "hunter2"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with ntfy() as made:
        yield made


def phone(url: str, timeout_s: float = 5) -> Phone:
    """The one phone of that address."""
    (found,) = ApprisePhoneBook(Phones((url,)), timeout_s).phones()
    return found


def test_a_note_arrives_as_it_was_said(receiver: Receiver) -> None:
    phone(receiver.url).push(NOTE)
    (got,) = receiver.got
    assert (got["topic"], got["title"], got["message"]) == ("lans-phone", NOTE.title, NOTE.body)


def test_the_same_note_can_be_told_again(receiver: Receiver) -> None:
    told = phone(receiver.url)
    told.push(NOTE)
    told.push(NOTE)
    assert len(receiver.got) == 2


def test_nothing_is_asked_to_fetch_pictures(receiver: Receiver) -> None:
    phone(receiver.url).push(NOTE)
    assert "http" not in str(receiver.got)


@pytest.mark.parametrize(
    ("title", "body", "shown"),
    [
        ("\x1b]0;owned\x07", "a\r\nb", ("␛]0;owned␇", "a b")),
        ("<img src=x>", "<b>&amp;</b>", ("<img src=x>", "<b>&amp;</b>")),
        ("\u202egpj.exe", "t" * 999, ("⟨202E⟩gpj.exe", "t" * 299 + "…")),
        ("Jane", "", ("Jane", "-")),
    ],
)
def test_what_customers_write_is_harmless(
    receiver: Receiver, title: str, body: str, shown: tuple[str, str]
) -> None:
    phone(receiver.url).push(Note(title, body, Severity.CALM))
    assert (receiver.got[0]["title"], receiver.got[0]["message"]) == shown


def test_each_address_is_a_phone_of_its_own(receiver: Receiver) -> None:
    with ntfy() as other:
        phones = ApprisePhoneBook(Phones((receiver.url, other.url))).phones()
        for one in phones:
            one.push(NOTE)
        assert [one.name for one in phones] == ["1 (ntfy)", "2 (ntfy)"]
        assert len(other.got) == len(receiver.got) == 1


@pytest.mark.parametrize(
    ("status", "why"), [(403, "refused it (403)"), (404, "refused it (404)"), (500, "(500)")]
)
def test_a_refusal_is_told_with_its_number(receiver: Receiver, status: int, why: str) -> None:
    receiver.status = status
    with pytest.raises(PhoneError) as caught:
        phone(receiver.url).push(NOTE)
    assert why in str(caught.value)
    assert caught.value.passing


def test_nobody_there() -> None:
    with ntfy() as gone:
        url = gone.url
    with pytest.raises(
        PhoneError, match=r"Phone 1 \(ntfy\) was not told: .* not reached"
    ) as caught:
        phone(url).push(NOTE)
    assert caught.value.passing


def test_a_service_that_never_answers_is_left_in_time(receiver: Receiver) -> None:
    receiver.hold.clear()
    begun = time.monotonic()
    with pytest.raises(PhoneError):
        phone(f"{receiver.url}?rto=0.5&cto=0.5", timeout_s=1).push(NOTE)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("url", ["no-such-service://x/y", "tgram://nonsense"])
def test_an_address_that_apprise_does_not_know(url: str) -> None:
    with pytest.raises(PhoneError, match=r"Phone 1 is not told: .* does not understand") as caught:
        phone(url).push(NOTE)
    assert not caught.value.passing


def test_no_address_reaches_the_eye(
    receiver: Receiver, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.status = 500
    url = f"ntfy://lan:{SECRET}@127.0.0.1:{receiver.port}/{SECRET}-topic"
    settings = Phones((url,), PasswordSource(PasswordFrom.ENVIRONMENT, "SHOP_PHONE"))
    with pytest.raises(PhoneError) as caught:
        phone(url).push(NOTE)
    assert receiver.authorization[0].startswith("Basic")
    told = "".join(traceback.format_exception(caught.value))
    assert SECRET not in told + repr(settings) + caplog.text + "".join(capfd.readouterr())


def kept(kind: PasswordFrom, value: str = "") -> ApprisePhoneBook:
    """The addresses are kept elsewhere."""
    return ApprisePhoneBook(Phones(secret=PasswordSource(kind, value)))


def test_addresses_from_the_environment(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PHONE", f"{receiver.url} {receiver.url}2")
    for one in kept(PasswordFrom.ENVIRONMENT, "SHOP_PHONE").phones():
        one.push(NOTE)
    assert [note["topic"] for note in receiver.got] == ["lans-phone", "lans-phone2"]


def test_an_address_from_a_command(receiver: Receiver) -> None:
    line = f'"{sys.executable}" -c "print(\'{receiver.url}\')"'
    (one,) = kept(PasswordFrom.COMMAND, line).phones()
    one.push(NOTE)
    assert len(receiver.got) == 1


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_an_address_from_the_keyring(receiver: Receiver, memory: MemoryKeyring) -> None:
    with pytest.raises(SecretMissing, match="keyring set shopdesk phone"):
        kept(PasswordFrom.KEYRING).phones()
    memory.set_password("shopdesk", "phone", receiver.url)
    (one,) = kept(PasswordFrom.KEYRING).phones()
    one.push(NOTE)
    assert len(receiver.got) == 1


@pytest.mark.usefixtures("memory")
def test_a_keyring_that_does_not_open() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(SecretMissing, match="phone_command"):
        kept(PasswordFrom.KEYRING).phones()


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        (PasswordFrom.ENVIRONMENT, "SHOP_PHONE", "SHOP_PHONE is not set"),
        (PasswordFrom.COMMAND, f"{sys.executable} -c 'raise SystemExit(3)'", "exit code 3"),
        (PasswordFrom.COMMAND, f"no-such-program {SECRET}", "cannot be started"),
    ],
)
def test_an_address_that_is_not_where_it_should_be(
    kind: PasswordFrom, value: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOP_PHONE", raising=False)
    with pytest.raises(SecretMissing, match=why) as caught:
        kept(kind, value).phones()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_without_apprise_the_owner_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(PhoneError, match=r'pip install "shopdesk-inbox\[push\]"') as caught:
        phone("ntfy://127.0.0.1/x")
    assert not caught.value.passing


def test_apprise_is_loaded_with_the_first_note_only() -> None:
    code = (
        "import sys, shopdesk.adapters.ringing.push as p\n"
        "from shopdesk.domain.shop.settings import Phones\n"
        "p.ApprisePhoneBook(Phones(('ntfy://127.0.0.1/x',)))\n"
        "sys.exit('apprise' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
