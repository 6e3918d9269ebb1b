"""Signing in with tokens at Dovecot, and through Postfix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from shopdesk.adapters.sasl import bearer
from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.errors import ServerRefused, SignInRefused
from shopdesk.domain.shop.settings import Auth, MailboxSettings, Security
from tests.adapters.imap.accounts import settings_for
from tests.adapters.imap.crooked import CrookedServer
from tests.adapters.imap.ways_in import Enter, both, failure
from tests.adapters.smtp.builders import dispatch
from tests.servers import dovecot as dovecot_server
from tests.servers import postfix as postfix_server
from tests.servers.authorization import Authorization
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot, installed_version
from tests.servers.postfix import Postfix
from tests.servers.requirement import require

MAKER = Authorization(secret=b"0123456789abcdef0123456789abcdef")


@pytest.fixture(scope="module")
def token_dovecot(ca: Authority) -> Iterator[Dovecot]:
    """Lets people in by tokens of MAKER, too."""
    require(dovecot_server.missing())
    if installed_version() >= (2, 4):
        pytest.skip("the tests know how Dovecot 2.3 takes tokens")
    server = Dovecot(ca, token_secret=MAKER.secret)
    yield server
    server.close()


def with_tokens(settings: MailboxSettings) -> MailboxSettings:
    return replace(
        settings,
        imap=replace(settings.imap, auth=Auth.OAUTH2),
        smtp=replace(settings.smtp, auth=Auth.OAUTH2),
    )


def imap(server: Dovecot, user: str) -> MailboxSettings:
    made = settings_for(server.imaps_port, Security.TLS, user, ca_file=str(server.ca_pem))
    return with_tokens(made)


@both
async def test_a_token_lets_in(enter: Enter, token_dovecot: Dovecot) -> None:
    account = token_dovecot.new_account()
    token = MAKER.access_token(user=account.address)
    await enter(imap(token_dovecot, account.address), password=token)


@both
@pytest.mark.parametrize("why", ["other", "old", "forged"])
async def test_a_token_that_does_not(enter: Enter, token_dovecot: Dovecot, why: str) -> None:
    account = token_dovecot.new_account()
    token = {
        "other": MAKER.access_token(user="jane@shop.test"),
        "old": MAKER.access_token(user=account.address, lasts_s=-30),
        "forged": Authorization(secret=b"x" * 32).access_token(user=account.address),
    }[why]
    error = await failure(enter, imap(token_dovecot, account.address), password=token)
    assert isinstance(error, SignInRefused)
    assert f"shopdesk setup --address {account.address}" in str(error)


@both
async def test_the_standard_way_where_it_is_the_only_one(enter: Enter) -> None:
    server = CrookedServer(
        {"AUTHENTICATE": b"+ \r\n"}, capabilities="IMAP4rev1 IDLE AUTH=OAUTHBEARER AUTH=PLAIN"
    )
    async with server.running() as running:
        made = with_tokens(settings_for(running.port, Security.NONE, "a=b,c@shop.test"))
        spoken = bearer({"OAUTHBEARER"}, made.imap, "abc")
        await failure(enter, made, password="abc", timeout_s=1)
    where = f"host=localhost\1port={running.port}"
    assert spoken.first == f"n,a=a=3Db=2Cc@shop.test,\1{where}\1auth=Bearer abc\1\1".encode()
    assert "AUTHENTICATE OAUTHBEARER" in running.heard
    assert spoken.lines()[0] in running.heard
    assert not any("LOGIN" in line for line in running.heard)


@both
async def test_no_password_way_is_taken_for_a_token(enter: Enter) -> None:
    async with CrookedServer().running() as running:
        made = with_tokens(settings_for(running.port, Security.NONE, "lan@shop.test"))
        error = await failure(enter, made, password="abc")
    assert isinstance(error, ServerRefused)
    assert not any("abc" in line for line in running.heard)


@pytest.fixture(scope="module")
def token_postfix(ca: Authority, token_dovecot: Dovecot) -> Iterator[Postfix]:
    """Asks that Dovecot who may send."""
    require(postfix_server.missing())
    server = Postfix(ca, token_dovecot)
    yield server
    server.close()


def smtp(server: Postfix, user: str) -> MailboxSettings:
    made = settings_for(1, Security.TLS, user, ca_file=str(server.ca_pem))
    port = server.submissions_port
    return with_tokens(replace(made, smtp=replace(made.imap, port=port)))


async def test_a_reply_goes_out_with_a_token(
    token_postfix: Postfix, token_dovecot: Dovecot
) -> None:
    account = token_dovecot.new_account()
    token = MAKER.access_token(user=account.address)
    sender = SmtpSender(smtp(token_postfix, account.address), lambda: token)
    receipt = await sender.send(dispatch(account.address, sender=account.address))
    assert "queued as" in receipt.reply


async def test_a_token_that_may_not_send(token_postfix: Postfix, token_dovecot: Dovecot) -> None:
    account = token_dovecot.new_account()
    token = MAKER.access_token(user=account.address, lasts_s=-30)
    sender = SmtpSender(smtp(token_postfix, account.address), lambda: token)
    with pytest.raises(SignInRefused, match="in the browser") as caught:
        await sender.send(dispatch(account.address, sender=account.address))
    assert token not in str(caught.value)
