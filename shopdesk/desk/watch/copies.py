"""What is to be done in Sent: our copies filed, and replies looked for that may have left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.desk.answering.outbox import ToFile, ToSeek
from shopdesk.desk.events import Publish, Trouble
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.answer.outbox import next_look
from shopdesk.domain.errors import ServerRefused
from shopdesk.ports.mail import Mailbox
from shopdesk.ports.world import Clock

LATE = timedelta(seconds=10)
"""So long after its 250 a server that may file copies by itself is given time to do so."""
FIRST_AGAIN = timedelta(seconds=15)
LONGEST_AGAIN = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=2)
"""A copy that could not be filed for so long is given up; the answer itself is out."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """How it went with one reply so far."""

    times: int
    again: datetime
    said: str


class Copies:
    """Runs on the mailbox's thread; a copy that fails never sends the mail again."""

    def __init__(
        self, address: str, mailbox: Mailbox, desk: DeskThread, clock: Clock, publish: Publish
    ) -> None:
        self._address = address
        self._mailbox = mailbox
        self._desk = desk
        self._clock = clock
        self._publish = publish
        self._tried: dict[int, _Tried] = {}

    def work(self) -> None:
        """Do what is due. Raises `ServerError` for a connection that broke."""
        now = self._clock.now()
        lost = [job for job in self._desk.call(lambda d: d.outbox.to_seek()) if self._ours(job)]
        jobs = [job for job in self._desk.call(lambda d: d.outbox.to_file()) if self._ours(job)]
        current = {job.dispatch for job in lost} | {job.dispatch for job in jobs}
        self._tried = {id: tried for id, tried in self._tried.items() if id in current}
        for one in lost:
            if self._due(one.dispatch, now):
                self._look_for(one, now)
        for job in jobs:
            if self._due(job.dispatch, now):
                self._file(job, now)

    def _ours(self, job: ToSeek | ToFile) -> bool:
        return job.mailbox == self._address

    def pause(self, longest: timedelta) -> timedelta:
        """Until something is due again."""
        now = self._clock.now()
        waits = (max(tried.again - now, timedelta(0)) for tried in self._tried.values())
        return min(waits, default=longest) if self._tried else longest

    def _due(self, dispatch: int, now: datetime) -> bool:
        tried = self._tried.get(dispatch)
        return tried is None or tried.again <= now

    def _look_for(self, lost: ToSeek, now: datetime) -> None:
        looks = self._note(lost.dispatch, now, next_look(now - lost.lost)).times
        found = self._mailbox.sent_at(lost.message_id)
        self._desk.call(lambda d: d.outbox.sought(lost.dispatch, found, looks, now))
        if found is not None:
            del self._tried[lost.dispatch]

    def _file(self, job: ToFile, now: datetime) -> None:
        # noted before: a copy at which the connection breaks must not blind the watch for long
        tried = self._note(job.dispatch, now, self._later(job.dispatch))
        hopeless = now - job.at > GIVEN_UP_AFTER
        try:
            self._mailbox.mark_answered(job.answered)
        except ServerRefused as error:
            self._say(job.dispatch, str(error))
            if error.passing and not hopeless:
                return
        try:
            waited = now - job.at >= LATE
            filed = self._mailbox.file_sent(job.raw, job.message_id, job.at, waited=waited)
        except ServerRefused as error:
            self._say(job.dispatch, str(error))
            if not hopeless:
                return
            filed = True
        if not filed:
            self._tried[job.dispatch] = _Tried(tried.times, now + LATE / 2, tried.said)
            return
        self._desk.call(lambda d: d.outbox.filed(job.dispatch))
        del self._tried[job.dispatch]

    def _later(self, dispatch: int) -> timedelta:
        times = self._tried[dispatch].times if dispatch in self._tried else 0
        return min(FIRST_AGAIN * (1 << min(times, 10)), LONGEST_AGAIN)

    def _note(self, dispatch: int, now: datetime, pause: timedelta) -> _Tried:
        before = self._tried.get(dispatch)
        times, said = (before.times, before.said) if before else (0, "")
        self._tried[dispatch] = _Tried(times + 1, now + pause, said)
        return self._tried[dispatch]

    def _say(self, dispatch: int, sentence: str) -> None:
        """Once, and not at each attempt."""
        tried = self._tried[dispatch]
        if tried.said != sentence:
            self._tried[dispatch] = _Tried(tried.times, tried.again, sentence)
            self._publish(Trouble(sentence))
