"""Mails and settings for the SMTP tests."""

import datetime as dt
import ssl

from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.shop.settings import (
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
)
from tests.servers.certs import Authority, Certificate

USER = "lan@shop.test"
PASSWORD = "open sesame"
NOW = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)
RAW = (
    b"From: lan@shop.test\r\nTo: jane@customers.test\r\nSubject: Re: shoes\r\n\r\n"
    b"Hello\r\n.\r\n..dots\r\nBye\r\n"
)


def settings(
    port: int, security: Security, authority: Authority | None, host: str = "localhost"
) -> MailboxSettings:
    server = Server(host, port, security, USER)
    ca_file = str(authority.ca_pem) if authority else None
    source = PasswordSource(PasswordFrom.KEYRING)
    return MailboxSettings(USER, (), ("INBOX",), None, server, server, source, ca_file)


def dispatch(*recipients: str, raw: bytes = RAW, sender: str = USER) -> Dispatch:
    return Dispatch(
        1,
        1,
        USER,
        "id@shop.test",
        sender,
        recipients or ("jane@customers.test",),
        raw,
        (1,),
        Stage.SENDING,
        NOW,
    )


def sender(
    port: int,
    security: Security,
    authority: Authority | None,
    *,
    host: str = "localhost",
    password: str = PASSWORD,
    timeout_s: float = 5,
) -> SmtpSender:
    return SmtpSender(
        settings(port, security, authority, host), lambda: password, timeout_s=timeout_s
    )


def server_context(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    return context
