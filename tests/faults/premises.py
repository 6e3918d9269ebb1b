"""A shop on real servers: Dovecot, an SMTP server that records, and lines that can be broken."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from shopdesk.adapters.records import SqliteRecords
from shopdesk.bootstrap import Profile
from shopdesk.demo.servers.smtp import SmtpServer
from shopdesk.domain.answer.outbox import Dispatch, Stage
from tests.servers.dovecot import Account, Dovecot
from tests.shop import Mail

ROOT = Path(__file__).parents[2]
PASSWORD_IN = "SHOPDESK_TEST_PASSWORD"
CONFIG = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{address}"
password_env = "{variable}"
imap = {{ host = "127.0.0.1", port = {imap}, security = "none" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "none" }}

[desk]
undo = "{undo}"
"""
_WAITING_FOR = (Stage.QUEUED, Stage.CALLING, Stage.SENDING, Stage.ACCEPTED)


@dataclass
class Recorder:
    """An SMTP server that takes everything and writes down what it took.

    With `files`, it puts a copy of everything into the sender's Sent folder, as Gmail does.
    """

    dovecot: Dovecot | None = None
    files: bool = False
    taken: list[tuple[str, float]] = field(default_factory=list)
    """Message-ID and monotonic time of all that was accepted."""

    @contextmanager
    def running(self) -> Iterator[int]:
        """Listens while the block runs; its port comes back."""
        loop = asyncio.new_event_loop()
        server = SmtpServer(self._take, lambda *_: True, lambda: datetime.now(UTC))
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
        try:
            yield server.port
        finally:
            asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _take(
        self, sender: str, _recipients: tuple[str, ...], raw: bytes, _at: datetime
    ) -> None:
        name = str(message_from_bytes(raw)["Message-ID"]).strip("<>")
        self.taken.append((name, time.monotonic()))
        if self.files and self.dovecot is not None:
            file = self.dovecot.deliver
            await asyncio.to_thread(file, sender, raw, None, "Sent", ["\\Seen"])

    def times(self) -> Counter[str]:
        """How often each mail was accepted."""
        return Counter(name for name, _ in self.taken)


@dataclass
class Premises:
    """One mailbox, its profile, and its mail."""

    dovecot: Dovecot
    account: Account
    profile: Profile
    recorder: Recorder
    delivered: list[str] = field(default_factory=list)
    """Message-IDs of the customers' mails so far."""

    def customer_writes(self, subject: str) -> str:
        """A customer's mail arrives at the server; its Message-ID comes back."""
        number = len(self.delivered)
        id = f"{number}.{self.account.address.partition('@')[0]}@customers.test"
        mail = Mail(
            sender=f"Customer {number} <c{number}@customers.test>",
            subject=subject,
            body=f"Hello, where is my order? I wait. ({subject})",
            id=id,
            to=self.account.address,
        )
        self.dovecot.lmtp(self.account.address, mail.raw(datetime.now(UTC)))
        self.delivered.append(id)
        return id

    @contextmanager
    def records(self) -> Iterator[SqliteRecords]:
        """What the profile holds."""
        opened = SqliteRecords(self.profile.records)
        try:
            yield opened
        finally:
            opened.close()

    def replies(self) -> tuple[Dispatch, ...]:
        """All that is or was in the outbox."""
        with self.records() as records:
            return records.dispatches(*Stage)

    def quiet(self) -> bool:
        """Whether every customer's mail has a reply, and no reply has still a way to go."""
        replies = self.replies()
        # What the server files itself is found in Sent; elsewhere minutes pass until it is asked.
        waiting = (*_WAITING_FOR, Stage.UNSURE) if self.recorder.files else _WAITING_FOR
        done = [d for d in replies if d.stage not in waiting]
        return len(done) == len(replies) >= len(set(self.delivered))

    def copies(self) -> Counter[str]:
        """How often each of our replies lies in Sent."""
        with self.dovecot.client(self.account.address) as client:
            client.select_folder("Sent", readonly=True)
            uids = client.search()
            rows = client.fetch(uids, ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]) if uids else {}
        fields = (row[b"BODY[HEADER.FIELDS (MESSAGE-ID)]"] for row in rows.values())
        return Counter(str(message_from_bytes(f)["Message-ID"]).strip("<>") for f in fields)


def premises(
    folder: Path, dovecot: Dovecot, recorder: Recorder, *, imap: int, smtp: int, undo: str = "0 s"
) -> Premises:
    """A new account with a profile whose servers are at these ports."""
    account = dovecot.new_account()
    profile = Profile(folder / account.address.partition("@")[0])
    profile.folder.mkdir(mode=0o700)
    text = CONFIG.format(
        address=account.address, variable=PASSWORD_IN, imap=imap, smtp=smtp, undo=undo
    )
    profile.config.write_text(text, "utf-8")
    # begun a while ago, so that nothing that comes is the backlog of a first start
    records = SqliteRecords(profile.records)
    records.watching_since(account.address, datetime.now(UTC) - timedelta(hours=1))
    records.close()
    return Premises(dovecot, account, profile, recorder)


class Hand:
    """The program as a process, and everything that it said."""

    def __init__(self, place: Premises) -> None:
        """Start it."""
        env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self._errors = (place.profile.folder.parent / f"{place.account.address}.err").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hand", str(place.profile.folder)],
            cwd=ROOT,
            env={**env, PASSWORD_IN: place.account.password},
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self.said: list[tuple[float, dict[str, Any]]] = []
        """Monotonic time and event, in order."""
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(b"{") and line.endswith(b"}\n"):
                self.said.append((time.monotonic(), json.loads(line)))
                self._news.put(None)

    @property
    def running(self) -> bool:
        """Whether it lives."""
        return self._process.poll() is None

    def sees(self, at: float) -> bool:
        """Whether the last word of the watch before that moment was that it sees."""
        said = [e for heard, e in self.said if heard < at and e["event"] == "watch-changed"]
        return bool(said) and watches(said[-1])

    def kill(self) -> None:
        """As the kernel does it when memory is short: no goodbye."""
        self._process.kill()
        self._process.wait()
        self._errors.close()

    def when(
        self, so: Callable[[dict[str, Any]], bool], *, since: float, within_s: float
    ) -> float | None:
        """Monotonic time of the first such event since then; None when there was none in time."""
        deadline = time.monotonic() + within_s
        at = 0
        while True:
            for heard, event in self.said[at:]:
                at += 1
                if heard >= since and so(event):
                    return heard
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            try:
                self._news.get(timeout=min(left, 1.0))
            except queue.Empty:
                if not self.running:
                    return None


def watches(event: dict[str, Any]) -> bool:
    """The watch says that it sees."""
    return event["event"] == "watch-changed" and event["watching"] in ("watching", "checking")


def blind(event: dict[str, Any]) -> bool:
    """The banner is up."""
    return bool(event["event"] == "watch-changed" and event["watching"] == "not watching")
