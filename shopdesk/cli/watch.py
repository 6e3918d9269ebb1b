"""`shopdesk watch`: the same without a screen, a line for each event."""

from __future__ import annotations

import argparse
import json as jsonlib
import signal
import sys
import threading
from collections.abc import Mapping
from functools import partial

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.cli.lines import instant, line, record
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import Event, Rang, WatchChanged
from shopdesk.desk.watch.watch import MailboxWatch
from shopdesk.domain.alarm.ring_plan import Way
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.errors import RecordsError, SecretMissing, ServerError
from shopdesk.words import _, speak


def watch_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk watch`."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help=_("one complete pass, then exit"))
    how.add_argument("--systemd", action="store_true", help=_("print a unit that runs it for you"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def run_watch(profile: Profile, call: argparse.Namespace) -> int:
    """Watch until stopped, or make one complete pass; returns the exit code."""
    if call.systemd:
        from shopdesk.cli.unit import run_unit

        return run_unit(profile)
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    made = bootstrap.parts(profile, settings)
    say = _Printer(made, json=call.json)
    made.bus.listen(say.event)
    made.desk.start()
    try:
        return _once(made, say) if call.once else _for_ever(made)
    finally:
        made.desk.stop()


class _Printer:
    """One line at a time, from whichever thread."""

    def __init__(self, made: Parts, *, json: bool) -> None:
        self._made = made
        self._json = json
        self._lock = threading.Lock()
        self._states: dict[str, tuple[Watching, str]] = {}

    def event(self, event: Event) -> None:
        """Print an event; the watch's states only when they change."""
        if isinstance(event, WatchChanged) and not self._news(event.state):
            return
        at = self._made.clock.now()
        if self._json:
            self.json(record(event, at))
            return
        words = line(event, at, self._made.settings.shop.zone)
        if words is not None:
            self._print(words)
            if isinstance(event, Rang) and Way.BELL in event.ways and sys.stdout.isatty():
                # after the line: whoever has it read aloud hears the words whole
                self._bell()

    def _news(self, state: WatchState) -> bool:
        """Whether the watch stands otherwise than when it was last told of."""
        told = (state.watching, state.reason)
        if self._states.get(state.mailbox) == told:
            return False
        self._states[state.mailbox] = told
        return True

    def json(self, record: Mapping[str, object]) -> None:
        """Print one object."""
        self._print(jsonlib.dumps(record, ensure_ascii=False))

    @property
    def wants_json(self) -> bool:
        """Whether lines are JSON."""
        return self._json

    def words(self, words: str) -> None:
        """Print a line."""
        self._print(words)

    def _bell(self) -> None:
        with self._lock:
            print("\a", end="", flush=True)

    def _print(self, words: str) -> None:
        with self._lock:
            print(words, flush=True)


def _for_ever(made: Parts) -> int:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    engine = bootstrap.engine(made, bootstrap.watch_lease(made.profile))
    engine.start()
    try:
        while not stopped.wait(1.0):
            pass
    finally:
        engine.stop()
    return 0


def _once(made: Parts, say: _Printer) -> int:
    lease = bootstrap.watch_lease(made.profile)
    if not lease.take():
        # Nothing is wrong: whoever watches does what this call would do.
        print(_("shopdesk: another shopdesk watches this profile."), file=sys.stderr)
        return 0
    failed = False
    try:
        for address, lines in bootstrap.lines(made.settings).items():
            settings = made.settings.mailbox(address)
            watch = MailboxWatch(
                made.settings,
                settings,
                lines.mailbox,
                made.desk,
                made.clock,
                made.bus.say,
                lambda _: None,
                shelves=partial(bootstrap.shelf, made.profile),
            )
            try:
                watch.once()
            except (ServerError, SecretMissing) as error:
                print(f"shopdesk: {error}", file=sys.stderr)
                failed = True
            else:
                _report(made, say, address)
        _back_up(made)
    finally:
        lease.release()
    return 1 if failed else 0


def _back_up(made: Parts) -> None:
    """The day's backup: where only single passes are made, nobody else makes it."""
    from shopdesk.bootstrap.keeping import back_up

    try:
        back_up(made)
    except RecordsError as error:
        print(f"shopdesk: {error}", file=sys.stderr)


def _report(made: Parts, say: _Printer, address: str) -> None:
    def read(desk: Desk) -> dict[str, int]:
        return {**desk.records.counts(address), "history": desk.cache.count()}

    counts = made.desk.call(read)
    if say.wants_json:
        at = instant(made.clock.now())
        say.json({"event": "checked", "at": at, "mailbox": address, **counts})
    else:
        say.words(address + ": " + ", ".join(f"{key} {n}" for key, n in counts.items()))
