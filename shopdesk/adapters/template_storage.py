"""A TinyDB storage that a crash cannot break: it writes a new file, then renames it."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tinydb import Storage

from shopdesk.adapters.child import WINDOWS

Tables = dict[str, dict[str, Any]]


class NoTables(ValueError):
    """The file is JSON and yet not what TinyDB writes."""


class AtomicStorage(Storage):
    """UTF-8 JSON, indented, keys sorted, so that the owner can read it and compare two versions."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist."""
        self._path = path
        self._unwritten: Tables | None = None

    def read(self) -> Tables | None:
        """All tables, those that are not written yet included; None when there is no file.

        Raises `json.JSONDecodeError`, `UnicodeDecodeError`, `NoTables` and `OSError`.
        """
        if self._unwritten is not None:
            return self._unwritten
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        return parsed(content)

    def write(self, data: Tables) -> None:
        """Remember what the file is to hold; `close` writes it, so that several changes are one."""
        self._unwritten = data

    def forget(self) -> None:
        """Leave the file as it is."""
        self._unwritten = None

    def close(self) -> None:
        """Replace the file if there is something new, which is then on the disk.

        Raises `OSError`.
        """
        if self._unwritten is not None:
            self._replace(self._unwritten)
            self._unwritten = None

    def _replace(self, data: Tables) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        # mkstemp gives mode 0600, and so has the file afterwards
        handle, name = tempfile.mkstemp(".tmp", _prefix(self._path), self._path.parent)
        beside = Path(name)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(self._path.parent)


def parsed(content: bytes) -> Tables:
    """The tables in a file's bytes; raises as `AtomicStorage.read`."""
    try:
        data = json.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise NoTables from error
    if not (isinstance(data, dict) and all(_is_table(table) for table in data.values())):
        raise NoTables
    return data


def sweep(path: Path) -> None:
    """Remove what a writer that was killed left beside `path`. Nobody may be writing meanwhile."""
    for stray in path.parent.glob(f"{_prefix(path)}*.tmp"):
        stray.unlink(missing_ok=True)


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        number.isdecimal() and isinstance(document, dict) for number, document in table.items()
    )


def _prefix(path: Path) -> str:
    return f".{path.name}-"


def _sync_folder(folder: Path) -> None:
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
