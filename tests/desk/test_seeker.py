"""Searching in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from shopdesk.desk.guests.search import Search
from shopdesk.desk.guests.seeker import Opened, Seeker
from shopdesk.domain.errors import RecordsError
from tests.servers.waiting import eventually


@dataclass
class Slow:
    """Answers with the question, once it is let."""

    go: threading.Event = field(default_factory=threading.Event)
    done: list[str] = field(default_factory=list)
    behind: int = 2

    def refresh(self) -> None:
        """Noted."""
        self.done.append("refresh")

    def catch_up(self) -> bool:
        """So many pieces."""
        self.done.append("catch up")
        self.behind -= 1
        return self.behind > 0

    def find(self, typed: str, limit: int) -> Any:
        """Waits until it may."""
        self.go.wait(10)
        self.done.append(typed)
        return (typed, limit)


@dataclass
class Sought:
    """A seeker and what it works on."""

    slow: Slow
    seeker: Seeker
    closed: threading.Event


@pytest.fixture
def sought() -> Iterator[Sought]:
    """Stopped at the end."""
    slow, closed = Slow(), threading.Event()
    seeker = Seeker(lambda: Opened(cast(Search, slow), closed.set))
    yield Sought(slow, seeker, closed)
    slow.go.set()
    seeker.stop()


def answer(future: Future[Any]) -> Any:
    """What the slow search answers: what it was asked."""
    return future.result(10)


def test_a_newer_question_takes_the_place_of_those_that_wait(sought: Sought) -> None:
    first = sought.seeker.find("a", 5)
    eventually(first.running, "the first question")
    second, third = sought.seeker.find("ab", 5), sought.seeker.find("abc", 5)
    sought.slow.go.set()
    assert answer(third) == ("abc", 5)
    assert answer(first) == ("a", 5)
    with pytest.raises(CancelledError):
        second.result(10)
    assert sought.slow.done == ["a", "abc"]


def test_it_catches_up_bit_by_bit_when_nobody_asks(sought: Sought) -> None:
    sought.slow.go.set()
    sought.seeker.open().result(10)
    eventually(lambda: sought.slow.done == ["refresh", "catch up", "catch up"], "the end of it")


def test_an_error_comes_with_the_answer(sought: Sought) -> None:
    def fail(search: Search) -> None:
        raise RecordsError(f"broken {type(search).__name__}")

    with pytest.raises(RecordsError, match="broken Slow"):
        sought.seeker.read(fail).result(10)
    assert sought.seeker.read(lambda search: 7).result(10) == 7


def test_the_end_closes_the_files_and_cancels_what_waits(sought: Sought) -> None:
    running = sought.seeker.find("a", 1)
    eventually(running.running, "the question")
    waiting = sought.seeker.find("b", 1)
    threading.Timer(0.1, sought.slow.go.set).start()
    sought.seeker.stop()
    assert sought.closed.is_set()
    assert waiting.cancelled()


def test_files_that_cannot_be_opened_are_tried_again() -> None:
    attempts: list[int] = []

    def make() -> Opened:
        attempts.append(1)
        if len(attempts) < 2:
            raise RecordsError("locked")
        slow = Slow()
        slow.go.set()
        return Opened(cast(Search, slow), lambda: None)

    seeker = Seeker(make)
    with pytest.raises(RecordsError, match="locked"):
        seeker.find("a", 1).result(10)
    assert answer(seeker.find("b", 1)) == ("b", 1)
    seeker.stop()


def test_who_never_asks_opens_nothing() -> None:
    def make() -> Opened:
        raise AssertionError

    Seeker(make).stop()
