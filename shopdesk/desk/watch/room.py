"""Tells the owner in time that the disk fills up, and goes on at once when there is room again."""

from __future__ import annotations

import threading
from collections.abc import Callable

from shopdesk.desk.events import Publish, Standing, Topic
from shopdesk.domain.shop.room import MIB, Room, rated
from shopdesk.ports.world import Disk
from shopdesk.words import _

EVERY_S = 2.0
LAST_S = 1.0


class RoomKeeper:
    """A thread of its own while the lease is ours."""

    def __init__(self, disk: Disk, publish: Publish, wake: Callable[[], None]) -> None:
        """`wake` is called when a full disk has room again."""
        self._disk = disk
        self._publish = publish
        self._wake = wake
        self._room = Room.AMPLE
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end."""
        self._stopping.set()

    def join(self) -> None:
        """Wait for the end, for a while."""
        self._thread.join(LAST_S)

    def look(self) -> None:
        """Say it when the room is otherwise than at the last look."""
        free = self._disk.free()
        room = Room.AMPLE if free is None else rated(free)
        if room is self._room:
            return
        before, self._room = self._room, room
        self._publish(Standing(Topic.ROOM, _sentence(room, free or 0)))
        if before is Room.FULL:
            self._wake()

    def _run(self) -> None:
        while True:
            self.look()
            if self._stopping.wait(EVERY_S):
                return


def _sentence(room: Room, free: int) -> str:
    match room:
        case Room.FULL:
            return _(
                "DISK FULL: {n} MiB left. No new mail is taken in and nothing is sent. Free some "
                "space; shopdesk goes on by itself."
            ).format(n=free // MIB)
        case Room.LOW:
            return _(
                "The disk fills up: {n} MiB left. Make room before shopdesk has to stop."
            ).format(n=free // MIB)
        case Room.AMPLE:
            return ""
