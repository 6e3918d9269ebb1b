"""The watch over one mailbox: a thread that connects, takes in what is new, and tries again."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import monotonic

from shopdesk.desk.events import Publish, Trouble, WatchChanged
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.copies import Copies
from shopdesk.desk.watch.history import OlderMails, Shelves
from shopdesk.desk.watch.intake import DAY, Intake
from shopdesk.desk.watch.junk import JunkWatch
from shopdesk.desk.watch.whereabouts import Whereabouts
from shopdesk.domain.alarm.backoff import Backoff
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.errors import (
    RecordsError,
    SecretMissing,
    ServerError,
    ShopdeskError,
    Unreachable,
)
from shopdesk.domain.shop.settings import MailboxSettings, Settings
from shopdesk.ports.mail import Mailbox, Role
from shopdesk.ports.world import Clock
from shopdesk.words import _

HEARTBEAT_S = 25.0
"""So often the server has to show that it is there."""
SILENT_S = 50.0
"""After so long without a sign of life nobody watches, whatever the thread is waiting for."""
TELL_EVERY_S = 0.5
"""How often it is said how far a long fetch has come."""
GREETING_EVERY_S = 3.0
"""While we wait for the next attempt: how often the server is asked for a greeting."""


_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The watch was asked to end in the middle of a long fetch."""


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
        came_back: Callable[[str], None] = lambda _: None,
        *,
        shelves: Shelves,
    ) -> None:
        """`caught_up` is called after each complete check, `came_back` where it ends a silence."""
        self._settings = settings
        self._address = address = mailbox_settings.address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._publish = publish
        self._caught_up = caught_up
        self._came_back = came_back
        self._intake = Intake(settings, address, mailbox, desk, clock, self._fetching)
        self._older = OlderMails(address, mailbox, desk, shelves, publish, self._reading)
        self._copies = Copies(address, mailbox, desk, clock, publish)
        self._whereabouts = Whereabouts(address, mailbox, desk, clock)
        self._junk = JunkWatch(address, mailbox, desk, clock, publish)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._hears = False
        self._backoff = Backoff()
        self._lived = monotonic()
        self._told = 0.0
        self._said: set[str] = set()
        self._state = WatchState(
            self._address,
            Watching.CONNECTING,
            clock.now(),
            interval_s=int(settings.poll.total_seconds()),
        )
        self._thread = threading.Thread(target=self._run, name=f"imap {address}", daemon=True)

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

    def notice_silence(self) -> None:
        """From another thread, every second: where this one hangs, nobody may believe in quiet."""
        down = self._state.watching is Watching.DOWN
        if not down and monotonic() - self._lived > SILENT_S:
            sentence = _("{mailbox}: the server has shown no sign of life for {n} s.")
            reason = sentence.format(mailbox=self._address, n=int(SILENT_S))
            self._say(watching=Watching.DOWN, reason=reason, retry_at=None)

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
            self._intake.catch_up()
            self._older.begin(self._older_than)
            while self._older.step():
                pass
            self._whereabouts.look()
            self._junk.look()
            self._copies.work()
        finally:
            self._older.close()
            self._mailbox.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._watch()
            except _Stopped:
                break
            except (ServerError, SecretMissing, RecordsError) as error:
                self._mailbox.close()
                self._pause(error)
            except Exception as error:  # noqa: BLE001 - the thread's outermost edge
                _log.exception("the watch broke off; it begins again")
                self._mailbox.close()
                self._pause(_broken(error))
        self._older.close()
        self._mailbox.close()

    def _watch(self) -> None:
        self._mailbox.open(patience_s=self._backoff.patience_s)
        self._intake.catch_up()
        self._checked()
        self._older.begin(self._older_than)
        while not self._stopping.is_set():
            self._whereabouts.look()
            self._copies.work()
            self._junk.look()
            if not self._older.step():
                self._rest()
            self._wake.clear()
            if self._stopping.is_set():
                return
            self._intake.new()
            self._checked()

    def _rest(self) -> None:
        """Until the next check is due, or something happens."""
        seconds = self._copies.pause(self._settings.poll).total_seconds()
        until = monotonic() + self._whereabouts.pause(seconds)
        while (left := until - monotonic()) > 0 and not self._wake.wait(min(left, HEARTBEAT_S)):
            self._mailbox.alive()
            self._lived = monotonic()

    def _checked(self) -> None:
        self._backoff.succeeded()
        self._lived = monotonic()
        was_down = self._state.watching is Watching.DOWN
        now = self._clock.now()
        blind = [str(e) for folder, e in self._intake.refused if folder.role is Role.INBOX]
        for folder, error in self._intake.refused:
            if folder.role is not Role.INBOX:
                self._say_once(str(error))
        if blind:
            retry = now + self._settings.poll
            self._say(watching=Watching.DOWN, checked=now, retry_at=retry, reason=blind[0])
        else:
            with self._lock:
                watching = Watching.IDLE if self._hears else Watching.POLL
            self._say(watching=watching, checked=now, retry_at=None, reason="")
        self._caught_up(self._address)
        if was_down and not blind:
            self._desk.submit(lambda d: d.outbox.hurry(now))
            self._came_back(self._address)

    def _say_once(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self._publish(Trouble(sentence))

    def _pause(self, error: ShopdeskError) -> None:
        """Wait before the next attempt; less long when the server greets again."""
        passing = not isinstance(error, ServerError) or error.passing
        chance = random.random()  # noqa: S311 - no secret in it
        seconds = self._backoff.failed(passing=passing, chance=chance)
        retry_at = self._clock.now() + timedelta(seconds=seconds)
        self._say(watching=Watching.DOWN, reason=str(error), retry_at=retry_at)
        until = monotonic() + seconds
        asking = isinstance(error, Unreachable)
        while (left := until - monotonic()) > 0:
            if self._wake.wait(min(left, GREETING_EVERY_S) if asking else left):
                break
            if asking and monotonic() < until:
                greeted = self._mailbox.greets()
                if self._backoff.comes_early(greeted=greeted):
                    break
        self._wake.clear()
        if not self._stopping.is_set():
            self._say(retry_at=None)

    def _older_than(self) -> date:
        """Mail from before that day is not in the records."""
        return (self._intake.recorded_from() - DAY).date()

    def _reading(self, done: int, of: int) -> None:
        self._lived = monotonic()
        self._say(history=(done, of) if done < of else None)

    def _fetching(self, done: int, of: int) -> None:
        if self._stopping.is_set():
            # who lost the lease must not go on fetching beside whoever has it now
            raise _Stopped
        self._lived = monotonic()
        # the screen is drawn anew for each word
        if done >= of or self._lived - self._told >= TELL_EVERY_S:
            self._told = self._lived
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


def _broken(error: Exception) -> ShopdeskError:
    """A fault of ours, as the owner is told of it."""
    kind = type(error).__name__
    return ShopdeskError(_("shopdesk broke off here ({why}); it begins again.").format(why=kind))
