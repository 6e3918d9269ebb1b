"""What goes on behind the screen, made only when the board is painted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.bootstrap import Parts
    from shopdesk.desk.engine import Engine
    from shopdesk.domain.alarm.ring_plan import Presence
    from shopdesk.ports.world import Lease


class LateMachinery:
    """Opens the desk and starts the engine, in a thread of its own.

    To the screen it is the machinery from the beginning; what it is told before there is an
    engine it keeps.
    """

    def __init__(self, made: Parts, lease: Lease, *, opened: bool) -> None:
        """`opened`: the desk is open already."""
        self._made = made
        self._lease = lease
        self._opened = opened
        self._engine: Engine | None = None
        self._presence: Presence | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)
        self.broken: Callable[[], None] = lambda: None
        """Called, in that thread, where the desk cannot be opened."""
        self.error: BaseException | None = None
        """Why it cannot."""

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End; whatever has begun is waited for."""
        with self._lock:
            self._stopped = True
        if self._thread.ident is not None:
            self._thread.join()
        if self._engine is not None:
            self._engine.stop()

    def check_now(self) -> None:
        """Look into every mailbox at once; a start does that by itself."""
        if self._engine is not None:
            self._engine.check_now()

    def attended(self, presence: Presence) -> None:
        """Where the owner is now."""
        with self._lock:
            self._presence = presence
            if self._engine is not None:
                self._engine.attended(presence)

    def _run(self) -> None:
        from shopdesk.bootstrap import engine

        try:
            if not self._opened:
                self._made.desk.start()
            made = engine(self._made, self._lease)
        except BaseException as error:  # noqa: BLE001 - raised again where the board was opened
            self.error = error
            self.broken()
            return
        with self._lock:
            if self._stopped:
                return
            if self._presence is not None:
                made.attended(self._presence)
            made.start()
            self._engine = made
