"""How instants, durations, bytes and lists are written into columns, and read back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """An aware instant as whole milliseconds since 1970, UTC."""
    return (at - _EPOCH) // _MILLISECOND


def instant(ms: int) -> datetime:
    """The instant, aware, UTC."""
    return _EPOCH + ms * _MILLISECOND


def duration_ms(duration: timedelta) -> int:
    """A duration as whole milliseconds."""
    return duration // _MILLISECOND


def duration(ms: int) -> timedelta:
    """The duration of so many milliseconds."""
    return ms * _MILLISECOND


def packed(raw: bytes) -> bytes:
    """A mail's bytes, smaller. The fastest level: on base64 the others gain next to nothing."""
    return zlib.compress(raw, 1)


def unpacked(data: bytes) -> bytes:
    """A mail's bytes."""
    return zlib.decompress(data)


def listed(values: Sequence[str] | Sequence[int]) -> str:
    """As a JSON list, for `json_each`: any number of values, where SQLite limits parameters."""
    return json.dumps(list(values))
