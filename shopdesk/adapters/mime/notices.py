"""Parts that cannot be read, or were not checked: shown as what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shopdesk.words import _

_SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")


def locked(content_type: str, parameters: Mapping[str, str]) -> Iterator[str]:
    """A line in the place of a part that only its owner's key opens."""
    if content_type == "multipart/encrypted":
        yield _("[This mail is encrypted with {how}; it cannot be read here.]").format(how="PGP")
    elif content_type in _SMIME:
        if parameters.get("smime-type", "").lower() in ("signed-data", "certs-only"):
            yield _("[This mail is wrapped in an S/MIME signature; it cannot be read here.]")
        else:
            how = "S/MIME"
            yield _("[This mail is encrypted with {how}; it cannot be read here.]").format(how=how)


def signed(content_type: str, parameters: Mapping[str, str]) -> Iterator[str]:
    """That a mail has a signature, which nobody checked."""
    if content_type == "multipart/signed":
        pgp = "pgp" in parameters.get("protocol", "").lower()
        how = "PGP" if pgp else "S/MIME"
        yield _("Signed with {how}; the signature was not checked.").format(how=how)
