"""Files beside a reply's text: `multipart/mixed`."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote

_PLAIN_NAME = re.compile(r"[A-Za-z0-9 ._()+-]{1,60}")


def enclosed(
    text_fields: Sequence[tuple[str, str]], text: bytes, files: Sequence[tuple[str, bytes]]
) -> tuple[str, bytes]:
    """The value of Content-Type and the body of a mail with files.

    `files` are (name, content); a name's folders are left out.
    """
    parts = [_part(text_fields, text)]
    for name, content in files:
        encoded = base64.encodebytes(content).replace(b"\n", b"\r\n")
        parts.append(_part(_file_fields(PurePath(name).name), encoded))
    boundary = _boundary(parts)
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return f'multipart/mixed; boundary="{boundary}"', body


def _part(fields: Sequence[tuple[str, str]], content: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return head.encode("ascii") + b"\r\n" + content


def _file_fields(name: str) -> list[tuple[str, str]]:
    kind, coding = mimetypes.guess_type(name)
    if kind is None or coding is not None or kind.startswith(("text/", "message/", "multipart/")):
        kind = "application/octet-stream"
    return [
        ("Content-Type", kind),
        ("Content-Disposition", f"attachment; {_file_name(name)}"),
        ("Content-Transfer-Encoding", "base64"),
    ]


def _file_name(name: str) -> str:
    """RFC 2231 where the plain form cannot hold the name."""
    if _PLAIN_NAME.fullmatch(name):
        return f'filename="{name}"'
    return f"filename*=utf-8''{quote(name, safe='')[:700]}"


def _boundary(parts: Sequence[bytes]) -> str:
    """One that no part contains; the same mail gets the same one."""
    digest = sha256(b"".join(parts)).hexdigest()
    while any(digest.encode() in part for part in parts):
        digest = sha256(digest.encode()).hexdigest()
    return f"shopdesk-{digest[:32]}"
