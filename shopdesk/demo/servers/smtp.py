"""A submission server on loopback (aiosmtpd): whoever logs in may send, and each accepted mail
goes to a callback."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shopdesk.demo.servers.faults import SmtpFaults

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

LOOPBACK = "127.0.0.1"
SIZE_LIMIT = 50 * 1024 * 1024
"""Octets of the largest mail that is taken."""
logger = logging.getLogger(__name__)
_STOP_PATIENCE = 0.5
"""Seconds that mail already taken gets to reach the callback at a stop."""

OnMail = Callable[[str, tuple[str, ...], bytes, datetime], Awaitable[None]]
"""Gets the envelope's sender ("" for a bounce) and recipients, the message with CRLF line ends,
and the moment it was accepted."""


class SmtpServer:
    """Takes mail in the event loop that starts it."""

    def __init__(
        self,
        on_mail: OnMail,
        authenticate: Callable[[str, str], bool],
        clock: Callable[[], datetime],
        *,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare; nothing listens yet.

        Args:
            on_mail: Called for each mail before the client is told that it was accepted.
            authenticate: Tells whether a user and password are right.
            clock: The moment of acceptance; aware.
            port: 0 for any that is free.
            tls: TLS from the first octet on.
            starttls: TLS by STARTTLS; nobody can log in before it.
        """
        self.port = port
        """Where it listens, once started."""
        self.faults = SmtpFaults()
        """What the server does wrong on purpose; may be assigned at any time, from any thread."""
        self._hooks = _Hooks(self, on_mail, authenticate, clock)
        self._tls = tls
        self._starttls = starttls
        self._server: asyncio.Server | None = None
        self._sessions: list[SMTP] = []

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: The port is taken.
        """
        # imported here: it takes a tenth of a second that only the demo has to spend
        from aiosmtpd.smtp import SMTP

        # it warns of each login, which would land on the owner's screen
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        loop = asyncio.get_running_loop()

        def session() -> SMTP:
            self._sessions = [one for one in self._sessions if one.transport is not None]
            opened = SMTP(
                self._hooks,
                data_size_limit=SIZE_LIMIT,
                enable_SMTPUTF8=True,
                hostname="localhost",
                ident="shopdesk demo",
                tls_context=self._starttls,
                auth_require_tls=self._starttls is not None,
                authenticator=self._hooks.check_login,
                loop=loop,
            )
            self._sessions.append(opened)
            return opened

        self._server = await loop.create_server(session, LOOPBACK, self.port, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut every connection, hand over what was accepted, and stop listening."""
        if self._server is None:
            return
        self._server.close()
        for session in self._sessions:
            _abort(session)
        await self._hooks.finish(_STOP_PATIENCE)
        self._server = None


class _Hooks:
    """What aiosmtpd asks about each command; the names are its own."""

    def __init__(
        self,
        server: SmtpServer,
        on_mail: OnMail,
        authenticate: Callable[[str, str], bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._server = server
        self._on_mail = on_mail
        self._authenticate = authenticate
        self._clock = clock
        self._deliveries: set[asyncio.Future[None]] = set()

    def check_login(
        self, _smtp: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: Any
    ) -> AuthResult:
        """Tell aiosmtpd whether a login is right."""
        from aiosmtpd.smtp import AuthResult

        user, password = (part.decode("utf-8", "replace") for part in login)
        if self._authenticate(user, password):
            return AuthResult(success=True, auth_data=login)
        # with handled=True nobody would answer, and the client would wait for ever
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(
        self,
        smtp: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """EHLO."""
        answer = await self._fault("EHLO", smtp)
        session.host_name = hostname
        return [answer] if answer else responses

    async def handle_AUTH(
        self, smtp: SMTP, _session: Session, _envelope: Envelope, _args: list[str]
    ) -> Any:
        """AUTH: left to aiosmtpd, unless a fault is played."""
        from aiosmtpd.smtp import MISSING

        return await self._fault("AUTH", smtp) or MISSING

    async def handle_MAIL(
        self, smtp: SMTP, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        """MAIL FROM."""
        answer = await self._fault("MAIL", smtp)
        if answer:
            return answer
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, smtp: SMTP, _session: Session, envelope: Envelope, recipient: str, options: list[str]
    ) -> str:
        """RCPT TO."""
        answer = await self._fault("RCPT", smtp)
        answer = answer or self._server.faults.refused_recipients.get(recipient)
        if answer:
            return answer
        envelope.rcpt_tos.append(recipient)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, smtp: SMTP, _session: Session, envelope: Envelope) -> str:
        """The end of DATA: accepted means handed over, even if the client left meanwhile."""
        faults = self._server.faults
        unanswered = "DATA" in faults.drop_on or "DATA" in faults.stall_on
        if not unanswered or faults.keeps_dropped_mail:
            answer = faults.answers.get("DATA")
            if answer:
                return answer
            delivery = asyncio.ensure_future(self._deliver(envelope))
            self._deliveries.add(delivery)
            delivery.add_done_callback(self._deliveries.discard)
            await asyncio.shield(delivery)
        return await self._fault("DATA", smtp) or "250 2.0.0 Accepted"

    async def handle_exception(self, error: Exception) -> str:
        """What aiosmtpd answers when the callback or a handshake failed."""
        logger.error("an SMTP command failed", exc_info=error)
        return "451 4.3.0 Something failed here, try again later"

    async def finish(self, patience: float) -> None:
        """Wait for the deliveries that are under way.

        Args:
            patience: Seconds; what takes longer is cancelled.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(
                asyncio.gather(*self._deliveries, return_exceptions=True), patience
            )

    async def _deliver(self, envelope: Envelope) -> None:
        sender = envelope.mail_from or ""
        raw = envelope.original_content or b""
        # a bounce has the null sender, which aiosmtpd hands on with its brackets
        sender = "" if sender == "<>" else sender
        await self._on_mail(sender, tuple(envelope.rcpt_tos), raw, self._clock())

    async def _fault(self, verb: str, smtp: SMTP) -> str | None:
        """Return the answer to give instead of the usual one, if any."""
        faults = self._server.faults
        if verb in faults.drop_on:
            _abort(smtp)
        if verb in faults.drop_on or verb in faults.stall_on:
            # aiosmtpd cancels this when the connection is gone
            await asyncio.get_running_loop().create_future()
        return faults.answers.get(verb)


def _abort(smtp: SMTP) -> None:
    if isinstance(smtp.transport, asyncio.WriteTransport):
        smtp.transport.abort()
