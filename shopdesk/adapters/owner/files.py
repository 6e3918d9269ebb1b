"""The owner's files, as they go with a reply."""

from __future__ import annotations

from pathlib import Path

from shopdesk.domain.errors import FileTrouble
from shopdesk.words import _

MIB = 1024 * 1024
LARGEST = 50 * MIB


class OwnerFiles:
    """Reads files that the owner names; `~` is the home folder."""

    def read(self, path: str) -> bytes:
        """The content; raises `FileTrouble` with a sentence when it cannot be had."""
        file = Path(path).expanduser()
        try:
            if not file.is_file():
                raise FileTrouble(_("There is no file {path} to attach.").format(path=path))
            if file.stat().st_size > LARGEST:
                raise FileTrouble(
                    _(
                        "{path} is larger than {most} MiB; put it on the shop's site instead."
                    ).format(path=path, most=LARGEST // MIB)
                )
            return file.read_bytes()
        except OSError as error:
            raise FileTrouble(
                _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
            ) from error
