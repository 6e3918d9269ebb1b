"""The profile's folder and files: for the owner's eyes only."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from shopdesk.domain.errors import ConfigError, DiskFull, RecordsError
from shopdesk.words import _

FOLDER_MODE = 0o700
FILE_MODE = 0o600
OTHERS = 0o077
"""Bits of a file's mode that let anybody but the owner at it."""
COMPANIONS = ("-wal", "-shm")
"""What SQLite appends to the name of the files that it keeps beside a database."""


def private_folder(path: Path) -> None:
    """Make the folder, mode 0700 whatever the umask; an existing one is tightened.

    Raises `ConfigError` for a folder that is not ours alone to tighten (the home itself, or a
    shared one such as /tmp), and `RecordsError` when the system refuses.
    """
    try:
        if not path.is_dir():
            path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        elif _is_shared(path):
            raise ConfigError(
                _("{path} cannot be a profile: name a folder of its own for it.").format(path=path)
            )
        _tighten(path, FOLDER_MODE)
    except OSError as error:
        raise refused(error, path) from error


def private_file(path: Path) -> None:
    """Make the file, empty and mode 0600 whatever the umask; an existing one is tightened.

    SQLite gives its companion files the mode of the database, so that they follow.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
        _tighten(path, FILE_MODE)
        for companion in COMPANIONS:
            beside = path.with_name(path.name + companion)
            if beside.exists():
                _tighten(beside, FILE_MODE)
    except OSError as error:
        raise refused(error, path) from error


def refused(error: OSError, path: Path) -> RecordsError:
    """The system's refusal as a sentence for the owner."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_room(path)
    return RecordsError(
        _("{path} cannot be used: {why}. Check that it is yours and may be written.").format(
            path=path, why=error.strerror or error
        )
    )


def no_room(path: Path) -> DiskFull:
    """The disk is full."""
    return DiskFull(
        _(
            "There is no room left on the disk for {path}. Nothing was half written: "
            "free some space, then try again."
        ).format(path=path)
    )


def _is_shared(path: Path) -> bool:
    return bool(path.stat().st_mode & stat.S_ISVTX) or path.resolve() == Path.home().resolve()


def _tighten(path: Path, mode: int) -> None:
    # Windows has no such modes, and says so by ignoring them.
    if stat.S_IMODE(path.stat().st_mode) != mode and os.name == "posix":
        path.chmod(mode)
