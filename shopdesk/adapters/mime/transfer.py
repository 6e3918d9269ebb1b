"""Content-Transfer-Encoding undone, as far as it can be."""

from __future__ import annotations

import binascii
import re

from shopdesk.adapters.mime.uuencoded import decoded_lines

_NOT_BASE64 = bytes(
    c for c in range(256) if not (chr(c).isascii() and chr(c).isalnum()) and chr(c) not in "+/="
)
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\r\n]*\r?\n", re.MULTILINE)


def decoded(data: bytes, encoding: str) -> bytes:
    """The bytes that were sent. An unknown encoding is taken as none. Never raises."""
    match encoding.strip().lower():
        case "base64":
            return base64_bytes(data)
        case "quoted-printable":
            return binascii.a2b_qp(data)
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _uu_bytes(data)
    return data


def base64_bytes(data: bytes) -> bytes:
    """Base64 with foreign characters, line breaks or a missing end; stops at the padding."""
    pure = data.translate(None, _NOT_BASE64)
    end = pure.find(b"=")
    pure = pure if end < 0 else pure[:end]
    if len(pure) % 4 == 1:
        pure = pure[:-1]
    return binascii.a2b_base64(pure + b"=" * (-len(pure) % 4))


def _uu_bytes(data: bytes) -> bytes:
    begin = _UU_BEGIN.search(data)
    return b"".join(decoded_lines(data[begin.end() :])) if begin else data
