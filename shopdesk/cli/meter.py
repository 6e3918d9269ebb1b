"""A line that says that work goes on, where somebody looks on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(what: str) -> Iterator[None]:
    """Stands on a terminal's last line as long as the work goes on, and leaves nothing there."""
    seen = sys.stderr.isatty()
    if seen:
        print(f"{what} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        if seen:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
