"""The thread that a desk lives in."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk

T = TypeVar("T")


class DeskThread:
    """Runs a desk in a thread of its own, one piece of work after another."""

    def __init__(self, make: Callable[[], Desk]) -> None:
        self._make = make
        self._work: queue.SimpleQueue[tuple[Callable[[Desk], Any], Future[Any]] | None]
        self._work = queue.SimpleQueue()
        self._made: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Open the records; raises what opening them raises."""
        self._thread.start()
        self._made.result()

    def submit(self, work: Callable[[Desk], T]) -> Future[T]:
        """Have the work done; its result or its error comes with the future.

        Where the records could not be opened, every future says why.
        """
        future: Future[T] = Future()
        self._work.put((work, future))
        return future

    def call(self, work: Callable[[Desk], T]) -> T:
        """Have the work done and wait for it. Not from an event loop."""
        return self.submit(work).result()

    def stop(self) -> None:
        """Finish what was handed in, then close."""
        self._work.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            desk = self._make()
        except BaseException as error:  # noqa: BLE001 - handed to whoever called start()
            self._made.set_exception(error)
            self._refuse(error)
            return
        self._made.set_result(None)
        while (item := self._work.get()) is not None:
            work, future = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work(desk))
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                future.set_exception(error)
        desk.close()

    def _refuse(self, error: BaseException) -> None:
        while (item := self._work.get()) is not None:
            _work, future = item
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
