"""Postfix in front of Dovecot: what it delivers, and what it refuses."""

import smtplib
import socket

import pytest

from tests.servers.certs import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.servers.ports import LOOPBACK
from tests.servers.postfix import Postfix
from tests.servers.waiting import eventually

MAIL = b"From: shop@shop.test\r\nSubject: It is on its way\r\n\r\nTomorrow.\r\n"


def session(postfix: Postfix, ca: Authority, tls_first: bool = False) -> smtplib.SMTP:
    if tls_first:
        return smtplib.SMTP_SSL(
            LOOPBACK,
            postfix.submissions_port,
            local_hostname="localhost",
            timeout=10,
            context=ca.client_context(),
        )
    opened = smtplib.SMTP(LOOPBACK, postfix.submission_port, local_hostname="localhost", timeout=10)
    opened.starttls(context=ca.client_context())
    return opened


def subjects(dovecot: Dovecot, account: Account) -> list[bytes]:
    with dovecot.client(account.address) as client:
        client.select_folder("INBOX", readonly=True)
        uids = client.search("ALL")
        return [client.fetch([uid], ["ENVELOPE"])[uid][b"ENVELOPE"].subject for uid in uids]


@pytest.mark.parametrize("tls_first", [False, True], ids=["starttls", "tls"])
def test_submission_reaches_the_mailbox(
    postfix: Postfix, dovecot: Dovecot, mail_account: Account, ca: Authority, tls_first: bool
) -> None:
    customer = dovecot.new_account("customers.test")
    with session(postfix, ca, tls_first) as smtp:
        smtp.login(mail_account.address, mail_account.password)
        smtp.sendmail(mail_account.address, [customer.address], MAIL)
    found = eventually(lambda: subjects(dovecot, customer), "delivery")
    assert found == [b"It is on its way"]


def test_wrong_password(postfix: Postfix, mail_account: Account, ca: Authority) -> None:
    with session(postfix, ca) as smtp, pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        smtp.login(mail_account.address, "close sesame")
    assert refused.value.smtp_code == 535


def test_no_mail_without_a_login(postfix: Postfix, mail_account: Account, ca: Authority) -> None:
    with session(postfix, ca) as smtp, pytest.raises(smtplib.SMTPRecipientsRefused, match="554"):
        smtp.sendmail(mail_account.address, [mail_account.address], MAIL)


def test_no_login_before_starttls(postfix: Postfix) -> None:
    with smtplib.SMTP(
        LOOPBACK, postfix.submission_port, local_hostname="localhost", timeout=10
    ) as smtp:
        smtp.ehlo()
        assert smtp.has_extn("STARTTLS")
        assert not smtp.has_extn("AUTH")


@pytest.mark.parametrize(
    ("recipient", "code"), [("stranger@shop.test", 550), ("someone@example.com", 554)]
)
def test_unknown_recipient_is_refused_and_the_other_gets_it(
    postfix: Postfix,
    dovecot: Dovecot,
    mail_account: Account,
    ca: Authority,
    recipient: str,
    code: int,
) -> None:
    with session(postfix, ca) as smtp:
        smtp.login(mail_account.address, mail_account.password)
        refused = smtp.sendmail(mail_account.address, [recipient, mail_account.address], MAIL)
    assert {address: answer[0] for address, answer in refused.items()} == {recipient: code}
    assert eventually(lambda: subjects(dovecot, mail_account), "delivery")


def test_nothing_listens_beyond_loopback(postfix: Postfix) -> None:
    for port in (postfix.submission_port, postfix.submissions_port):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_restart_keeps_the_ports(ca: Authority, dovecot: Dovecot, postfix: Postfix) -> None:
    account = dovecot.new_account()
    own = Postfix(ca, dovecot)
    try:
        assert own.submission_port != postfix.submission_port
        own.stop()
        with pytest.raises(ConnectionRefusedError):
            session(own, ca)
        own.start()
        with session(own, ca) as smtp:
            smtp.login(account.address, account.password)
    finally:
        own.close()
