"""The disk under the profile."""

from __future__ import annotations

import shutil
from pathlib import Path

from shopdesk.domain.errors import DiskFull
from shopdesk.domain.shop.room import MIB, Room, rated
from shopdesk.words import _


class ProfileDisk:
    """The one that the profile's folder lies on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def free(self) -> int | None:
        """Bytes that we may still write; None where the system does not say."""
        try:
            return shutil.disk_usage(self._folder).free
        except OSError:
            return None

    def need_room(self) -> None:
        """Raises `DiskFull` where too little is left to take on new work."""
        free = self.free()
        if free is not None and rated(free) is Room.FULL:
            raise DiskFull(
                _(
                    "The disk with {folder} is full ({n} MiB left): nothing new is taken in and "
                    "nothing sent. Free some space; it goes on by itself."
                ).format(folder=self._folder, n=free // MIB)
            )
