"""Notes on their way to the phone: tried again, given up, said, and never in anybody's way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from shopdesk.desk.events import Event, Trouble
from shopdesk.desk.ringing.phone_line import MOST_WAITING, PhoneLine
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import PhoneError, SecretMissing
from shopdesk.ports.world import Phone
from tests.servers.waiting import eventually

SOON = (0.01, 0.01)


def note(title: str = "Jane Roe") -> Note:
    return Note(title, "3:41 left: Where is my order?", Severity.HOT)


@dataclass
class Handset:
    """A phone that fails as often as it is told to."""

    name: str = "1"
    failures: int = 0
    passing: bool = True
    got: list[str] = field(default_factory=list)
    tried: int = 0
    hold: threading.Event | None = None

    def push(self, note: Note) -> None:
        if self.hold is not None:
            self.hold.wait()
        self.tried += 1
        if self.failures:
            self.failures -= 1
            raise PhoneError(f"Phone {self.name} was not told.", passing=self.passing)
        self.got.append(note.title)


@dataclass
class Book:
    """The handsets, once the secret is there."""

    handsets: Sequence[Handset]
    locked: int = 0

    def phones(self) -> Sequence[Phone]:
        if self.locked:
            self.locked -= 1
            raise SecretMissing("The keyring is locked.")
        return self.handsets


@pytest.fixture
def said() -> list[Event]:
    return []


@pytest.fixture
def opened(said: list[Event]) -> Iterator[Callable[[Book], PhoneLine]]:
    lines: list[PhoneLine] = []

    def open_(book: Book) -> PhoneLine:
        line = PhoneLine(book, said.append, SOON)
        line.start()
        lines.append(line)
        return line

    yield open_
    for line in lines:
        line.close(10)


Opened = Callable[[Book], PhoneLine]


def test_every_phone_is_told_in_order(opened: Opened, said: list[Event]) -> None:
    phones = [Handset("1"), Handset("2")]
    line = opened(Book(phones))
    for title in "abc":
        line.tell(note(title))
    eventually(lambda: all(p.got == ["a", "b", "c"] for p in phones), "three notes on two phones")
    assert said == []


def test_what_failed_is_tried_again_and_said_once(opened: Opened, said: list[Event]) -> None:
    broken, whole = Handset("1", failures=2), Handset("2")
    line = opened(Book([broken, whole]))
    line.tell(note())
    eventually(lambda: broken.got, "the third attempt")
    assert whole.tried == 1
    assert said == [Trouble("Phone 1 was not told. It is tried again.")]


def test_after_the_last_attempt_it_is_given_up_and_said(opened: Opened, said: list[Event]) -> None:
    dead = Handset(failures=99)
    opened(Book([dead])).tell(note())
    eventually(lambda: len(said) == 2, "the end of the attempts")
    assert dead.tried == 1 + len(SOON)
    assert said[-1] == Trouble("Phone 1 was not told.")


def test_what_cannot_be_helped_by_waiting_is_tried_once(opened: Opened, said: list[Event]) -> None:
    wrong = Handset(failures=1, passing=False)
    line = opened(Book([wrong]))
    line.tell(note("a"))
    line.tell(note("b"))
    eventually(lambda: wrong.got == ["b"], "the next note")
    assert said == [Trouble("Phone 1 was not told.")]


def test_a_phone_that_falls_silent_again_is_said_again(opened: Opened, said: list[Event]) -> None:
    phone = Handset(failures=1)
    line = opened(Book([phone]))
    line.tell(note("a"))
    eventually(lambda: phone.got == ["a"], "the second attempt")
    phone.failures = 1
    line.tell(note("b"))
    eventually(lambda: phone.got == ["a", "b"], "the note after the second failure")
    assert len(said) == 2


def test_missing_secrets_are_said_once_and_asked_for_again(
    opened: Opened, said: list[Event]
) -> None:
    phone = Handset()
    line = opened(Book([phone], locked=2))
    for title in "abc":
        line.tell(note(title))
    eventually(lambda: phone.got == ["c"], "the note after the keyring was unlocked")
    assert said == [Trouble("The keyring is locked.")]


def test_a_phone_that_hangs_holds_nobody_up(opened: Opened) -> None:
    hold = threading.Event()
    phone = Handset(hold=hold)
    line = opened(Book([phone]))
    for title in "abc":
        line.tell(note(title))
    line.close(0)
    assert phone.got == []
    hold.set()


def test_a_phone_that_is_found_again_is_not_flooded(opened: Opened, said: list[Event]) -> None:
    hold = threading.Event()
    phone = Handset(hold=hold, failures=1)
    line = opened(Book([phone]))
    for n in range(MOST_WAITING * 2):
        line.tell(note(str(n)))
    hold.set()
    eventually(lambda: phone.got[-1:] == [str(MOST_WAITING * 2 - 1)], "the newest note")
    eventually(lambda: phone.tried >= MOST_WAITING, "the others")
    assert len(phone.got) <= MOST_WAITING + 1
    assert len(said) == 1
