"""kill -9 at random moments of receiving and answering; then everything is counted."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.domain.answer.outbox import Stage
from tests.faults.figures import Figure, counted
from tests.faults.premises import Hand, Premises, Recorder, premises
from tests.faults.proxy import Line, Trap
from tests.servers.dovecot import Dovecot
from tests.servers.waiting import eventually

LONGEST_S = 4.0
"""From the start of the program until its answer is filed, with room to spare."""
SETTLED_S = 240.0
AIMS = {
    "connecting": re.compile(rb"^EHLO"),
    "the recipient": re.compile(rb"RCPT TO"),
    "the mail's first bytes": re.compile(rb"(?i)\nmessage-id:"),
    "the final dot": re.compile(rb"\r\n\.\r\n"),
    "the copy for Sent": re.compile(rb" APPEND "),
    "the flags": re.compile(rb" STORE "),
}
_CHANCE = secrets.SystemRandom()
_ASKED = (Stage.HELD, Stage.UNSURE)


@dataclass
class Outcome:
    """What was found after a series of kills."""

    runs: int = 0
    mails: int = 0
    mails_lost: int = 0
    mails_twice: int = 0
    replies_lost: int = 0
    replies_twice: int = 0
    asked: int = 0
    copies_missing: int = 0
    copies_twice: int = 0
    damaged: int = 0
    notes: list[str] = field(default_factory=list)

    def figures(self, title: str) -> list[Figure]:
        """As lines of the table."""
        return [
            Figure(f"kill -9, {title}: runs, mails", f"{self.runs}, {self.mails}"),
            counted("mails lost", self.mails_lost),
            counted("mails taken in twice", self.mails_twice),
            counted("replies lost", self.replies_lost),
            counted("replies delivered twice", self.replies_twice),
            counted("copies missing in Sent", self.copies_missing),
            counted("copies doubled in Sent", self.copies_twice),
            counted("records damaged", self.damaged),
            Figure("owner asked", f"{self.asked} of {self.mails}"),
        ]


@contextmanager
def shop(folder: Path, dovecot: Dovecot, *, files: bool) -> Iterator[tuple[Premises, Line, Line]]:
    """Premises behind two lines, for IMAP and SMTP."""
    recorder = Recorder(dovecot, files)
    with (
        recorder.running() as smtp,
        Line(dovecot.imap_port) as imap_line,
        Line(smtp) as smtp_line,
    ):
        place = premises(folder, dovecot, recorder, imap=imap_line.port, smtp=smtp_line.port)
        yield place, imap_line, smtp_line


def at_random(folder: Path, dovecot: Dovecot, runs: int, *, files: bool = False) -> Outcome:
    """Each run: a mail, a start, and a kill somewhere before its answer is filed."""
    with shop(folder, dovecot, files=files) as (place, _imap, _smtp):
        for run in range(runs):
            place.customer_writes(f"Run {run}")
            hand = Hand(place)
            time.sleep(_CHANCE.uniform(0.2, LONGEST_S))
            hand.kill()
        return reckoned(place, runs)


def aimed(folder: Path, dovecot: Dovecot, runs: int, *, files: bool = False) -> Outcome:
    """Each run: killed in the very moment in which a certain thing passes over the line."""
    with shop(folder, dovecot, files=files) as (place, imap, smtp):
        # a server that files copies itself is never sent one
        aims = [(name, at) for name, at in AIMS.items() if not (files and "copy" in name)]
        for run in range(runs):
            name, pattern = aims[run % len(aims)]
            line = imap if name.startswith(("the copy", "the flags")) else smtp
            hand: list[Hand] = []
            fell: list[bool] = []

            def kill(hand: list[Hand] = hand, fell: list[bool] = fell) -> None:
                hand[0].kill()
                fell.append(True)

            line.lay(Trap(pattern, None, sprung=kill))
            place.customer_writes(f"Run {run}, at {name}")
            hand.append(Hand(place))
            eventually(lambda fell=fell: fell, f"the moment of {name}", 60)  # type: ignore[misc]
            line.mend()
        return reckoned(place, runs)


def reckoned(place: Premises, runs: int) -> Outcome:
    """Start once more, let it come to rest, and count."""
    hand = Hand(place)
    try:
        eventually(place.quiet, "rest after the kills", SETTLED_S)
    finally:
        hand.kill()
    out = Outcome(runs=runs, mails=len(place.delivered))
    taken = place.recorder.times()
    replies = [d for d in place.replies() if d.stage is not Stage.RECALLED]
    with place.records() as records:
        out.damaged = len(records.problems())
        known = _times_known(records.messages, {d.conversation for d in replies}, place.delivered)
    out.mails_lost = sum(known[id] == 0 for id in place.delivered)
    out.mails_twice = sum(known[id] > 1 for id in place.delivered)
    out.asked = sum(d.stage in _ASKED for d in replies)
    gone = [d for d in replies if d.stage in (Stage.ACCEPTED, Stage.FILED)]
    out.replies_lost = sum(taken[d.message_id] == 0 for d in gone) + max(
        len(place.delivered) - len({d.conversation for d in replies}), 0
    )
    out.replies_twice = sum(n > 1 for n in taken.values())
    copies = place.copies()
    out.copies_missing = sum(copies[d.message_id] == 0 for d in gone if d.stage is Stage.FILED)
    out.copies_twice = sum(n > 1 for n in copies.values())
    return out


def _times_known(
    messages: Callable[[int], object], conversations: set[int], delivered: list[str]
) -> dict[str, int]:
    found = dict.fromkeys(delivered, 0)
    for conversation in conversations:
        for filed in messages(conversation):  # type: ignore[attr-defined]
            if not filed.outgoing and filed.message.message_id in found:
                found[filed.message.message_id] += 1
    return found
