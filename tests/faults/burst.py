"""Thousands of mails at once, while the owner keeps pressing keys on the board."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.figures import Figure, counted, percentile
from tests.faults.premises import PASSWORD_IN, Premises, Recorder, premises
from tests.servers.dovecot import Dovecot
from tests.terminal.terminal import Terminal, terminal

KEY_LIMIT_S = 0.1
BETWEEN_KEYS_S = 0.15
LOST_KEY_S = 20.0
FILED_AT_LEAST = 20
"""Mails a second, below which the burst is given up."""
MARK = "▌".encode()
_UP, _DOWN = b"\x1b[A", b"\x1b[B"
_MOVES = re.compile(rb"\x1b\[\d+;\d+H")
_COLOURS = re.compile(rb"\x1b\[[\d;:]*m")


@dataclass
class Outcome:
    """What was found."""

    mails: int = 0
    filed: int = 0
    seconds: float = 0.0
    keys: list[float] = field(default_factory=list)
    """Seconds from each key to the changed screen."""
    calm: list[float] = field(default_factory=list)
    """The same before the burst."""

    def figures(self) -> list[Figure]:
        """As lines of the table."""
        p95 = percentile(self.keys, 95)
        rate = self.filed / self.seconds
        return [
            Figure(
                "burst: mails, all filed after",
                f"{self.mails}, {self.seconds:.0f} s ({rate:.0f}/s)",
            ),
            counted("mails not filed", self.mails - self.filed),
            Figure("key to screen before it", _spread(self.calm)),
            Figure(
                "key to screen during it", _spread(self.keys), "p95 ≤ 100 ms", p95 <= KEY_LIMIT_S
            ),
        ]


def _spread(keys: Sequence[float]) -> str:
    median, p95, worst = (percentile(keys, p) * 1000 for p in (50, 95, 100))
    return f"median {median:.0f} ms, p95 {p95:.0f} ms, worst {worst:.0f} ms (n = {len(keys)})"


def flood(folder: Path, dovecot: Dovecot, mails: int) -> Outcome:
    """Deliver so many mails as fast as the server takes them."""
    out = Outcome(mails=mails)
    recorder = Recorder()
    with recorder.running() as smtp:
        place = premises(folder, dovecot, recorder, imap=dovecot.imap_port, smtp=smtp)
        for number in range(3):
            place.customer_writes(f"Before {number}")
        command = [sys.executable, "-m", "shopdesk", "--profile", str(place.profile.folder)]
        env = {PASSWORD_IN: place.account.password, "PYTHONPATH": str(Path.cwd())}
        with terminal(command, folder, env=env) as board:
            board.wait_for("watching", "Before 0", "Before 2")
            out.calm = [_press(board, n) for n in range(20)]
            _during(board, place, out)
    return out


def _during(board: Terminal, place: Premises, out: Outcome) -> None:
    begun = time.monotonic()
    patience = begun + 60 + out.mails / FILED_AT_LEAST
    with place.records() as records:

        def filed() -> int:
            return records.counts(place.account.address)["messages"] - 3

        address, port = place.account.address, place.dovecot.imap_port
        command = [sys.executable, "-m", "tests.faults.deliver"]
        delivering = subprocess.Popen(
            [*command, str(port), address, str(out.mails)],
            env={**os.environ, PASSWORD_IN: place.account.password},
        )
        pressed = 0
        while (so_far := filed()) < out.mails and time.monotonic() < patience:
            out.keys.append(_press(board, pressed))
            pressed += 1
        out.seconds = time.monotonic() - begun
        assert delivering.wait(60) == 0
        # what comes after the last mail is still the burst: the board catches up
        out.keys += [_press(board, pressed + n) for n in range(20)]
        out.filed = filed() if so_far < out.mails else out.mails


def _press(board: Terminal, nth: int) -> float:
    """Move the mark; seconds until it is seen to stand at the other customer's name."""
    _drain(board.fd, BETWEEN_KEYS_S)
    key, wanted = (_UP, b"Before 0") if nth % 2 else (_DOWN, b"Before 1")
    os.write(board.fd, key)
    begun = time.monotonic()
    seen = b""
    while not _marked(seen, wanted):
        if time.monotonic() - begun > LOST_KEY_S:
            raise AssertionError(f"the key had no effect: {seen[-2000:]!r}")
        if select.select([board.fd], [], [], 1.0)[0]:
            seen += os.read(board.fd, 65536)
    return time.monotonic() - begun


def _drain(fd: int, seconds: float) -> None:
    """Read and forget: what a terminal does is cheap, and so must this be."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if select.select([fd], [], [], left)[0]:
            os.read(fd, 65536)


def _marked(seen: bytes, wanted: bytes) -> bool:
    """Whether the mark was painted, and behind it in the same line the words."""
    lines = (line for line in _MOVES.split(seen) if MARK in line)
    return any(wanted in _COLOURS.sub(b"", line.partition(MARK)[2]) for line in lines)
