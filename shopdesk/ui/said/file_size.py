"""How large a file is, in words."""

from __future__ import annotations

from pathlib import Path

from shopdesk.words import _


def size_text(path: str) -> str:
    """`12 KiB`."""
    try:
        size = Path(path).expanduser().stat().st_size
    except OSError:
        return _("(not there)")
    return f"{size / 1024 / 1024:.1f} MiB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KiB"
