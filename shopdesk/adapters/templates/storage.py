"""A TinyDB storage that a crash cannot break: it writes a new file, then renames it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinydb import Storage

from shopdesk.adapters.profile.whole_file import replace_file, temporary_prefix

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
        replace_file(self._path, text.encode("utf-8"))


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
    for stray in path.parent.glob(f"{temporary_prefix(path)}*.tmp"):
        stray.unlink(missing_ok=True)


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        number.isdecimal() and isinstance(document, dict) for number, document in table.items()
    )
