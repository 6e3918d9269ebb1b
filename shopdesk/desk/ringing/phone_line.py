"""The way to the owner's phones: a thread of its own, so that a dead line holds nothing up."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.desk.events import Publish, Trouble
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.errors import PhoneError, SecretMissing
from shopdesk.ports.world import Phone, PhoneBook
from shopdesk.words import _

PAUSES_S = (2.0, 10.0, 30.0, 60.0, 120.0, 300.0)
"""Before each further attempt; after the last one a note is too old to be of use."""
MOST_WAITING = 20
"""Older notes than these give way: a phone that is found again is not flooded."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    phone: int
    """Its place in the book."""
    note: Note
    failed: int
    """Attempts so far."""
    due: float
    """The next attempt, by `time.monotonic`."""


class PhoneLine:
    """Takes notes from any thread, and says on the bus what did not get through."""

    def __init__(
        self, book: PhoneBook, publish: Publish, pauses_s: Sequence[float] = PAUSES_S
    ) -> None:
        self._book = book
        self._publish = publish
        self._pauses_s = pauses_s
        self._notes: queue.SimpleQueue[Note | None] = queue.SimpleQueue()
        self._phones: Sequence[Phone] | None = None
        self._waiting: list[_Waiting] = []
        self._silent: set[int] = set()
        self._missing = ""
        self._thread = threading.Thread(target=self._run, name="phone", daemon=True)

    def start(self) -> None:
        """Begin; nothing is loaded or connected before the first note."""
        self._thread.start()

    def tell(self, note: Note) -> None:
        """Have the phones told; returns at once."""
        self._notes.put(note)

    def close(self, timeout_s: float = 0.0) -> None:
        """End after the attempt that is under way; waits `timeout_s` for that."""
        self._notes.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (notes := self._come()) is not None:
            for note in notes:
                self._taken_in(note)
            self._attempts()

    def _come(self) -> list[Note] | None:
        """The notes that came, none when an attempt is due; None at the end."""
        notes: list[Note] = []
        try:
            note = self._notes.get(timeout=self._pause_s())
            while note is not None:
                notes.append(note)
                note = self._notes.get_nowait()
        except queue.Empty:
            return notes
        return None

    def _pause_s(self) -> float | None:
        """Until the next attempt; None: until the next note."""
        if not self._waiting:
            return None
        return max(min(w.due for w in self._waiting) - time.monotonic(), 0.0)

    def _taken_in(self, note: Note) -> None:
        if self._phones is None:
            try:
                self._phones = self._book.phones()
            except (PhoneError, SecretMissing) as error:
                if (why := str(error)) != self._missing:
                    self._missing = why
                    self._publish(Trouble(why))
                return
        now = time.monotonic()
        self._waiting += [_Waiting(n, note, 0, now) for n in range(len(self._phones))]
        del self._waiting[: -MOST_WAITING * len(self._phones) or None]

    def _attempts(self) -> None:
        now = time.monotonic()
        due = [waiting for waiting in self._waiting if waiting.due <= now]
        self._waiting = [waiting for waiting in self._waiting if waiting.due > now]
        for waiting in due:
            if (later := self._attempt(waiting)) is not None:
                self._waiting.append(later)

    def _attempt(self, waiting: _Waiting) -> _Waiting | None:
        """What is left to be done."""
        phone = (self._phones or ())[waiting.phone]
        try:
            phone.push(waiting.note)
        except PhoneError as error:
            again = error.passing and waiting.failed < len(self._pauses_s)
            self._complain(waiting.phone, str(error), again=again)
            if not again:
                return None
            pause = self._pauses_s[waiting.failed]
            return replace(waiting, failed=waiting.failed + 1, due=time.monotonic() + pause)
        self._silent.discard(waiting.phone)
        return None

    def _complain(self, phone: int, why: str, *, again: bool) -> None:
        """Once for each time that a phone falls silent, and when a note is given up."""
        if phone not in self._silent or not again:
            self._silent.add(phone)
            self._publish(Trouble(f"{why} {_('It is tried again.')}" if again else why))
