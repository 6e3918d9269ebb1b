"""The folder that exports are put into, and where they go from there."""

from __future__ import annotations

from pathlib import Path

from shopdesk.domain.errors import FileTrouble
from shopdesk.domain.plain import plain
from shopdesk.ports.order_files import Marked
from shopdesk.words import _

DONE, FAILED = "done", "failed"
_KINDS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})


class WatchedFolder:
    """Files that came in go to `done`, others to `failed` with a note beside them."""

    def __init__(self, path: Path) -> None:
        """It is made where it is not there."""
        self._path = path

    def waiting(self) -> tuple[Marked, ...]:
        """Raises `FileTrouble` when the folder cannot be read."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            found = [file for file in self._path.iterdir() if _is_export(file)]
            marks = [(file, file.stat()) for file in found]
        except FileNotFoundError:
            # one was moved away just now
            return ()
        except OSError as error:
            raise FileTrouble(
                _("The folder {path} cannot be read: {why}.").format(
                    path=self._path, why=error.strerror or error
                )
            ) from error
        return tuple(Marked(file, s.st_size, s.st_mtime_ns) for file, s in marks)

    def done(self, file: Path, note: str) -> None:
        """It came in; the note names refused rows."""
        self._put(file, DONE, note)

    def failed(self, file: Path, why: str) -> None:
        """It did not."""
        self._put(file, FAILED, why)

    def _put(self, file: Path, where: str, note: str) -> None:
        try:
            target = _free(self._path / where, file.name)
            file.rename(target)
            if note:
                beside = target.with_name(f"{target.name}.note.txt")
                beside.write_text(plain(note, lines=True) + "\n", "utf-8")
        except OSError as error:
            raise FileTrouble(
                _("{file} cannot be put away: {why}.").format(
                    file=file, why=error.strerror or error
                )
            ) from error


def _is_export(file: Path) -> bool:
    hidden = file.name.startswith((".", "~"))
    return not hidden and file.suffix.lower() in _KINDS and file.is_file()


def _free(folder: Path, name: str) -> Path:
    """Never over a file that is there."""
    folder.mkdir(exist_ok=True)
    target, n = folder / name, 1
    while target.exists():
        n += 1
        target = folder / f"{Path(name).stem}-{n}{Path(name).suffix}"
    return target
