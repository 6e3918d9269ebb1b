"""The profile's backups: zip files in its folder `backups`, made while shopdesk works."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from shopdesk.adapters.backups import copy as backup_copy
from shopdesk.adapters.backups import file as backup_file
from shopdesk.adapters.backups.file import FILES, NAME
from shopdesk.adapters.profile.folder import FILE_MODE, no_room, private_folder, refused
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.shop.backup import Backup, Part
from shopdesk.ports.backup import Progress
from shopdesk.words import _

FOLDER = "backups"
"""In the profile's folder."""
_MAKING = "making-"
_SPARE = 32 << 20
"""Bytes that a backup leaves free: the records come first."""
_COPYING = 0.3
"""The part of the time that copying takes; the rest is packing."""


class ProfileBackups:
    """Reads and writes them; any number of processes may."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._folder = profile / FOLDER

    def all(self) -> tuple[Backup, ...]:
        """The newest first; those that cannot be used say why."""
        try:
            files = sorted(self._folder.glob("*.zip"))
        except OSError as error:
            raise refused(error, self._folder) from error
        found = (backup_file.look(file) for file in files)
        return tuple(sorted(found, key=lambda b: (b.made, len(b.name), b.name), reverse=True))

    def one(self, file: Path) -> Backup:
        """A backup that lies anywhere, or by its name in the profile; raises for none."""
        path = file if file.exists() or file.name != str(file) else self._folder / file
        if not path.exists():
            raise RecordsError(
                _("There is no file {file}. `shopdesk restore --list` shows the backups.").format(
                    file=file
                )
            )
        return backup_file.look(path)

    def newest(self) -> Backup | None:
        """The newest that looks sound and holds records."""
        sound = (b for b in self.all() if not b.trouble and Part.RECORDS in b.parts)
        return next(sound, None)

    def make(self, at: datetime, progress: Progress) -> Backup:
        """Write one into the profile's own folder, and check it."""
        private_folder(self._folder)
        return self.make_as(self._folder, at, progress)

    def make_as(self, target: Path, at: datetime, progress: Progress) -> Backup:
        """Write one to a file that is not there yet, or into a folder; checks it."""
        if target.is_dir():
            target = _unused(target / at.astimezone(UTC).strftime(NAME))
        records = self._profile / FILES[Part.RECORDS]
        if not records.exists():
            raise RecordsError(
                _("There is no {file} yet: nothing to back up.").format(file=records)
            )
        private_folder(self._folder)
        try:
            with self._alone(), self._workshop() as workshop:
                self._need_room(records, target)
                return self._made(records, workshop / FILES[Part.RECORDS], target, at, progress)
        except OSError as error:
            raise refused(error, target) from error

    def remove(self, backup: Backup) -> None:
        """Delete one of the profile's own."""
        path = Path(backup.name)
        try:
            if path.parent == self._folder:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise refused(error, path) from error

    def _made(
        self, records: Path, copied: Path, target: Path, at: datetime, progress: Progress
    ) -> Backup:
        files = {Part.RECORDS: copied, **dict(self._beside())}
        messages = backup_copy.copy(records, copied, lambda part: progress(part * _COPYING))
        return backup_file.write(
            target,
            files,
            at,
            messages,
            lambda part: progress(_COPYING + part * (1 - _COPYING)),
        )

    def _beside(self) -> Iterator[tuple[Part, Path]]:
        """What there is besides the records."""
        for part in (Part.TEMPLATES, Part.SETTINGS):
            file = self._profile / FILES[part]
            if file.is_file():
                yield part, file

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self._folder / "making.lock", timeout=0, mode=FILE_MODE)
        try:
            lock.acquire()
        except Timeout as error:
            raise RecordsError(_("Another backup is being made just now.")) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _workshop(self) -> Iterator[Path]:
        """A folder for the copy; what an earlier one left that was killed goes first."""
        for stray in self._folder.glob(f"{_MAKING}*"):
            if stray.is_dir():
                shutil.rmtree(stray, ignore_errors=True)
        for stray in self._folder.glob(".*.tmp"):
            stray.unlink(missing_ok=True)
        folder = self._folder / f"{_MAKING}{os.getpid()}"
        private_folder(folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _need_room(self, records: Path, target: Path) -> None:
        """The copy and the file; the copy goes again."""
        log = records.with_name(f"{records.name}-wal")
        size = records.stat().st_size + (log.stat().st_size if log.exists() else 0)
        for folder in (self._folder, target.parent):
            if shutil.disk_usage(folder).free < size * 2 + _SPARE:
                raise no_room(target)


def _unused(path: Path) -> Path:
    """That name, or one beside it: there may be two of one second."""
    nth, found = 1, path
    while found.exists():
        nth += 1
        found = path.with_stem(f"{path.stem}-{nth}")
    return found
