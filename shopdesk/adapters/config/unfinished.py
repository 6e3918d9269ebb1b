"""A settings text that is not allowed yet, beside the file that it is to replace."""

from __future__ import annotations

from pathlib import Path

from shopdesk.adapters.profile.folder import private_folder, refused
from shopdesk.adapters.profile.whole_file import replace_file

UNFINISHED = ".unfinished"
"""Behind the name of the file."""


def read_unfinished(file: Path) -> str | None:
    """The text; None where there is none. Raises `RecordsError`."""
    path = file.with_name(file.name + UNFINISHED)
    try:
        return path.read_text("utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        why = error if isinstance(error, OSError) else OSError(str(error))
        raise refused(why, path) from error


def keep_unfinished(file: Path, text: str | None) -> None:
    """Keep the text; None forgets it. Raises `RecordsError`."""
    path = file.with_name(file.name + UNFINISHED)
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        private_folder(path.parent)
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise refused(error, path) from error
