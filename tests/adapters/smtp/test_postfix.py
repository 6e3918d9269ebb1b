"""Sending through Postfix into mailboxes of Dovecot."""

from dataclasses import replace

import pytest

from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.errors import (
    CertificateRefused,
    ServerRefused,
    SignInRefused,
    Unreachable,
    Unsafe,
)
from shopdesk.domain.shop.settings import MailboxSettings, Security
from tests.adapters.smtp.builders import dispatch, sender, settings
from tests.servers.certs import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.waiting import eventually


def account_settings(
    postfix: Postfix, account: Account, security: Security, ca: Authority
) -> MailboxSettings:
    port = postfix.submissions_port if security is Security.TLS else postfix.submission_port
    own = settings(port, security, ca)
    return replace(own, smtp=replace(own.smtp, user=account.address))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_reply_reaches_the_customer(
    postfix: Postfix, dovecot: Dovecot, ca: Authority, security: Security
) -> None:
    shop, customer = dovecot.new_account(), dovecot.new_account("customers.test")
    raw = (
        f"From: {shop.address}\r\nTo: {customer.address}\r\nSubject: Re: shoes\r\n"
        "Message-ID: <one@shop.test>\r\n\r\nYes.\r\n.\r\n..dots\r\n"
    ).encode()
    sending = SmtpSender(account_settings(postfix, shop, security, ca), lambda: shop.password)
    receipt = await sending.send(dispatch(customer.address, raw=raw, sender=shop.address))
    assert "queued as" in receipt.reply
    with dovecot.client(customer.address) as client:
        client.select_folder("INBOX", readonly=True)

        def arrived() -> list[int]:
            client.noop()
            found: list[int] = client.search()
            return found

        (uid,) = eventually(arrived, "the mail in the customer's mailbox")
        taken: bytes = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
    assert taken.partition(b"\r\n\r\n")[2] == raw.partition(b"\r\n\r\n")[2]
    assert b"\r\nMessage-ID: <one@shop.test>\r\n" in taken


async def test_a_customer_who_is_gone_beside_one_who_is_not(
    postfix: Postfix, dovecot: Dovecot, ca: Authority
) -> None:
    shop, customer = dovecot.new_account(), dovecot.new_account("customers.test")
    own = account_settings(postfix, shop, Security.STARTTLS, ca)
    sending = SmtpSender(own, lambda: shop.password)
    receipt = await sending.send(dispatch("gone@customers.test", customer.address))
    assert receipt.refused == ("gone@customers.test",)
    with pytest.raises(ServerRefused, match=r"the recipient gone@customers\.test") as caught:
        await sending.send(dispatch("gone@customers.test"))
    assert not caught.value.passing


async def test_a_wrong_password(postfix: Postfix, dovecot: Dovecot, ca: Authority) -> None:
    shop = dovecot.new_account()
    own = account_settings(postfix, shop, Security.TLS, ca)
    with pytest.raises(SignInRefused, match=f"did not let {shop.address} sign in"):
        await SmtpSender(own, lambda: "hunter2").send(dispatch())


async def test_an_unknown_authority(postfix: Postfix) -> None:
    for port, security in (
        (postfix.submissions_port, Security.TLS),
        (postfix.submission_port, Security.STARTTLS),
    ):
        with pytest.raises(CertificateRefused, match="Nobody whom this computer trusts"):
            await sender(port, security, None).send(dispatch())


async def test_ports_mixed_up(postfix: Postfix, ca: Authority) -> None:
    with pytest.raises(Unsafe, match="does not begin with TLS"):
        await sender(postfix.submission_port, Security.TLS, ca).send(dispatch())
    with pytest.raises(Unreachable, match="did not answer in time"):
        await sender(postfix.submissions_port, Security.STARTTLS, ca, timeout_s=0.5).send(
            dispatch()
        )
