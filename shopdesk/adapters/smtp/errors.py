"""What went wrong with an SMTP server, as one of our errors with a sentence for the owner."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence

import aiosmtplib

from shopdesk.adapters.tls import certificate_sentence
from shopdesk.domain.errors import (
    CertificateRefused,
    ServerError,
    ServerRefused,
    SignInRefused,
    Unreachable,
    Unsafe,
)
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.settings import Security, Server
from shopdesk.words import _

_LONGEST = 200
_IMPLICIT_TLS_PORT = 465
_PASSING = range(400, 500)
_FINAL = range(500, 600)
_TOO_LARGE = 552
_TOO_OLD = frozenset(
    {"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "SSLV3_ALERT_HANDSHAKE_FAILURE"}
)
_CUT = (aiosmtplib.SMTPServerDisconnected, ConnectionResetError, BrokenPipeError)
_LOST = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


def before_data(error: BaseException, server: Server) -> ServerError:
    """Ours for an error of aiosmtplib or the network that came before the mail was handed over."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateRefused(certificate_sentence(cause, server.host, server.port))
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, _LOST):
            return Unsafe(_no_tls(cause, server))
    if isinstance(error, aiosmtplib.SMTPSenderRefused):
        return _sender(error, server)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _refused(error, server)
    # only the base class itself: what aiosmtplib says when STARTTLS is not on offer
    if type(error) is aiosmtplib.SMTPException:
        return Unsafe(
            _(
                "{server} offers no protection (STARTTLS), so we did not sign in. Set "
                '`smtp.security` to "tls" with port 465, or ask the mail provider.'
            ).format(server=_name(server))
        )
    return Unreachable(_unreachable(error, server))


def sign_in_refused(code: int, words: str, server: Server) -> ServerError:
    """The server did not accept user name and password, or cannot tell just now (RFC 4954 6)."""
    if code not in _FINAL:
        return _refused(aiosmtplib.SMTPResponseException(code, words), server)
    return SignInRefused(
        _(
            "{server} did not let {user} sign in ({why}). Correct the user name in the settings or "
            "the password where it is kept; some providers want an app password."
        ).format(server=_name(server), user=server.user, why=said(f"{code} {words}".strip()))
    )


def refused_recipients(
    errors: Sequence[aiosmtplib.SMTPRecipientRefused], server: Server
) -> ServerRefused:
    """No recipient was taken: for good when that holds for each of them."""
    passing = any(error.code in _PASSING for error in errors)
    first = errors[0]
    sentence = (
        _("{server} does not take mail for {address} just now ({why}). It will be tried again.")
        if passing
        else _("{server} refused the recipient {address}: {why}. Check the address.")
    )
    return ServerRefused(
        sentence.format(
            server=_name(server), address=plain(first.recipient), why=said(first.message)
        ),
        passing=passing,
    )


def refused_mail(error: aiosmtplib.SMTPDataError, server: Server) -> ServerRefused:
    """The server took the envelope and then said no to the mail."""
    passing = error.code in _PASSING
    sentence = (
        _("{server} does not take this mail just now ({why}). It will be tried again.")
        if passing
        else _("{server} refused this mail: {why}. Change it, or ask the mail provider.")
    )
    return ServerRefused(
        sentence.format(server=_name(server), why=said(error.message)), passing=passing
    )


def too_large(error: aiosmtplib.SMTPResponseException) -> bool:
    """Whether the server says that the mail is too large (RFC 1870 6.1, RFC 3463 3.4)."""
    return error.code == _TOO_LARGE and not error.message.startswith("5.2.2")


def mail_too_large(server: Server, size: int, limit: int | None = None) -> ServerRefused:
    """The mail of `size` bytes is above the server's limit."""
    if limit is None:
        return ServerRefused(
            _(
                "This mail is too large for {server}: it has {size}. Shorten it or send less with "
                "it."
            ).format(server=_name(server), size=_mebibytes(size))
        )
    return ServerRefused(
        _(
            "This mail is too large for {server}: it has {size}, and at most {limit} are taken. "
            "Shorten it or send less with it."
        ).format(server=_name(server), size=_mebibytes(size), limit=_mebibytes(limit))
    )


def not_international(server: Server) -> ServerRefused:
    """The server does not know SMTPUTF8 where the mail needs it."""
    return ServerRefused(
        _(
            "{server} cannot send to an address with such letters. Ask the customer for another "
            "address."
        ).format(server=_name(server))
    )


def connection_lost(server: Server) -> str:
    """The connection ended before the mail was handed over."""
    return _(
        "The connection to {server} was lost before the mail left. It will be tried again."
    ).format(server=_name(server))


def outcome_unknown(server: Server) -> str:
    """The mail was handed over, and no answer came."""
    return _(
        "The connection to {server} was lost after the mail was handed over: it may have been sent "
        "or not. Look into the Sent folder or ask the customer before you send it again."
    ).format(server=_name(server))


def said(words: str) -> str:
    """A server's words on one line, made harmless and short."""
    text = plain(words.encode("utf-8", "replace").decode("utf-8"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _chain(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__


def _name(server: Server) -> str:
    return f"{server.host}:{server.port}"


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


def _sender(error: aiosmtplib.SMTPSenderRefused, server: Server) -> ServerError:
    if too_large(error):
        return ServerRefused(
            _(
                "This mail is too large for {server}: {why}. Shorten it or send less with it."
            ).format(server=_name(server), why=said(error.message))
        )
    if error.code not in _FINAL:
        return _refused(error, server)
    return ServerRefused(
        _(
            "{server} does not let {user} send as {sender}: {why}. Allow this address at the mail "
            "provider."
        ).format(
            server=_name(server),
            user=server.user,
            sender=plain(error.sender),
            why=said(error.message),
        )
    )


def _refused(error: aiosmtplib.SMTPResponseException, server: Server) -> ServerRefused:
    if error.code in _PASSING:
        return ServerRefused(
            _("{server} is not ready just now ({why}). It will be tried again.").format(
                server=_name(server), why=said(error.message)
            ),
            passing=True,
        )
    if error.code in _FINAL:
        return ServerRefused(
            _("{server} refused: {why}. Ask the mail provider.").format(
                server=_name(server), why=said(error.message)
            )
        )
    return ServerRefused(
        _(
            "What answers at {server} is no SMTP server. Check `smtp.host` and `smtp.port` in the "
            "settings."
        ).format(server=_name(server)),
        # or it was one until the line broke
        passing=True,
    )


def _no_tls(error: ssl.SSLError, server: Server) -> str:
    if server.security is Security.TLS and error.reason not in _TOO_OLD:
        sentence = _(
            "{server} does not begin with TLS ({why}), so we did not sign in. Set `smtp.security` "
            'to "starttls", or `smtp.port` to 465.'
        )
    else:
        sentence = _(
            "{server} could not agree with us on TLS 1.2 or newer ({why}), so we did not sign in. "
            "Ask the mail provider."
        )
    return sentence.format(server=_name(server), why=error.reason or error)


def _unreachable(error: BaseException, server: Server) -> str:
    causes = tuple(_chain(error))
    if any(isinstance(cause, (socket.gaierror, UnicodeError)) for cause in causes):
        sentence = _(
            "No server is found under the name {host}. Check the network, and `smtp.host` in the "
            "settings."
        )
    elif any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        sentence = _(
            "Nothing answers at {server}. Check `smtp.host` and `smtp.port` in the settings, or "
            "wait until the server is back."
        )
    # asyncio's word for a TLS handshake that takes too long is ConnectionAbortedError
    elif any(isinstance(cause, (TimeoutError, ConnectionAbortedError)) for cause in causes):
        sentence = _("{server} did not answer in time. Check the network.")
        if server.security is Security.STARTTLS and server.port == _IMPLICIT_TLS_PORT:
            sentence = _('{server} did not answer in time. Port 465 wants `smtp.security` = "tls".')
    elif any(isinstance(cause, _CUT) for cause in causes):
        return connection_lost(server)
    else:
        sentence = _("No connection to {server} ({why}). Check the network.")
    return sentence.format(host=server.host, server=_name(server), why=said(str(causes[-1])))
