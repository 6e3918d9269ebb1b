"""The watch over one mailbox: a thread that connects, takes in what is new, and tries again."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from shopdesk.desk.desk import DeskThread
from shopdesk.desk.events import Publish, Trouble, WatchChanged
from shopdesk.desk.intake import Intake
from shopdesk.desk.outbox import ToFile
from shopdesk.domain.errors import (
    RecordsError,
    SecretMissing,
    ServerError,
    ServerRefused,
    ShopdeskError,
)
from shopdesk.domain.settings import MailboxSettings, Settings
from shopdesk.domain.watching import Watching, WatchState
from shopdesk.ports.mail import Mailbox
from shopdesk.ports.world import Clock

FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 60.0
SLOW_RETRY_S = (30.0, 900.0)


class MailboxWatch:
    """Owns the connection for commands; nobody else touches it."""

    def __init__(
        self,
        settings: Settings,
        mailbox_settings: MailboxSettings,
        mailbox: Mailbox,
        desk: DeskThread,
        clock: Clock,
        publish: Publish,
        caught_up: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._address = mailbox_settings.address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._publish = publish
        self._caught_up = caught_up
        self._intake = Intake(settings, self._address, mailbox, desk, clock, self._fetching)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._hears = False
        self._retries = 0
        self._state = WatchState(
            self._address,
            Watching.CONNECTING,
            clock.now(),
            interval_s=int(settings.poll.total_seconds()),
        )
        self._thread = threading.Thread(target=self._run, name=f"imap {self._address}", daemon=True)

    @property
    def state(self) -> WatchState:
        """How the watch stands."""
        return self._state

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def wake(self) -> None:
        """Check now, and try at once where the next attempt was still to come."""
        self._wake.set()

    def hears(self, yes: bool) -> None:
        """Whether the doorbell works; the state says so."""
        with self._lock:
            self._hears = yes
        if self._state.watching in (Watching.IDLE, Watching.POLL):
            self._say(watching=Watching.IDLE if yes else Watching.POLL)

    def stop(self) -> None:
        """Ask it to end; `join` waits."""
        self._stopping.set()
        self._wake.set()

    def join(self, timeout_s: float) -> None:
        """Wait for the end."""
        self._thread.join(timeout_s)

    def once(self) -> None:
        """One complete pass in the caller's thread; raises what goes wrong."""
        try:
            self._mailbox.open()
            self._intake.everything()
            self._file_copies()
        finally:
            self._mailbox.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._watch()
            except (ServerError, SecretMissing, RecordsError) as error:
                self._mailbox.close()
                self._pause(error)
        self._mailbox.close()

    def _watch(self) -> None:
        self._mailbox.open()
        self._intake.catch_up()
        self._checked()
        while not self._stopping.is_set():
            self._file_copies()
            more = self._intake.history()
            if not more:
                self._wake.wait(self._settings.poll.total_seconds())
            self._wake.clear()
            if self._stopping.is_set():
                return
            self._intake.new()
            self._checked()

    def _checked(self) -> None:
        self._retries = 0
        with self._lock:
            watching = Watching.IDLE if self._hears else Watching.POLL
        self._say(watching=watching, checked=self._clock.now(), retry_at=None, reason="")
        self._caught_up(self._address)

    def _file_copies(self) -> None:
        for job in self._desk.call(lambda d: d.outbox.to_file()):
            if job.mailbox == self._address:
                self._file_copy(job)

    def _file_copy(self, job: ToFile) -> None:
        try:
            self._mailbox.mark_answered(job.answered)
            self._mailbox.file_sent(job.raw, job.message_id, job.at)
        except ServerRefused as error:
            # The answer itself is out: a copy that cannot be filed must not blind the watch.
            self._publish(Trouble(str(error)))
            if error.passing:
                return
        self._desk.call(lambda d: d.outbox.filed(job.dispatch))

    def _pause(self, error: ShopdeskError) -> None:
        """Wait before the next attempt: doubling from one second to a minute, with jitter.

        Where trying again by itself is unlikely to help, from half a minute to a quarter of an
        hour: a wrong password that is tried every minute locks the account.
        """
        reason = str(error)
        passing = not isinstance(error, ServerError) or error.passing
        first, longest = (FIRST_RETRY_S, LONGEST_RETRY_S) if passing else SLOW_RETRY_S
        doubled = min(first * 2**self._retries, longest)
        seconds = doubled * random.uniform(0.75, 1.0)  # noqa: S311 - no secret in it
        self._retries = min(self._retries + 1, 6)
        now = self._clock.now()
        self._say(
            watching=Watching.DOWN,
            reason=reason,
            retry_at=now + timedelta(seconds=seconds),
        )
        self._wake.wait(seconds)
        self._wake.clear()
        if not self._stopping.is_set():
            self._say(retry_at=None)

    def _fetching(self, done: int, of: int) -> None:
        self._say(fetching=(done, of) if done < of else None)

    def _say(
        self,
        watching: Watching | None = None,
        **changes: datetime | str | tuple[int, int] | None,
    ) -> None:
        with self._lock:
            old = self._state
            kind = watching or old.watching
            new = replace(old, watching=kind, **changes)  # type: ignore[arg-type]
            if _silent(kind) != _silent(old.watching):
                new = replace(new, since=self._clock.now())
            self._state = new
        self._publish(WatchChanged(new))


def _silent(watching: Watching) -> bool:
    return watching not in (Watching.IDLE, Watching.POLL)
