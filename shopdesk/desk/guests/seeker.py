"""Searching in a thread of its own: neither the screen nor the desk waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from shopdesk.desk.guests.search import Search
from shopdesk.domain.errors import RecordsError, ShopdeskError
from shopdesk.domain.guests.search import Found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A search, and what puts its files away."""

    search: Search
    """Used from the thread that made it."""
    close: Callable[[], None]
    """To be called when it is done with, in the same thread."""


@dataclass(frozen=True, slots=True)
class _Work:
    do: Callable[[Search], Any]
    future: Future[Any]


class Seeker:
    """Opens its own files with the first question; a newer question takes an older one's place."""

    def __init__(self, make: Callable[[], Opened]) -> None:
        """`make` is called in the seeker's thread."""
        self._make = make
        self._turn = threading.Condition()
        self._question: _Work | None = None
        self._others: list[_Work] = []
        self._behind = False
        self._ended = False
        self._thread: threading.Thread | None = None

    def open(self) -> Future[None]:
        """Somebody is about to ask: see what is new, and let it be found bit by bit."""

        def refresh(search: Search) -> None:
            self._behind = True
            search.refresh()

        return self.read(refresh)

    def find(self, typed: str, limit: int) -> Future[tuple[Found, ...]]:
        """Ask; a question before that is not begun is cancelled."""
        future: Future[tuple[Found, ...]] = Future()
        with self._turn:
            if self._question is not None:
                self._question.future.cancel()
            self._question = _Work(lambda search: search.find(typed, limit), future)
            self._go()
        return future

    def read(self, work: Callable[[Search], T]) -> Future[T]:
        """Have something else looked up."""
        future: Future[T] = Future()
        with self._turn:
            self._others.append(_Work(work, future))
            self._go()
        return future

    def stop(self) -> None:
        """End; what is still to be answered is cancelled."""
        with self._turn:
            self._ended = True
            self._turn.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _go(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="seeker", daemon=True)
            self._thread.start()
        self._turn.notify()

    def _run(self) -> None:
        try:
            opened = self._make()
        except ShopdeskError as error:
            self._fail(error)
            return
        try:
            while not self._ended:
                work = self._next()
                if work is not None:
                    _answer(work, opened.search)
                elif self._behind:
                    self._catch_up(opened.search)
        finally:
            opened.close()
            self._cancel()

    def _next(self) -> _Work | None:
        """What to do; waits where nothing is, unless there is something to catch up with."""
        with self._turn:
            if not (self._others or self._question or self._behind or self._ended):
                self._turn.wait()
            if self._others:
                return self._others.pop(0)
            work, self._question = self._question, None
            return work

    def _catch_up(self, search: Search) -> None:
        try:
            self._behind = search.catch_up()
        except RecordsError:
            # The next question says what is wrong, if it is of any matter to it.
            self._behind = False

    def _fail(self, error: ShopdeskError) -> None:
        """Nothing can be opened: say so, and try again with the next question."""
        with self._turn:
            work = [*self._others, *([self._question] if self._question else [])]
            self._others, self._question, self._thread = [], None, None
        for one in work:
            if one.future.set_running_or_notify_cancel():
                one.future.set_exception(error)

    def _cancel(self) -> None:
        with self._turn:
            for one in [*self._others, *([self._question] if self._question else [])]:
                one.future.cancel()


def _answer(work: _Work, search: Search) -> None:
    if not work.future.set_running_or_notify_cancel():
        return
    try:
        work.future.set_result(work.do(search))
    except BaseException as error:  # noqa: BLE001 - handed to whoever asked
        work.future.set_exception(error)
