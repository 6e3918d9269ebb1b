"""What a program and its children take, as Linux tells it."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """A program that has ended well."""

    seconds: float
    """On the clock."""
    computing: float
    """Of all processors, its children with it."""
    peak_mib: float
    """Most resident memory of it and its children together."""
    out: str
    """What it printed."""


def run(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Run:
    """Run it to the end; fails with what it says when it fails."""
    before = os.times()
    began = time.monotonic()
    child = subprocess.Popen(
        command,
        env=dict(env) | {"HOME": str(folder)},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = [0.0]
    watching = threading.Thread(target=_watch, args=(child, peak), daemon=True)
    watching.start()
    out = child.communicate()[0]
    seconds, after = time.monotonic() - began, os.times()
    watching.join()
    assert child.returncode == 0, f"{command[0]}: {out[-2_000:]}"
    computing = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return Run(seconds, computing, peak[0], out)


def resident_mib(pid: int) -> float:
    """Resident memory of a process and its children; what they share counts for each."""
    total = 0
    for one in _tree(pid):
        with suppress(OSError, IndexError):
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * _PAGE
    return total / 2**20


def _watch(child: subprocess.Popen[str], peak: list[float]) -> None:
    while child.poll() is None:
        peak[0] = max(peak[0], resident_mib(child.pid))
        time.sleep(_EVERY_S)


def _tree(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            number = int(entry.name)
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(number)
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found
