"""One backup: a zip file with the profile's files in it, and a page that says what it is.

Plain zip, so that the owner can open it without shopdesk.
"""

from __future__ import annotations

import errno
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from shopdesk.adapters.profile.folder import FILE_MODE, refused
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.shop.backup import Backup, Part
from shopdesk.ports.backup import Progress
from shopdesk.words import _

FILES: Mapping[Part, str] = {
    Part.RECORDS: "records.sqlite",
    Part.TEMPLATES: "templates.json",
    Part.SETTINGS: "config.toml",
}
"""The name of each part in the profile's folder, and in the backup."""
NAME = "shopdesk-%Y%m%dT%H%M%SZ.zip"
"""Of a backup's file, by the instant in UTC."""
FORMAT = 1
_PAGE = "backup.json"
_BLOCK = 1 << 20
_LEVEL = 1
"""Of compression: the next ones take twice the time for some hundredths."""
_NOT_OURS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError)


def write(
    target: Path, files: Mapping[Part, Path], made: datetime, messages: int, progress: Progress
) -> Backup:
    """Pack the files into a new zip file, mode 0600, and read it back; raises `RecordsError`."""
    whole = sum(file.stat().st_size for file in files.values())
    page = {
        "format": FORMAT,
        "made": f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "messages": messages,
    }
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        try:
            with os.fdopen(handle, "w+b") as raw:
                with zipfile.ZipFile(
                    raw, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL, strict_timestamps=False
                ) as packed:
                    packed.writestr(_PAGE, json.dumps(page, indent=2))
                    done = 0
                    for part, file in files.items():
                        done = _pack(packed, FILES[part], file, done, whole, progress)
                raw.flush()
                os.fsync(raw.fileno())
                _read_back(raw.fileno(), target)
            _name(beside, target)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError as error:
        raise RecordsError(
            _("There is a file {file} already; name another one.").format(file=target)
        ) from error
    except OSError as error:
        raise refused(error, target) from error
    return look(target)


def look(path: Path) -> Backup:
    """What a backup's file says of itself; one that cannot be used says why."""
    name, size = str(path), 0
    try:
        size = path.stat().st_size
        with zipfile.ZipFile(path) as packed:
            page = json.loads(packed.read(_PAGE))
            made = datetime.fromisoformat(page["made"])
            if page["format"] > FORMAT:
                return Backup(name, made, size, (), 0, _("a newer shopdesk made it"))
            inside = set(packed.namelist())
            parts = tuple(part for part, file in FILES.items() if file in inside)
            return Backup(name, made, size, parts, int(page["messages"]))
    except OSError as error:
        return Backup(name, _dated(path), size, (), 0, error.strerror or str(error))
    except _NOT_OURS:
        return Backup(name, _dated(path), size, (), 0, _("it is no backup, or a damaged one"))


def unpack(path: Path, parts: tuple[Part, ...], folder: Path, progress: Progress) -> None:
    """Write the parts' files into the folder, each byte checked; raises `RecordsError`."""
    try:
        with zipfile.ZipFile(path) as packed:
            wanted = [packed.getinfo(FILES[part]) for part in parts]
            whole = sum(one.file_size for one in wanted)
            done = 0
            for one in wanted:
                done = _unpack(packed, one, folder / one.filename, done, whole, progress)
    except OSError as error:
        raise refused(error, Path(error.filename or folder)) from error
    except _NOT_OURS as error:
        raise unusable(path) from error


def unpacked_size(path: Path) -> int:
    """Bytes that its files take."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(one.file_size for one in packed.infolist())
    except OSError as error:
        raise refused(error, path) from error
    except _NOT_OURS as error:
        raise unusable(path) from error


def unusable(path: Path) -> RecordsError:
    """The sentence for what is no backup."""
    return RecordsError(
        _(
            "{file} is no backup of shopdesk, or a damaged one; nothing was changed. "
            "`shopdesk restore --list` shows the others."
        ).format(file=path)
    )


def _pack(
    packed: zipfile.ZipFile, name: str, file: Path, done: int, whole: int, progress: Progress
) -> int:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = FILE_MODE << 16
    with file.open("rb") as source, packed.open(entry, "w", force_zip64=True) as sink:
        while block := source.read(_BLOCK):
            sink.write(block)
            done += len(block)
            progress(done / max(whole, 1))
    return done


def _unpack(
    packed: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    done: int,
    whole: int,
    progress: Progress,
) -> int:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(handle, "wb") as sink, packed.open(entry) as source:
        while block := source.read(_BLOCK):
            sink.write(block)
            done += len(block)
            progress(done / max(whole, 1))
        sink.flush()
        os.fsync(sink.fileno())
    return done


def _read_back(handle: int, target: Path) -> None:
    """What was written can be read and adds up."""
    with os.fdopen(os.dup(handle), "rb") as again, zipfile.ZipFile(again) as packed:
        if packed.testzip() is not None:
            raise RecordsError(
                _("{file} could not be read back as it was written. Check the disk.").format(
                    file=target
                )
            )


def _name(beside: Path, target: Path) -> None:
    """Give it its name, never over another file's."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError as error:
        # a file system without links, as on a memory stick
        if target.exists():
            raise FileExistsError(errno.EEXIST, "", str(target)) from error
        beside.rename(target)


def _dated(path: Path) -> datetime:
    """When it was made, by its name or else by the file system."""
    try:
        return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
    except ValueError:
        pass
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)
