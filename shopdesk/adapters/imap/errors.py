"""What went wrong with an IMAP server, as one sentence for the owner: what, where, what to do.

What a server says is shown without control characters and cut short; it never goes into a
sentence unseen by `said`.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import ProtocolError

from shopdesk.adapters.sasl import token_refused
from shopdesk.adapters.tls import certificate_sentence
from shopdesk.domain.errors import (
    CertificateRefused,
    ServerError,
    ServerRefused,
    SignInRefused,
    Unreachable,
    Unsafe,
)
from shopdesk.domain.shop.settings import Auth, Server
from shopdesk.words import _

_LONGEST_QUOTE = 200

# What OpenSSL says when the bytes are no TLS at all; it differs from version to version.
_NOT_TLS = frozenset(
    {
        "WRONG_VERSION_NUMBER",
        "RECORD_LAYER_FAILURE",
        "PACKET_LENGTH_TOO_LONG",
        "HTTP_REQUEST",
        "UNKNOWN_PROTOCOL",
    }
)
_OUTDATED_TLS = frozenset(
    {
        "UNSUPPORTED_PROTOCOL",
        "TLSV1_ALERT_PROTOCOL_VERSION",
        "WRONG_SSL_VERSION",
        "DH_KEY_TOO_SMALL",
        "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED",
    }
)

# Response codes of RFC 3501, 5530 and 7162 for what may go by itself
_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[EXPUNGEISSUED]", "[THROTTLED]")
# What servers without such codes say: Gmail, Dovecot, Exchange
_PASSING_WORDS = (
    *("TOO MANY SIMULTANEOUS", "TOO MANY CONNECTIONS", "MAXIMUM NUMBER OF CONNECTIONS"),
    *("AUTHENTICATED BUT NOT CONNECTED", "TEMPORARY", "TEMPORARILY", "TRY AGAIN LATER"),
)
_FINAL = ("[AUTHENTICATIONFAILED]", "[AUTHORIZATIONFAILED]", "[EXPIRED]", "[PRIVACYREQUIRED]")

_GARBLED = (ProtocolError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Refusal(Exception):
    """A tagged NO or BAD; the connection goes on."""


class Ended(Exception):
    """The server closed the connection, or said BYE."""


class Garbled(ValueError):
    """The server sent something that is not IMAP, or more than anybody may send."""


def said(words: object) -> str:
    """What a server said, fit for a sentence."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:_LONGEST_QUOTE]


@contextmanager
def explained(server: Server, timeout_s: float) -> Iterator[None]:
    """Turn whatever a conversation with `server` raises into a `ServerError`."""
    try:
        yield
    except ServerError:
        raise
    except imaplib.IMAP4.readonly as error:
        raise refused(server, error) from error
    except (OSError, EOFError, Ended, imaplib.IMAP4.abort, *_GARBLED) as error:
        raise broken(error, server, timeout_s) from error
    except (Refusal, imaplib.IMAP4.error) as error:
        raise refused(server, error) from error


def broken(error: BaseException, server: Server, timeout_s: float) -> ServerError:
    """The sentence for a connection that cannot be had, or is of no more use."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return CertificateRefused(certificate_sentence(error, server.host, server.port))
    if isinstance(error, ssl.SSLError) and error.reason in _NOT_TLS:
        return Unsafe(
            _(
                "{server} does not speak TLS there, so we did not sign in. Correct the port or "
                "`security` in the settings: 993 goes with tls, 143 with starttls."
            ).format(server=address(server))
        )
    if isinstance(error, ssl.SSLError) and error.reason in _OUTDATED_TLS:
        return Unsafe(
            _(
                "{server} knows only outdated encryption, so we did not sign in. Ask the mail "
                "provider for a server with TLS 1.2 or newer."
            ).format(server=address(server))
        )
    return Unreachable(
        _how_it_broke(error).format(
            server=address(server), host=server.host, seconds=f"{timeout_s:g}", why=_why(error)
        )
    )


def _how_it_broke(error: BaseException) -> str:
    if isinstance(error, socket.gaierror) or _unspeakable_host(error):
        return _(
            "The network knows no mail server {host}. Check that this computer is online, and "
            "the host name in the settings."
        )
    if isinstance(error, TimeoutError):
        return _(
            "{server} did not answer within {seconds} s. Check the network, and the port and "
            "`security` in the settings: 993 goes with tls, 143 with starttls."
        )
    if isinstance(error, ConnectionRefusedError):
        return _(
            "{server} refused the connection. Check the port in the settings; if it is right, "
            "the mail server is down."
        )
    if isinstance(error, _GARBLED):
        return _(
            "{server} answered in a way that is not IMAP ({why}). If this persists, check the "
            "port in the settings."
        )
    return _(
        "The connection to {server} is broken ({why}). Check that this computer is online; if "
        "it is, the mail server is in trouble."
    )


def _unspeakable_host(error: BaseException) -> bool:
    """The codec for host names refused ours before anything was asked."""
    return isinstance(error, UnicodeError) and not isinstance(error, UnicodeDecodeError)


def _why(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return said(error.strerror)
    return said(error) or type(error).__name__


def refused(server: Server, words: object) -> ServerRefused:
    """The sentence for a command that was answered with no."""
    text = str(words)
    return ServerRefused(
        _("{server} refused what we asked for: {said}.").format(
            server=address(server), said=said(text).rstrip(".")
        ),
        passing=_passes(text),
    )


def _passes(words: str) -> bool:
    """Whether what a server says to a command may be otherwise the next time."""
    loud = words.upper()
    if any(code in loud for code in _FINAL):
        return False
    return any(word in loud for word in (*_PASSING, *_PASSING_WORDS))


def full(words: str) -> bool:
    """Whether the server says that there is no room left (RFC 9208, RFC 5530)."""
    loud = words.upper()
    return "[OVERQUOTA]" in loud or "QUOTA" in loud or "MAILBOX IS FULL" in loud


def sign_in_refused(server: Server, words: str, secrets: tuple[str, ...]) -> ServerError:
    """The sentence for a refused password; `secrets` that the server repeats are left out."""
    if _passes(words):
        return Unreachable(
            _(
                "{server} cannot sign anybody in at the moment. Nothing is wrong with the settings."
            ).format(server=address(server))
        )
    if server.auth is Auth.OAUTH2:
        return token_refused(server)
    quote = "" if any(secret and secret in words for secret in secrets) else said(words)
    return SignInRefused(
        _(
            "{server} did not accept the user name {user} with its password ({said}). Correct "
            "the one in the settings or the other where it is kept; some providers want an app "
            "password."
        ).format(server=address(server), user=server.user, said=quote or "NO")
    )


def address(server: Server) -> str:
    """The server as the owner knows it from the settings."""
    return f"{server.host}:{server.port}"
