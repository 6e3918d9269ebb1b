"""A shop on the embedded servers, and real processes over its profile."""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shopdesk.adapters.profile.log import end_log
from shopdesk.adapters.records import SqliteRecords
from shopdesk.bootstrap import Profile, make_folder
from shopdesk.cli import main
from shopdesk.demo.servers import EmbeddedServers, MailStore
from tests.servers.waiting import eventually
from tests.shop import Mail
from tests.terminal.terminal import Terminal, terminal

SHOP = "hello@lans-shoes.example"
PASSWORD = "correct horse battery staple"
VARIABLE = "SHOPDESK_TEST_PASSWORD"
PATIENCE_S = 60.0
CONFIG = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{shop}"
password_env = "{variable}"
imap = {{ host = "127.0.0.1", port = {imap}, security = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "none" }}

[desk]
undo = "0 s"
poll = "1 s"
"""


@dataclass
class Watch:
    """A running `shopdesk watch --json`, and what it says."""

    process: subprocess.Popen[str]
    lines: queue.SimpleQueue[dict[str, Any]] = field(default_factory=queue.SimpleQueue)
    said: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def states(self) -> list[str]:
        """How the watch stood, one after the other."""
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return [s["watching"] for s in self.said if s["event"] == "watch-changed"]

    def wait_for(self, so: Callable[[str], bool], what: str, seconds: float = PATIENCE_S) -> None:
        """Until the last state is so."""
        eventually(lambda: (s := self.states()) and so(s[-1]), what, seconds)

    def heard(self, event: str) -> list[dict[str, Any]]:
        """What it said of one kind."""
        self.states()
        return [s for s in self.said if s["event"] == event]

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Politely."""
        self.process.terminate()
        self.process.wait(PATIENCE_S)


def fetches(state: str) -> bool:
    """Whether a watch that stands so is the one that fetches."""
    return state in ("watching", "checking")


def elsewhere(state: str) -> bool:
    """Whether it leaves it to another one."""
    return state == "watched by another shopdesk"


@dataclass
class Keeper:
    """The shop's servers and its profile."""

    folder: Path
    servers: EmbeddedServers
    store: MailStore

    @property
    def profile(self) -> Profile:
        """The profile."""
        return Profile(self.folder / "profile")

    @property
    def command(self) -> list[str]:
        """`shopdesk` on the profile."""
        return [sys.executable, "-m", "shopdesk", "--profile", str(self.profile.folder)]

    def deliver(self, mail: Mail | bytes) -> None:
        """A customer writes."""
        at = datetime.now(UTC)
        raw = mail if isinstance(mail, bytes) else mail.raw(at)
        self.store.deliver(SHOP, raw, internaldate=at)

    def run(self, *arguments: str, code: int = 0, typed: str = "") -> str:
        """Run a command to its end, in this process; what it printed, errors included."""
        said = io.StringIO()
        stdin, sys.stdin = sys.stdin, io.StringIO(typed)
        try:
            with redirect_stdout(said), redirect_stderr(said):
                found = main(["--profile", str(self.profile.folder), *arguments])
        finally:
            sys.stdin = stdin
        assert found == code, said.getvalue()
        return said.getvalue()

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """`shopdesk watch`, killed at the end if it still runs."""
        process = subprocess.Popen(
            [*self.command, "watch", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            yield Watch(process)
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def board(self, **size: int) -> Iterator[Terminal]:
        """The board in a terminal."""
        home = self.folder / f"home-{len(list(self.folder.iterdir()))}"
        home.mkdir()
        with terminal(self.command, home, env={VARIABLE: PASSWORD}, **size) as board:
            yield board

    @contextmanager
    def records(self) -> Iterator[SqliteRecords]:
        """The profile's records, for a look."""
        records = SqliteRecords(self.profile.records)
        try:
            yield records
        finally:
            records.close()


def kill(board: Terminal) -> None:
    """The board dies as in a power cut."""
    os.kill(board.pid, signal.SIGKILL)


@contextmanager
def make_keeper(folder: Path, profile: Path | None = None) -> Iterator[Keeper]:
    """Servers that run, and a profile that nothing has opened."""
    store = MailStore()
    store.add_account(SHOP, PASSWORD)
    with EmbeddedServers(lambda: datetime.now(UTC), store=store) as servers:
        keeper = Keeper(folder, servers, store)
        if profile is not None:
            keeper.profile.folder.symlink_to(profile, target_is_directory=True)
        make_folder(keeper.profile)
        text = CONFIG.format(
            shop=SHOP, variable=VARIABLE, imap=servers.imap_port, smtp=servers.smtp_port
        )
        keeper.profile.config.write_text(text, "utf-8")
        yield keeper


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The password is where the settings say, and there is no desktop."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SHOPDESK_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    yield
    end_log()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    """A shop of this test's own."""
    with make_keeper(tmp_path) as made:
        yield made
