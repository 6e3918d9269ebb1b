"""The line to the mail servers breaks at a certain moment, and comes back after a while."""

from __future__ import annotations

import random
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from shopdesk.domain.answer.outbox import Dispatch, Stage
from tests.faults.figures import Figure, counted, within
from tests.faults.premises import Hand, Premises, Recorder, blind, premises, watches
from tests.faults.proxy import Fault, Line, Trap
from tests.servers.dovecot import Dovecot

BANNER_S = 60.0
BACK_S = 10.0
MOMENT_S = 100.0
"""In this time every moment comes: the doorbell is rung anew every 45 s."""
MAIL_S = 60.0
REPLY_S = 420.0
"""The answer to a mail is awaited for five minutes; then it is unknown."""
_CHANCE = secrets.SystemRandom()
MARGIN_S = 1.0
"""Of what the ear hears later than it was said, on a busy machine."""

CONNECTING = {
    "greeting": None,
    "CAPABILITY": re.compile(rb"CAPABILITY\r\n"),
    "LOGIN": re.compile(rb" LOGIN "),
    "LIST": re.compile(rb" LIST "),
    "EXAMINE": re.compile(rb" EXAMINE "),
    "IDLE": re.compile(rb" IDLE\r\n"),
}
AT_WORK = {
    "NOOP": re.compile(rb" NOOP\r\n"),
    "STATUS": re.compile(rb" STATUS "),
    "FETCH of a mail": re.compile(rb"BODY.PEEK\[\]"),
    "STORE of the flags": re.compile(rb" STORE "),
    "APPEND of the copy": re.compile(rb" APPEND "),
    "DONE": re.compile(rb"(^|\n)DONE\r\n"),
}
SENDING = {
    "greeting": None,
    "EHLO": re.compile(rb"EHLO "),
    "AUTH": re.compile(rb"AUTH "),
    "MAIL": re.compile(rb"MAIL FROM"),
    "RCPT": re.compile(rb"RCPT TO"),
    "DATA": re.compile(rb"(^|\n)DATA\r\n"),
    "the mail": re.compile(rb"(?i)\nmessage-id:"),
    "the final dot": re.compile(rb"\r\n\.\r\n"),
    "QUIT": re.compile(rb"QUIT\r\n"),
}


@dataclass(frozen=True)
class Case:
    """One break of the line."""

    smtp: bool
    """Of the line to the SMTP server; else to the IMAP server."""
    moment: str
    """When."""
    pattern: re.Pattern[bytes] | None
    """What is said in that moment."""
    fault: Fault
    """How."""
    in_answer: bool
    """In the middle of the answer, or just before it could begin."""

    @property
    def hides_the_answer(self) -> bool:
        """Whether the mail is wholly sent, and what the server says to it is lost.

        Between the mail's first bytes and the final dot the server says nothing: an answer to the
        one is the answer to the other.
        """
        return self.moment == "the final dot" or (self.moment == "the mail" and self.in_answer)

    def __str__(self) -> str:
        which = "SMTP" if self.smtp else "IMAP"
        where = "in the answer to " if self.in_answer else "at "
        return f"{self.fault} {where}{which} {self.moment}"


def cases() -> list[Case]:
    """Every one there is."""
    lines = ((False, {**CONNECTING, **AT_WORK}), (True, SENDING))
    return [
        Case(smtp, moment, pattern, fault, in_answer)
        for smtp, moments in lines
        for (moment, pattern), fault, in_answer in product(moments.items(), Fault, (False, True))
    ]


@dataclass
class Outcome:
    """What was found after a series of breaks."""

    runs: int = 0
    banners: list[float] = field(default_factory=list)
    backs: list[float] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    mails_lost: int = 0
    replies_lost: int = 0
    replies_twice: int = 0
    asked: int = 0
    asked_before_the_dot: int = 0
    mails: int = 0

    def add(self, other: Outcome) -> None:
        """Both together."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def figures(self) -> list[Figure]:
        """As lines of the table."""
        return [
            Figure("lines broken: runs, mails", f"{self.runs}, {self.mails}"),
            counted("hangs", len(self.hangs)),
            within("banner after the break", self.banners, BANNER_S),
            within("watching again after its end", self.backs, BACK_S),
            counted("mails lost", self.mails_lost),
            counted("replies lost", self.replies_lost),
            counted("replies delivered twice", self.replies_twice),
            counted("owner asked, break before the final dot", self.asked_before_the_dot),
            Figure("owner asked, answer to the dot lost", str(self.asked)),
        ]


@dataclass
class Round:
    """One shop and the breaks that it goes through, one after the other."""

    place: Premises
    imap: Line
    smtp: Line
    longest_s: float
    """How long a line stays broken at most, once the banner is up."""
    out: Outcome = field(default_factory=Outcome)
    hand: Hand | None = None

    def go(self, chosen: Sequence[Case]) -> Outcome:
        """All of them; then everything is counted."""
        self.hand = Hand(self.place)
        try:
            for case in chosen:
                self.out.runs += 1
                problem = self._on_smtp(case) if case.smtp else self._on_imap(case)
                if problem:
                    self.out.hangs.append(f"{case}: {problem}")
                    self._begin_anew()
            self._count()
        finally:
            self.hand.kill()
        return self.out

    def _begin_anew(self) -> None:
        assert self.hand
        self.imap.mend()
        self.smtp.mend()
        self.hand.kill()
        self.hand = Hand(self.place)

    def _write(self, case: Case) -> str:
        return self.place.customer_writes(f"Run {self.out.runs}, {case}")

    def _sprung(self, line: Line, case: Case, provoke: Callable[[], object]) -> float | None:
        """Lay the trap, bring the moment about, and wait for it; its monotonic time."""
        fell: list[float] = []
        trap = Trap(case.pattern, case.fault, case.in_answer, lambda: fell.append(time.monotonic()))
        line.lay(trap)
        provoke()
        deadline = time.monotonic() + MOMENT_S
        while not fell and time.monotonic() < deadline:
            time.sleep(0.02)
        return fell[0] if fell else None

    def _on_imap(self, case: Case) -> str:
        assert self.hand
        hand = self.hand
        # watching, and the doorbell rings
        if hand.when(watches, since=0, within_s=MAIL_S) is None:
            return "it never began to watch"
        connecting = case.moment in CONNECTING
        provoke = self.imap.drop if connecting else lambda: self._write(case)
        broken = self._sprung(self.imap, case, provoke)
        if broken is None:
            return "the moment never came"
        if hand.sees(broken):
            banner = hand.when(blind, since=broken, within_s=BANNER_S + MARGIN_S)
            if banner is None:
                return "no banner"
            self.out.banners.append(banner - broken)
        self._write(case)
        time.sleep(_CHANCE.uniform(0, self.longest_s))
        self.imap.mend()
        mended = time.monotonic()
        back = hand.when(watches, since=mended, within_s=MAIL_S)
        if back is None:
            return "it did not come back"
        self.out.backs.append(back - mended)
        if back - mended > BACK_S:
            self.out.slow.append(f"{case}: back after {back - mended:.1f} s")
        return ""

    def _on_smtp(self, case: Case) -> str:
        broken = self._sprung(self.smtp, case, lambda: self._write(case))
        if broken is None:
            return "the moment never came"
        time.sleep(_CHANCE.uniform(0.5, self.longest_s))
        self.smtp.mend()
        deadline = time.monotonic() + REPLY_S
        while (stage := self._stage(case)) not in _ENDS:
            if time.monotonic() > deadline:
                return f"the reply is {stage}"
            time.sleep(0.2)
        asked = stage in (Stage.UNSURE, Stage.HELD)
        if asked and not case.hides_the_answer:
            self.out.asked_before_the_dot += 1
            self.out.slow.append(f"{case}: the owner is asked")
        return ""

    def _stage(self, case: Case) -> Stage | None:
        replies = [d for d in self.place.replies() if _about(d, self.out.runs, case)]
        return replies[-1].stage if replies else None

    def _count(self) -> None:
        deadline = time.monotonic() + REPLY_S
        while not self.place.quiet() and time.monotonic() < deadline:
            time.sleep(0.5)
        replies = self.place.replies()
        times = self.place.recorder.times()
        out = self.out
        out.mails = len(self.place.delivered)
        out.mails_lost = out.mails - len({d.conversation for d in replies})
        left = [d for d in replies if d.stage in (Stage.ACCEPTED, Stage.FILED)]
        out.asked = sum(d.stage in (Stage.UNSURE, Stage.HELD) for d in replies)
        out.asked -= out.asked_before_the_dot
        waiting = len(replies) - len(left) - out.asked - out.asked_before_the_dot
        out.replies_lost = waiting + sum(times[d.message_id] == 0 for d in left)
        out.replies_twice = sum(n > 1 for n in times.values())


_ENDS = (Stage.FILED, Stage.ACCEPTED, Stage.UNSURE, Stage.HELD)


def _about(dispatch: Dispatch, run: int, case: Case) -> bool:
    return f"Run {run}, {case}".encode() in dispatch.raw.replace(b"\r\n ", b" ")


@contextmanager
def _round(folder: Path, dovecot: Dovecot, longest_s: float) -> Iterator[Round]:
    recorder = Recorder()
    with recorder.running() as smtp, Line(dovecot.imap_port) as imap, Line(smtp) as out:
        place = premises(folder, dovecot, recorder, imap=imap.port, smtp=out.port)
        yield Round(place, imap, out, longest_s)


def broken(
    folder: Path, dovecot: Dovecot, chosen: Sequence[Case], *, at_once: int, longest_s: float
) -> Outcome:
    """Go through the cases in several shops side by side, for most of the time is waiting."""

    def one(share: Sequence[Case]) -> Outcome:
        with _round(folder, dovecot, longest_s) as going:
            return going.go(share)

    total = Outcome()
    with ThreadPoolExecutor(at_once) as pool:
        for out in pool.map(one, (chosen[n::at_once] for n in range(at_once))):
            total.add(out)
    return total


def some(count: int, seed: int) -> list[Case]:
    """So many of the cases, each fault in its turn."""
    every = cases()
    random.Random(seed).shuffle(every)  # noqa: S311 - no secret
    turns: Counter[Fault] = Counter()

    def turn(case: Case) -> int:
        turns[case.fault] += 1
        return turns[case.fault]

    return sorted(every, key=turn)[:count]
