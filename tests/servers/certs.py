"""A certificate authority for one test run, and the certificates it signs."""

import datetime
import itertools
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """A server's certificate and its private key, as PEM files."""

    chain: Path
    """The certificate, then the certificates up to the authority."""

    key: Path
    """The private key, without a passphrase."""


class Authority:
    """Signs certificates; clients that were given `ca_pem` accept them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ca = trustme.CA()
        self._serials = itertools.count(1)
        self.ca_pem = folder / "ca.pem"
        """The authority's own certificate, the one that clients must trust."""
        self._ca.cert_pem.write_to_path(str(self.ca_pem))

    def issue(self, *names: str, until: datetime.datetime | None = None) -> Certificate:
        """Sign a certificate for host names or addresses, this machine's by default.

        `until` (aware) is the instant of expiry; one in the past makes an expired certificate.
        """
        since = until - datetime.timedelta(days=30) if until else None
        leaf = self._ca.issue_cert(
            *(names or ("localhost", "127.0.0.1")), not_before=since, not_after=until
        )
        stem = self._folder / f"server-{next(self._serials)}"
        made = Certificate(stem.with_suffix(".crt"), stem.with_suffix(".key"))
        made.chain.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
        made.key.write_bytes(leaf.private_key_pem.bytes())
        made.key.chmod(0o600)
        return made

    def client_context(self) -> ssl.SSLContext:
        """TLS as a careful client speaks it: this authority and the host name are checked."""
        return ssl.create_default_context(cafile=self.ca_pem)
