"""What runs in the process of its own: reads stretches from its input until that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from shopdesk.adapters.cache import pipe
from shopdesk.adapters.cache.shelf import Shelf
from shopdesk.domain.errors import RecordsError

POLITE = 5
"""How much the screen and the server go before us when the processor is short."""


def main(cache: str, records: str) -> None:
    """Answer each line with one line."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(POLITE)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        shelf = Shelf(Path(cache), Path(records))
        while (said := pipe.receive(source)) is not None:
            if "mails" not in said:
                pipe.send(answers, {"more": shelf.index_records()})
                continue
            unread = shelf.shelve(pipe.stretch_of(said, source))
            pipe.send(answers, pipe.unread_line(unread))
    except RecordsError as error:
        pipe.send(answers, {"error": str(error)})
