"""RFC 2047 encoded words, read as generously as people's mail programs write them."""

from __future__ import annotations

import binascii
import re

from shopdesk.adapters.mime.charset import decode, is_charset
from shopdesk.adapters.mime.transfer import base64_bytes

_WORD = re.compile(
    r"=\?([^?\s]{0,60})\?([bBqQ])\?((?:[^=?]|=(?!\?(?!=))|\?(?!=))*)(?:\?=|\??\Z)", re.DOTALL
)
"""Blanks and question marks may stand in the text, and the last word may be cut off.

No match runs past the start of the next word, which keeps the time linear.
"""


def decode_words(value: str) -> str:
    """The value with its encoded words decoded; everything else is left as it is."""
    if "=?" not in value:
        return value
    out: list[str] = []
    run: list[bytes] = []
    charset, done = "", 0
    for word in _WORD.finditer(value):
        between, data = value[done : word.start()], _bytes(word)
        if data is None:
            continue
        named = word[1].split("*")[0].lower()
        if run and (named != charset or between.strip()):
            out.append(decode(b"".join(run), charset))
            run.clear()
        if between.strip() or not done:
            out.append(between)
        run.append(data)
        charset, done = named, word.end()
    out.append(decode(b"".join(run), charset))
    return "".join((*out, value[done:]))


def _bytes(word: re.Match[str]) -> bytes | None:
    """What the word encodes; None when it only looks like one."""
    text, finished = word[3], word[0].endswith("?=")
    if not finished and not is_charset(word[1].split("*")[0]):
        return None
    if word[2] in "bB":
        return base64_bytes(text.encode("ascii", "replace")) or (None if text.strip() else b"")
    return binascii.a2b_qp(text.encode("utf-8", "replace"), header=True)
