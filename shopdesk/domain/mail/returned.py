"""What a returned mail says of the mail that came back: which one it was."""

from __future__ import annotations

import re

LOOKED_AT = 2 * 2**20
"""Bytes of a returned mail that are searched: the head of what came back is near its beginning."""

_QUOTED_HEAD = re.compile(
    rb"^[ \t>|*]*message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{1,500})>", re.I | re.M
)
_OURS = re.compile(rb"(?<![\w.-])(sd\.\d{1,18}\.[0-9a-f]{16}@[\w.-]{1,253})", re.I)


def returned_ids(raw: bytes) -> tuple[str, ...]:
    """Message-IDs that stand in it, without brackets: its own, and that of what came back.

    The head of a returned mail may be a part of its own, or just text below a line.
    """
    seen = raw[:LOOKED_AT]
    found = (*_QUOTED_HEAD.findall(seen), *_OURS.findall(seen))
    return tuple(dict.fromkeys(id.decode("ascii", "replace") for id in found))
