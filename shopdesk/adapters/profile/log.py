"""The log in the profile: what happened when, for whoever looks for a fault.

It never holds what customers wrote, addresses of theirs, subjects, or secrets. So nothing that
came from outside is written into it: lines are made of our own words, of numbers and of the shop's
own names, and of an error only its kind and where in the program it arose. What an error says of
itself may quote a mail.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import IO, TypeAlias, cast

from shopdesk.adapters.profile.folder import FILE_MODE

NAME = "shopdesk.log"
LEVEL_IN = "SHOPDESK_LOG"
"""Environment variable: `debug`, `info`, `warning`, `error`."""
MOST_BYTES = 1 << 20
KEPT = 3
"""Older files beside it: `shopdesk.log.1` is the newest."""
_LINE = "%(asctime)s.%(msecs)03dZ %(levelname)-7s %(process)d %(threadName)s %(name)s: %(message)s"

_ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]


def begin_log(folder: Path) -> None:
    """Write shopdesk's log into the folder from now on, and nowhere else.

    Where that is impossible there is no log: it is not worth a refusal.
    """
    end_log()
    ours = logging.getLogger("shopdesk")
    ours.setLevel(_level())
    ours.propagate = False
    try:
        handler = _OwnersFile(
            folder / NAME, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(_Discreet(_LINE, "%Y-%m-%dT%H:%M:%S"))
    ours.addHandler(handler)


def end_log() -> None:
    """Write no more."""
    ours = logging.getLogger("shopdesk")
    for handler in tuple(ours.handlers):
        ours.removeHandler(handler)
        handler.close()
    # without one, logging would print warnings over the screen: ours, and those of libraries, which
    # may quote a mail
    for logger in (ours, logging.getLogger()):
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _level() -> int:
    named = os.environ.get(LEVEL_IN, "").upper()
    return logging.getLevelNamesMapping().get(named, logging.INFO)


class _OwnersFile(RotatingFileHandler):
    """Mode 0600; a full disk is no reason to say anything on the screen."""

    def _open(self) -> IO[str]:  # type: ignore[override]
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE)
        if os.name == "posix":
            os.fchmod(handle, FILE_MODE)
        return cast(IO[str], os.fdopen(handle, "a", encoding=self.encoding))

    def handleError(self, record: logging.LogRecord) -> None:
        del record


class _Discreet(logging.Formatter):
    """Of errors their kind and place, never what they say."""

    converter = staticmethod(time.gmtime)

    def formatException(self, ei: object) -> str:
        _kind, error, _trace = cast(_ExcInfo, ei)
        return "\n".join(_told(error))


def _told(error: BaseException) -> Iterator[str]:
    """The chain of causes, the first one in front."""
    chain = [error]
    while (cause := _cause(chain[-1])) is not None and cause not in chain:
        chain.append(cause)
    for one in reversed(chain):
        for frame in extract_tb(one.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        yield f"{type(one).__module__}.{type(one).__qualname__}"


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)
