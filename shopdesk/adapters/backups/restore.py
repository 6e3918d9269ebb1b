"""Puts a backup in the place of the profile's files; what was there is kept aside.

Everything is unpacked and checked in the folder `restoring` first. Then a file `ready` is written
into it, and from there on the exchange goes forward: killed in its middle, it is brought to its
end by the next start.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from shopdesk.adapters.backups import copy as backup_copy
from shopdesk.adapters.backups import file as backup_file
from shopdesk.adapters.backups.file import FILES
from shopdesk.adapters.profile.folder import COMPANIONS, FILE_MODE, no_room, private_folder, refused
from shopdesk.adapters.profile.whole_file import replace_file
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.migrations import migrate, steps
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.errors import Damaged, RecordsError
from shopdesk.domain.shop.backup import Backup, Part, PutBack
from shopdesk.ports.backup import Progress
from shopdesk.words import _

RESTORING = "restoring"
ASIDE = "aside"
"""Folder of what was replaced, in folders named by the instant."""
_READY = "ready"
_SPARE = 32 << 20
_OTHERS_S = 1.0
_UNPACKING = 0.8


class ProfileRestores:
    """For a profile's folder; nobody may have its files open meanwhile."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._staged = profile / RESTORING

    def put_back(
        self, backup: Backup, parts: Sequence[Part], at: datetime, progress: Progress
    ) -> PutBack:
        """Check the backup, keep aside what is there, and put the parts in its place."""
        file = Path(backup.name)
        chosen = tuple(part for part in Part if part in parts and part in backup.parts)
        if not chosen or backup.trouble:
            raise backup_file.unusable(file)
        private_folder(self._profile)
        with self._alone():
            self._finish()
            try:
                private_folder(self._staged)
                self._need_room(file)
                backup_file.unpack(
                    file, chosen, self._staged, lambda part: progress(part * _UNPACKING)
                )
                unsure = self._prepare(file) if Part.RECORDS in chosen else 0
                name = f"{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
                _nobody_else(self._profile / FILES[Part.RECORDS])
                replace_file(self._staged / _READY, json.dumps({"aside": name}).encode())
            except OSError as error:
                shutil.rmtree(self._staged, ignore_errors=True)
                raise refused(error, self._staged) from error
            except BaseException:
                shutil.rmtree(self._staged, ignore_errors=True)
                raise
            aside = self._finish()
            progress(1.0)
        return PutBack(backup, chosen, str(aside) if aside else "", unsure)

    def finish(self) -> Path | None:
        """Bring an exchange to its end in the middle of which somebody was killed.

        Returns the folder with what was replaced, None where nothing was left to do. Raises
        `RecordsError` while a restore goes on elsewhere.
        """
        if not self._staged.exists():
            return None
        with self._alone():
            return self._finish()

    def _prepare(self, file: Path) -> int:
        """The records are sound, of the present version, and send nothing twice."""
        records = self._staged / FILES[Part.RECORDS]
        try:
            backup_copy.checked(records)
            database = Database(records)
        except Damaged as error:
            raise backup_file.unusable(file) from error
        try:
            migrate(database, steps())
            return _doubt(database)
        finally:
            database.close()

    def _finish(self) -> Path | None:
        """Exchange what lies ready; what does not is thrown away."""
        ready = self._staged / _READY
        try:
            if not ready.exists():
                shutil.rmtree(self._staged, ignore_errors=True)
                return None
            aside = self._profile / ASIDE / _read(ready)["aside"]
            for name in FILES.values():
                if (self._staged / name).exists():
                    self._exchange(name, aside)
            _sync(self._profile)
            shutil.rmtree(self._staged)
        except OSError as error:
            raise refused(error, self._profile) from error
        return aside if aside.exists() else None

    def _exchange(self, name: str, aside: Path) -> None:
        """The old file goes with its companions, before the new one can be taken for theirs."""
        for there in (self._profile / f"{name}{suffix}" for suffix in ("", *COMPANIONS)):
            if there.exists() or there.is_symlink():
                private_folder(aside.parent)
                private_folder(aside)
                there.rename(aside / there.name)
        _sync(self._profile)
        (self._staged / name).rename(self._profile / name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self._profile / "restore.lock", timeout=0, mode=FILE_MODE)
        try:
            lock.acquire()
        except Timeout as error:
            raise RecordsError(
                _("A backup is being put back just now; try again when that is done.")
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _need_room(self, file: Path) -> None:
        if shutil.disk_usage(self._staged).free < backup_file.unpacked_size(file) + _SPARE:
            raise no_room(self._staged)


def _nobody_else(records: Path) -> None:
    """Raises `RecordsError` while another program has the records open."""
    if not records.exists():
        return
    try:
        with closing(sqlite3.connect(records, timeout=_OTHERS_S, isolation_level=None)) as alone:
            # in this mode it is had alone or not at all; a damaged file stays as it is
            alone.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            alone.execute("BEGIN IMMEDIATE")
            alone.execute("ROLLBACK")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise RecordsError(
                _("Another shopdesk has {file} open. Close it, then try again.").format(
                    file=records
                )
            ) from error
        # damaged: that is why somebody restores


def _doubt(database: Database) -> int:
    """Replies that waited when the backup was made may have left since then: look before sending.

    Their stage says just that: what is found so at a start is looked for in Sent, or the owner
    asked.
    """
    waiting = [stage.value for stage in Stage if stage.value in ("queued", "calling")]
    return database.execute(
        "UPDATE outbox SET stage = ? WHERE stage IN (SELECT value FROM json_each(?))",
        Stage.SENDING,
        json.dumps(waiting),
    ).rowcount


def _read(ready: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ready.read_text("utf-8"))
    return found


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
