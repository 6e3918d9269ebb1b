"""Signing in, by both connections."""

from __future__ import annotations

import logging

import pytest

from shopdesk.adapters.imap import ImapDoorbell, ImapMailbox
from shopdesk.demo.servers import EmbeddedServers
from shopdesk.demo.servers.faults import ImapFaults
from shopdesk.domain.errors import SecretMissing, ServerRefused, SignInRefused, Unreachable
from shopdesk.domain.shop.settings import Security
from tests.adapters.imap.accounts import Account, settings_for
from tests.adapters.imap.crooked import CrookedServer
from tests.adapters.imap.ear import Ear
from tests.adapters.imap.ways_in import PASSWORD, Enter, both, failure
from tests.servers.dovecot import Dovecot

USER = "lan@shop.test"


@both
@pytest.mark.parametrize(
    "password", ["đổi giày", "пароль «№1»", 'a"b\\c', " space ", "{5}", "%d(*)"]
)
async def test_passwords_of_every_kind(enter: Enter, dovecot: Dovecot, password: str) -> None:
    made = dovecot.add_user(f"{password.encode().hex()}@shop.test", password)
    for port, security in (
        (dovecot.imaps_port, Security.TLS),
        (dovecot.imap_port, Security.STARTTLS),
    ):
        settings = settings_for(port, security, made.address, ca_file=str(dovecot.ca_pem))
        await enter(settings, password=password)


@both
async def test_a_user_name_with_a_space_and_quotes(enter: Enter) -> None:
    user = 'lan "the shoe" \\ nguyen'
    async with CrookedServer().running() as running:
        await enter(settings_for(running.port, Security.NONE, user))
    logins = [line for line in running.heard if line.startswith("LOGIN")]
    assert logins == [f'LOGIN "lan \\"the shoe\\" \\\\ nguyen" "{PASSWORD}"']


@both
@pytest.mark.parametrize(
    "echo",
    [
        PASSWORD,
        "AGxhbkBzaG9wLnRlc3QAb3BlbiBzZXNhbWU=",
        f'LOGIN "lan@shop.test" "{PASSWORD}"',
    ],
)
@pytest.mark.parametrize("status", ["NO", "BAD"])
async def test_a_password_that_the_server_repeats_is_not_shown(
    enter: Enter, echo: str, status: str
) -> None:
    answers = {"LOGIN": f"%t {status} wrong: {echo}\r\n".encode()}
    async with CrookedServer(answers).running() as running:
        error = await failure(enter, settings_for(running.port, Security.NONE, USER))
    assert isinstance(error, SignInRefused)
    assert echo not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None


@both
async def test_what_the_server_says_is_shown_without_control_characters(enter: Enter) -> None:
    answers = {"LOGIN": "%t NO [ALERT] App password\x1b[31m \u202eneeded\r\n".encode()}
    async with CrookedServer(answers).running() as running:
        error = await failure(enter, settings_for(running.port, Security.NONE, USER))
    assert "([ALERT] App password [31m needed)" in str(error)


@both
@pytest.mark.parametrize("code", ["UNAVAILABLE", "INUSE", "LIMIT"])
async def test_a_server_that_cannot_tell_just_now(enter: Enter, code: str) -> None:
    answers = {"LOGIN": f"%t NO [{code}] try again later\r\n".encode()}
    async with CrookedServer(answers).running() as running:
        error = await failure(enter, settings_for(running.port, Security.NONE, USER))
    assert isinstance(error, Unreachable)


@both
@pytest.mark.parametrize("answer", [b"* BYE too many\r\n", b""])
async def test_a_connection_that_ends_is_no_wrong_password(enter: Enter, answer: bytes) -> None:
    async with CrookedServer({"LOGIN": answer}).running() as running:
        error = await failure(enter, settings_for(running.port, Security.NONE, USER))
    assert isinstance(error, Unreachable)


@both
@pytest.mark.parametrize("password", ["", "two\nlines", "two\r\nlines", "nul\0"])
async def test_a_password_that_cannot_be_sent(enter: Enter, password: str) -> None:
    async with CrookedServer().running() as running:
        with pytest.raises(SignInRefused, match="was not sent") as caught:
            await enter(settings_for(running.port, Security.NONE, USER), password=password)
    assert "two" not in str(caught.value)
    assert set(running.commands()) == {"CAPABILITY"}


@both
async def test_no_way_to_sign_in(enter: Enter) -> None:
    async with CrookedServer(capabilities="IMAP4rev1 LOGINDISABLED").running() as running:
        error = await failure(enter, settings_for(running.port, Security.NONE, USER))
    assert isinstance(error, ServerRefused)
    assert "takes no password" in str(error)
    assert set(running.commands()) == {"CAPABILITY"}


@both
async def test_a_challenge_without_end(enter: Enter) -> None:
    """PLAIN has one answer; whoever asks again gets none."""
    server = CrookedServer(
        {"AUTHENTICATE": b"+ \r\n+ \r\n+ more\r\n"},
        capabilities="IMAP4rev1 IDLE AUTH=PLAIN LOGINDISABLED",
    )
    async with server.running() as running:
        await failure(enter, settings_for(running.port, Security.NONE, USER), timeout_s=0.3)
    assert running.heard.count("AGxhbkBzaG9wLnRlc3QAb3BlbiBzZXNhbWU=") <= 1


@both
async def test_the_server_learns_who_we_are(enter: Enter, embedded: EmbeddedServers) -> None:
    embedded.store.add_account("jane", PASSWORD)
    embedded.imap.faults = ImapFaults(demand_id=True)
    await enter(settings_for(embedded.imap_port, Security.NONE, "jane"))
    assert any(line.startswith('ID ("name" "shopdesk"') for line in embedded.imap.transcript)


@both
async def test_a_server_that_dislikes_introductions(
    enter: Enter, embedded: EmbeddedServers
) -> None:
    embedded.store.add_account("jane", PASSWORD)
    embedded.imap.faults = ImapFaults(refuse={"ID": "whatever"})
    await enter(settings_for(embedded.imap_port, Security.NONE, "jane"))


def test_no_password_is_the_askers_business(embedded_account: Account) -> None:
    def missing() -> str:
        raise SecretMissing("there is none")

    with pytest.raises(SecretMissing):
        ImapMailbox(embedded_account.settings, missing).open()


async def test_no_password_for_the_doorbell(embedded_account: Account) -> None:
    def missing() -> str:
        raise SecretMissing("there is none")

    with pytest.raises(SecretMissing):
        await ImapDoorbell(embedded_account.settings, missing).listen(Ear())


@both
@pytest.mark.parametrize("capabilities", ["IMAP4rev1 IDLE", "IMAP4rev1 AUTH=PLAIN LOGINDISABLED"])
async def test_no_password_in_the_log(
    enter: Enter, capabilities: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = "AGxhbkBzaG9wLnRlc3QAb3BlbiBzZXNhbWU="
    answers = {"AUTHENTICATE": b"+ \r\n", "LOGIN": b"* BYE no\r\n", token: b""}
    async with CrookedServer(answers, capabilities=capabilities).running() as running:
        with pytest.raises(Unreachable):
            await enter(settings_for(running.port, Security.NONE, USER))
    assert token in running.heard or any(PASSWORD in line for line in running.heard)
    assert PASSWORD not in caplog.text
    assert token not in caplog.text
