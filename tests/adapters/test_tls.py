"""What is trusted, and the sentences for what is not; the SMTP and IMAP tests show it at work."""

import datetime as dt
import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from shopdesk.adapters.tls import certificate_sentence, context, loopback
from shopdesk.domain.errors import CertificateRefused
from tests.servers.certs import Authority
from tests.servers.ports import LOOPBACK


def test_certificates_and_names_are_always_checked(tmp_path: Path) -> None:
    for made in (context(None), context(str(Authority(tmp_path).ca_pem))):
        assert made.verify_mode is ssl.CERT_REQUIRED
        assert made.check_hostname
        assert made.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_the_systems_authorities_stay_trusted_beside_our_own(tmp_path: Path) -> None:
    own = context(str(Authority(tmp_path).ca_pem))
    assert len(own.get_ca_certs()) == len(context(None).get_ca_certs()) + 1


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"\xff" * 100])
def test_an_authority_file_that_is_none(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CertificateRefused, match="`ca_file`") as caught:
        context(str(file))
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "until", "trusted", "words"),
    [
        ("localhost", dt.datetime(2024, 1, 1, tzinfo=dt.UTC), True, "has expired"),
        ("localhost", dt.datetime(2199, 1, 31, tzinfo=dt.UTC), True, "is not valid yet"),
        ("elsewhere.test", None, True, "is for another name"),
        ("localhost", None, False, "Nobody whom this computer trusts"),
    ],
)
def test_each_refusal_has_its_own_sentence(
    tmp_path: Path, name: str, until: dt.datetime | None, trusted: bool, words: str
) -> None:
    authority = Authority(tmp_path)
    certificate = authority.issue(name, until=until)
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(certificate.chain, certificate.key)

    def serve(listener: socket.socket) -> None:
        connection, _peer = listener.accept()
        with connection, suppress(OSError):
            shown.wrap_socket(connection, server_side=True).close()

    trust = context(str(authority.ca_pem) if trusted else None)
    with socket.create_server((LOOPBACK, 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        with (
            socket.create_connection(listener.getsockname(), timeout=10) as connection,
            pytest.raises(ssl.SSLCertVerificationError) as caught,
        ):
            trust.wrap_socket(connection, server_hostname="localhost")
        thread.join(10)
    sentence = certificate_sentence(caught.value, "localhost", 993)
    assert words in sentence
    assert "localhost:993" in sentence


def test_any_other_refusal_is_shown_as_openssl_says_it() -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_code, error.verify_message = 23, "certificate revoked"
    assert "certificate revoked" in certificate_sentence(error, "mail.shop.test", 465)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost.shop.test", False),
        ("127.0.0.1.shop.test", False),
        ("0.0.0.0", False),
        ("192.0.2.1", False),
        ("", False),
    ],
)
def test_what_this_machine_is_called(host: str, here: bool) -> None:
    assert loopback(host) is here
