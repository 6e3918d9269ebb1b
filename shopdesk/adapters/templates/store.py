"""The owner's templates in a TinyDB file, which the owner may edit by hand meanwhile."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from shopdesk.adapters.profile.folder import FILE_MODE, FOLDER_MODE, refused
from shopdesk.adapters.templates.document import (
    WrongDocument,
    as_document,
    as_template,
    used_text,
)
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import RecordsError, TemplateError
from shopdesk.words import _

if TYPE_CHECKING:
    from tinydb.table import Table

TABLE = "templates"
"""The table's name in the file."""
_LOCK_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class _Copy:
    """The templates as they were read."""

    mark: tuple[int, int, int]
    """Modification time in ns, size and inode of the file that they were read from."""
    templates: tuple[Template, ...]
    """In the order of their ids."""


class TinyTemplates:
    """Templates in the file at `path`; may be used from several threads and processes.

    A write takes some milliseconds, most of them waiting for the disk. Beside `TemplateError`, for
    a broken file, every method raises `RecordsError` when the system refuses.
    """

    def __init__(self, path: Path, starter: Callable[[], Sequence[Template]]) -> None:
        """`starter` is asked for the first templates when there is no file."""
        # a link stays a link: it is its target that is replaced
        self._path = path.resolve()
        self._starter = starter
        self._lock = FileLock(f"{self._path}.lock", timeout=_LOCK_TIMEOUT_S, mode=FILE_MODE)
        self._copy: _Copy | None = None
        with self._writing():
            from shopdesk.adapters.templates.storage import sweep

            sweep(self._path)

    def all(self) -> tuple[Template, ...]:
        """Every template in the order of their ids; raises `TemplateError` for a broken file.

        The broken file stays where it is until the owner mends it, and a copy of it is kept beside
        it. Nothing is written over it.
        """
        mark = self._mark()
        if mark is None:
            self._start()
            mark = self._mark()
        copy = self._copy
        if copy is None or copy.mark != mark:
            copy = self._copy = _Copy(mark or (0, 0, 0), self._read())
        return copy.templates

    def put(self, *templates: Template) -> None:
        """Add each, or replace the one with its id: all of them or none."""
        from tinydb import where

        documents = [as_document(template) for template in templates]
        with self._writing():
            self.all()
            with self._table() as table:
                for document in documents:
                    table.upsert(document, where("id") == document["id"])

    def remove(self, id: str) -> Template | None:
        """Take one out; what was there, None when nothing was."""
        from tinydb import where

        with self._writing():
            there = next((template for template in self.all() if template.id == id), None)
            if there is not None:
                with self._table() as table:
                    table.remove(where("id") == id)
            return there

    def used(self, id: str, at: datetime) -> None:
        """Count one use; of a template that is gone, nothing."""
        from tinydb import where

        def count(entry: MutableMapping[Any, Any]) -> None:
            entry["uses"] = entry.get("uses", 0) + 1
            entry["used"] = used_text(at)

        with self._writing():
            if all(known.id != id for known in self.all()):
                return
            with self._table() as table:
                table.update(count, where("id") == id)

    def _start(self) -> None:
        with self._writing():
            # another process may have come first
            if self._mark() is not None:
                return
            documents = [as_document(template) for template in self._starter()]
            with self._table() as table:
                table.insert_multiple(documents)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            with self._lock:
                yield
        except Timeout as error:
            raise RecordsError(
                _("Another program holds {file}. Close it, then try again.").format(file=self._path)
            ) from error
        except OSError as error:
            raise refused(error, self._path) from error

    @contextmanager
    def _table(self) -> Iterator[Table]:
        # opened afresh each time: TinyDB remembers numbers that another process has used since
        from tinydb import TinyDB

        from shopdesk.adapters.templates.storage import AtomicStorage

        storage = AtomicStorage(self._path)
        database = TinyDB(storage=lambda: storage)
        try:
            yield database.table(TABLE)
        except BaseException:
            storage.forget()
            raise
        database.close()

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise refused(error, self._path) from error
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> tuple[Template, ...]:
        from shopdesk.adapters.templates.storage import NoTables

        try:
            with self._table() as table:
                found = sorted((as_template(entry) for entry in table), key=lambda t: t.id)
        except json.JSONDecodeError as error:
            raise self._broken(error.msg, (error.lineno, error.colno)) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start)
            column = error.start - error.object.rfind(b"\n", 0, error.start)
            raise self._broken(_("it is not UTF-8"), (line + 1, column)) from error
        except NoTables as error:
            raise self._broken(_("these are no templates")) from error
        except WrongDocument as error:
            raise self._broken(str(error)) from error
        except OSError as error:
            raise refused(error, self._path) from error
        for one, other in pairwise(found):
            if one.id == other.id:
                raise self._broken(_("two templates have the id {id}").format(id=one.id))
        return tuple(found)

    def _broken(self, why: str, position: tuple[int, int] | None = None) -> TemplateError:
        copy = self._keep_aside()
        if position:
            sentence = _(
                "The templates in {file} cannot be read: line {line}, column {column}: {why}. A "
                "copy is kept as {copy}. Mend the file, or move it away for the starter set."
            )
        else:
            sentence = _(
                "The templates in {file} cannot be read: {why}. A copy is kept as {copy}. Mend the "
                "file, or move it away for the starter set."
            )
        line, column = position or (0, 0)
        return TemplateError(
            sentence.format(file=self._path, line=line, column=column, why=why, copy=copy.name),
            why=why,
            line=line,
            column=column,
        )

    def _keep_aside(self) -> Path:
        """A copy of the file as it is now, made once for each broken content."""
        try:
            content = self._path.read_bytes()
            number = 1
            while True:
                copy = self._path.with_name(f"{self._path.name}.broken-{number}")
                try:
                    handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
                except FileExistsError:
                    if copy.read_bytes() == content:
                        return copy
                    number += 1
                    continue
                with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                    file.write(content)
                return copy
        except OSError as error:
            raise refused(error, self._path) from error
