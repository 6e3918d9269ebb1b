"""The demo's customers: they write at their own pace, read their mail and write back."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from shopdesk.demo.servers import MailStore
from shopdesk.demo.story import Followup, Letter, followups, newcomers, opening

NEXT_CUSTOMER_S = (20.0, 40.0)
WRITES_BACK_S = (15.0, 45.0)
READER_PASSWORD = "customer"  # noqa: S105 - of invented people on a server of this process


class Customers:
    """Delivers to the shop's mailbox; the shop's answers reach each customer's own mailbox."""

    def __init__(
        self,
        store: MailStore,
        shop: str,
        clock: Callable[[], datetime],
        *,
        seed: int | None,
        speed: float,
    ) -> None:
        self._store = store
        self._shop = shop
        self._clock = clock
        self._speed = speed
        # The order of newcomers must not depend on when answers come: two sources of chance.
        self._arrivals = random.Random(seed)  # noqa: S311 - a play, not a secret
        self._replies = random.Random(seed)  # noqa: S311
        self._followups = followups()
        self._known: dict[str, Letter] = {}
        self._numbers = 0
        self._stopped = threading.Event()
        self._timers: set[threading.Timer] = set()
        self._lock = threading.Lock()

    def open_shop(self) -> None:
        """Put the mails in that are there at the start, the answered ones with their answers."""
        now = self._clock()
        for letter in opening():
            self._write(letter, now - timedelta(minutes=letter.minutes_ago))

    def start(self) -> None:
        """Begin to write, one new customer after another."""
        threading.Thread(target=self._arrive, name="customers", daemon=True).start()

    def stop(self) -> None:
        """Write no more."""
        self._stopped.set()
        with self._lock:
            timers = tuple(self._timers)
        for timer in timers:
            timer.cancel()

    async def receive(
        self, sender: str, recipients: tuple[str, ...], raw: bytes, at: datetime
    ) -> None:
        """What the SMTP server took: into the customer's mailbox, who writes back in a while."""
        del sender
        for address in recipients:
            if not self._store.has_account(address):
                self._store.add_account(address, READER_PASSWORD)
            self._store.deliver(address, raw, internaldate=at)
            letter = self._known.get(address)
            if letter is not None:
                self._later(letter, raw)

    def _arrive(self) -> None:
        coming = list(newcomers())
        while not self._stopped.is_set():
            self._arrivals.shuffle(coming)
            for letter in coming:
                pause = self._arrivals.uniform(*NEXT_CUSTOMER_S) / self._speed
                if self._stopped.wait(pause):
                    return
                self._write(letter, self._clock())

    def _later(self, letter: Letter, answer: bytes) -> None:
        fitting = [f for f in self._followups if f.language == letter.language]
        if not fitting:
            return
        followup = self._replies.choice(fitting)
        seconds = self._replies.uniform(*WRITES_BACK_S) / self._speed
        timer = threading.Timer(seconds, self._write_back, (letter, followup, answer))
        timer.daemon = True
        with self._lock:
            if not self._stopped.is_set():
                self._timers.add(timer)
                timer.start()

    def _write_back(self, letter: Letter, followup: Followup, answer: bytes) -> None:
        read = message_from_bytes(answer, policy=policy.default)
        answered = str(read["Message-ID"])
        words = read.get_content() if not read.is_multipart() else ""
        quote = "\n".join(f"> {line}" for line in words.splitlines()[:12])
        who = parseaddr(str(read["From"]))[0] or self._shop
        body = f"{followup.body.strip()}\n\n{who} <{self._shop}>:\n{quote}\n"
        reply = replace(
            letter,
            subject=str(read["Subject"]),
            body=body,
            html=False,
            headers={"In-Reply-To": answered, "References": answered},
        )
        self._write(reply, self._clock())

    def _write(self, letter: Letter, at: datetime) -> None:
        self._known[letter.from_address] = letter
        mail = self._mail(letter, at)
        flags = ("\\Seen", "\\Answered") if letter.answered else ()
        self._store.deliver(self._shop, mail.as_bytes(), internaldate=at, flags=flags)

    def _mail(self, letter: Letter, at: datetime) -> EmailMessage:
        self._numbers += 1
        domain = letter.from_address.partition("@")[2]
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"] = f'"{letter.from_name}" <{letter.from_address}>'
        mail["To"] = self._shop
        mail["Subject"] = letter.subject
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<demo.{self._numbers}.{int(at.timestamp())}@{domain}>"
        for name, value in letter.headers.items():
            mail[name] = value
        if letter.html:
            mail.set_content(letter.body, subtype="html")
        else:
            mail.set_content(letter.body)
        return mail
