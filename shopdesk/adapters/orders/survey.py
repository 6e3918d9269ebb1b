"""One pass over a file before it is read: its digest, and in which charset it is written."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shopdesk.adapters.mime import charset
from shopdesk.domain.errors import FileTrouble
from shopdesk.words import _

_CHUNK = 1 << 20
_SAMPLE = 200_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BEYOND_ASCII = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_KANA = re.compile("[\u3041-\u30ff]")
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a file before its first row."""

    digest: str
    """SHA-256 in hex."""
    size: int
    """Bytes."""
    modified: datetime
    """UTC, whole milliseconds."""
    encoding: str
    """As Python calls it."""
    is_zip: bool
    """As spreadsheets are."""
    doubtful: bool
    """The charset is a guess from how letters lie in words."""


def survey(file: Path) -> Survey:
    """Raises `FileTrouble`."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    head, strange, whole, size = b"", bytearray(), True, 0
    try:
        with file.open("rb") as source:
            status = file.stat()
            while chunk := source.read(_CHUNK):
                head = head or chunk
                size += len(chunk)
                digest.update(chunk)
                whole = whole and _decodes(decoder, chunk)
                if len(strange) < _SAMPLE and not chunk.isascii():
                    for line in _BEYOND_ASCII.findall(chunk):
                        strange += line[:2000]
                        if len(strange) >= _SAMPLE:
                            break
    except OSError as error:
        raise FileTrouble(
            _("{file} cannot be read: {why}.").format(file=file, why=error.strerror or error)
        ) from error
    whole = whole and _decodes(decoder, b"", final=True)
    encoding, doubtful = _encoding(head, bytes(strange), whole=whole)
    modified = datetime.fromtimestamp(status.st_mtime_ns // 1_000_000 / 1000, UTC)
    is_zip = head.startswith(ZIP)
    return Survey(digest.hexdigest(), size, modified, encoding, is_zip, doubtful and not is_zip)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(head: bytes, strange: bytes, *, whole: bool) -> tuple[str, bool]:
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, False
    if (wide := _wide(head[:4000])) is not None:
        return wide, False
    if whole:
        return "utf-8", False
    letters = sum(1 for byte in strange if byte > 0x7F)
    told = sum(len(found) for found in _UTF8.findall(strange))
    if letters and told >= 0.9 * letters:
        # a file that was cut, or patched by a careless program
        return "utf-8", True
    try:
        text = strange.decode("cp932")
    except UnicodeDecodeError:
        text = ""
    if text and len(_KANA.findall(text)) * 4 > letters // 2:
        return "cp932", True
    return charset.guess(strange), True


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of ASCII is zero."""
    if len(head) < 4:
        return None
    even, odd = head[::2], head[1::2]
    if odd.count(0) > len(odd) * 0.4 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.4 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return None
