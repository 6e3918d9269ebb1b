"""Handing a mail to the shop's SMTP server."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.adapters.keepalive import keep_alive
from shopdesk.adapters.smtp.envelope import Envelope
from shopdesk.adapters.tls import context, loopback
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.errors import (
    OutcomeUnknown,
    SecretMissing,
    ServerError,
    ServerRefused,
    SignInRefused,
    Unsafe,
)
from shopdesk.domain.shop.settings import MailboxSettings, Security
from shopdesk.ports.mail import Handing, Receipt
from shopdesk.words import _

if TYPE_CHECKING:
    from aiosmtplib import SMTP, SMTPDataError

# the answer to the mail itself may take long: RFC 5321 4.5.3.2.6 asks for ten minutes
_PATIENCE = 10
_SLOWEST_BYTES_S = 8192
_GOODBYE_S = 5.0
_UNDERSTOOD = range(400, 600)


async def _nothing() -> None:
    """For whoever keeps no book of what was handed over."""


class SmtpSender:
    """Sends with the SMTP server of one mailbox, each mail over a connection of its own."""

    def __init__(
        self, settings: MailboxSettings, password: Callable[[], str], *, timeout_s: float = 30
    ) -> None:
        """`password` may block and raise `SecretMissing`; it is called for every mail.

        `timeout_s` bounds each step; the answer to the mail itself is awaited ten times as long.
        """
        self._server = settings.smtp
        self._ca_file = settings.ca_file
        self._password = password
        self._timeout_s = timeout_s
        self._goodbyes: set[asyncio.Task[None]] = set()

    async def send(self, dispatch: Dispatch, handing: Handing = _nothing) -> Receipt:
        """Send one mail; returns at the server's 250.

        `handing` is awaited when all but the dot at the end of the mail has left: until it
        returns, nobody can have got the mail. Raises `ServerError`: before the dot, passing where
        trying again can help; after it `OutcomeUnknown`, unless the server said no.
        """
        self._refuse_clear_text()
        envelope = Envelope.of(dispatch)
        # taken first, so that no connection waits for the owner to unlock the keyring
        password = await self._secret()
        client = await self._client()
        try:
            refused = await self._present(client, envelope, password)
            reply = await self._hand_over(client, dispatch.raw, handing)
        except BaseException:
            client.close()
            raise
        # in the background: the answer is accepted, and nothing after it may put that in doubt
        goodbye = asyncio.create_task(_leave(client))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)
        return Receipt(reply, refused)

    async def check(self) -> None:
        """Sign in, and leave without sending anything. Raises `ServerError`."""
        from aiosmtplib import SMTPException

        from shopdesk.adapters.smtp import errors as smtp_errors
        from shopdesk.adapters.smtp.signin import sign_in

        self._refuse_clear_text()
        password = await self._secret()
        client = await self._client()
        try:
            await client.connect()
            await sign_in(client, self._server, password)
            await _leave(client)
        except (SMTPException, OSError, UnicodeError) as error:
            raise smtp_errors.before_data(error, self._server) from error
        finally:
            client.close()

    def _refuse_clear_text(self) -> None:
        server = self._server
        if server.security is Security.NONE and not loopback(server.host):
            raise Unsafe(
                _(
                    "{server} would get the password and the mail in the clear. Set "
                    '`smtp.security` to "tls" or "starttls".'
                ).format(server=f"{server.host}:{server.port}")
            )

    async def _secret(self) -> str:
        try:
            return await asyncio.to_thread(self._password)
        except SecretMissing as error:
            raise SignInRefused(str(error)) from error

    async def _client(self) -> SMTP:
        from aiosmtplib import SMTP

        security = self._server.security
        trust: ssl.SSLContext | None = None
        if security is not Security.NONE:
            trust = await asyncio.to_thread(context, self._ca_file)
        return SMTP(
            hostname=self._server.host,
            port=self._server.port,
            # the true name would cost a look-up, and tell where the owner sits
            local_hostname="[127.0.0.1]",
            timeout=self._timeout_s,
            # never None, which means: in the clear when the server asks for that
            start_tls=security is Security.STARTTLS,
            use_tls=security is Security.TLS,
            tls_context=trust,
        )

    async def _present(self, client: SMTP, envelope: Envelope, password: str) -> tuple[str, ...]:
        """Everything before the mail itself; returns the recipients that were refused."""
        from aiosmtplib import SMTPException

        from shopdesk.adapters.smtp import errors as smtp_errors
        from shopdesk.adapters.smtp.signin import sign_in

        try:
            await client.connect()
            _keep_alive(client)
            await sign_in(client, self._server, password)
            return await envelope.present(client, self._server)
        except ServerError:
            raise
        # UnicodeError: a host name that cannot be looked up
        except (SMTPException, OSError, UnicodeError) as error:
            raise smtp_errors.before_data(error, self._server) from error

    async def _hand_over(self, client: SMTP, raw: bytes, handing: Handing) -> str:
        """The mail itself; returns the last line of the server's answer."""
        from aiosmtplib import SMTPDataError, SMTPException

        from shopdesk.adapters.smtp import errors as smtp_errors
        from shopdesk.adapters.smtp.data import Data

        server = self._server
        patience = self._timeout_s * _PATIENCE + len(raw) / _SLOWEST_BYTES_S
        data = Data(client, self._timeout_s, patience)
        try:
            response = await data.hand_over(raw, handing)
        except SMTPDataError as error:
            if data.whole and error.code not in _UNDERSTOOD:
                raise OutcomeUnknown(smtp_errors.outcome_unknown(server)) from error
            if error.code not in _UNDERSTOOD:
                raise smtp_errors.before_data(error, server) from error
            raise self._no_to_the_mail(error, raw) from error
        except (SMTPException, OSError) as error:
            if data.whole:
                raise OutcomeUnknown(smtp_errors.outcome_unknown(server)) from error
            raise smtp_errors.before_data(error, server) from error
        return smtp_errors.said(response.message.split("\n")[-1])

    def _no_to_the_mail(self, error: SMTPDataError, raw: bytes) -> ServerRefused:
        from shopdesk.adapters.smtp import errors as smtp_errors

        if smtp_errors.too_large(error):
            return smtp_errors.mail_too_large(self._server, len(raw))
        return smtp_errors.refused_mail(error, self._server)


def _keep_alive(client: SMTP) -> None:
    """A server that died in silence is found out long before its answer is overdue."""
    sock = client.transport.get_extra_info("socket") if client.transport else None
    if sock is not None:
        keep_alive(sock)


async def _leave(client: SMTP) -> None:
    from aiosmtplib import SMTPException

    try:
        with contextlib.suppress(SMTPException, OSError):
            await client.quit(timeout=_GOODBYE_S)
    finally:
        client.close()
