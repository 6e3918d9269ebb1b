"""Addresses, compared."""

from __future__ import annotations

import unicodedata


def folded(address: str) -> str:
    """What addresses are compared by: letter case and Unicode form do not count."""
    return unicodedata.normalize("NFC", address.strip().casefold())
