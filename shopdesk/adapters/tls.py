"""TLS as we speak it to mail servers, and what the owner hears when a certificate is refused."""

from __future__ import annotations

import ipaddress
import ssl

from shopdesk.domain.errors import CertificateRefused
from shopdesk.words import _

# OpenSSL's X509_V_ERR_* numbers, see x509_verify_cert_error_string(3)
_NOT_YET_VALID = 9
_EXPIRED = 10
_UNKNOWN_AUTHORITY = frozenset({18, 19, 20, 21})
_WRONG_NAME = frozenset({62, 64})


def context(ca_file: str | None) -> ssl.SSLContext:
    """TLS 1.2 or newer; the certificate and its name are checked.

    The system's authorities are trusted, and those in the PEM file `ca_file`. Reads files: some
    milliseconds. Raises `CertificateRefused` when `ca_file` cannot be used.
    """
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is None:
        return made
    try:
        made.load_verify_locations(cafile=ca_file)
    except ssl.SSLError as error:
        raise CertificateRefused(
            _("{file} holds no certificate in PEM form. Correct `ca_file` in the settings.").format(
                file=ca_file
            )
        ) from error
    except OSError as error:
        raise CertificateRefused(
            _("{file} cannot be read ({why}). Correct `ca_file` in the settings.").format(
                file=ca_file, why=error.strerror
            )
        ) from error
    return made


def certificate_sentence(error: ssl.SSLCertVerificationError, host: str, port: int) -> str:
    """What is wrong with the server's certificate, and what to do about it."""
    code = error.verify_code
    if code == _EXPIRED:
        sentence = _(
            "The certificate of {server} has expired, so we did not sign in. If the date of this "
            "computer is right, ask the mail provider to renew it."
        )
    elif code == _NOT_YET_VALID:
        sentence = _(
            "The certificate of {server} is not valid yet, so we did not sign in. Check the date "
            "of this computer, then ask the mail provider."
        )
    elif code in _WRONG_NAME:
        sentence = _(
            "The certificate of {server} is for another name, so we did not sign in. Put the host "
            "name that the mail provider gives into the settings."
        )
    elif code in _UNKNOWN_AUTHORITY:
        sentence = _(
            "Nobody whom this computer trusts has signed the certificate of {server}, so we did "
            "not sign in. For a server of your own, name its authority's PEM file as `ca_file`; "
            "otherwise ask the mail provider."
        )
    else:
        sentence = _(
            "The certificate of {server} is not to be trusted ({why}), so we did not sign in. Ask "
            "the mail provider."
        )
    return sentence.format(server=f"{host}:{port}", why=error.verify_message)


def loopback(host: str) -> bool:
    """Whether the host is this very machine: the only one we ever speak to in the clear."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
