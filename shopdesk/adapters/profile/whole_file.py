"""A file of the profile's that is there whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from shopdesk.adapters.child import WINDOWS


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in place of the file's, on the disk when this returns; mode 0600.

    A link is followed: what it leads to is replaced. Raises `OSError`; the file is as it was then.
    """
    path = path.resolve()
    # mkstemp gives mode 0600, and so has the file afterwards
    handle, name = tempfile.mkstemp(".tmp", temporary_prefix(path), path.parent)
    beside = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def temporary_prefix(path: Path) -> str:
    """What the names begin with of the files that become this one; `.tmp` is their end."""
    return f".{path.name}-"


def _sync_folder(folder: Path) -> None:
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
