"""Desk hours: on the board while they run, and rung for when they begin."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.desk.bus import Bus
from shopdesk.desk.clock.desk_hour import headline
from shopdesk.desk.events import Event, Rang
from shopdesk.desk.ringing.ringer import Bells, Ringer
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.alarm.ring_plan import Presence, Way
from shopdesk.domain.clock.hours import NO_HOURS, Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen
from tests.shop import NINE, FrozenClock, Mail, desk_thread, settings, small_shop

SECOND = timedelta(seconds=1)
FROM_NINE = replace(settings(), desk_hours=(*NO_HOURS[:5], (Span(540, 600),), ()))
"""Saturdays from nine to ten."""


class Desktop:
    """Remembers what it showed."""

    def __init__(self) -> None:
        self.shown: list[Note] = []

    def notify(self, note: Note) -> bool:
        """Shown."""
        self.shown.append(note)
        return True


class Hall:
    """A ringer over a desk with one customer who waits."""

    def __init__(self, folder: Path) -> None:
        with small_shop(folder, FROM_NINE) as shop:
            shop.receive(Mail())
        bus, self.said = Bus(), list[Event]()
        bus.listen(self.said.append)
        self.clock = FrozenClock(NINE - 2 * SECOND)
        self.desk = desk_thread(folder, FROM_NINE, bus)
        self.desk.start()
        bells = Bells(Desktop(), None, lambda: Presence(None, NINE))
        self.ringer = Ringer(self.desk, bells, FROM_NINE, AlwaysOpen(), self.clock, bus.say)

    def tick(self) -> list[Rang]:
        """A second passes; what rang. The mailbox was not looked through: no alarm rings."""
        before = len(self.said)
        self.clock.pass_by(seconds=1)
        asyncio.run(self.ringer.tick((), ()))
        return [event for event in self.said[before:] if isinstance(event, Rang)]

    def close(self) -> None:
        """Silence."""
        self.ringer.close()
        self.desk.stop()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Two seconds before nine."""
    made = Hall(tmp_path)
    yield made
    made.close()


def test_it_rings_once_when_it_begins(hall: Hall) -> None:
    assert hall.tick() == []
    (rang,) = hall.tick()
    assert rang.note.title == "Your desk hour: 09:00-10:00"
    assert rang.note.body == "1 customer waits"
    assert rang.ways == frozenset({Way.BELL, Way.DESKTOP})
    assert hall.tick() == []


def test_hours_that_are_changed_while_it_runs_count_at_once(hall: Hall) -> None:
    later = replace(FROM_NINE, desk_hours=(*NO_HOURS[:5], (Span(541, 600),), ()))
    hall.desk.call(lambda d: d.change(later, hall.clock.now()))
    assert hall.tick() == []
    assert hall.tick() == []
    hall.clock.pass_by(seconds=58)
    assert hall.tick() == []
    assert [rang.note.title for rang in hall.tick()] == ["Your desk hour: 09:01-10:00"]


def test_the_board_says_so_while_it_runs() -> None:
    hours = WeeklyHours(((Span(480, 1140),),) * 7, FROM_NINE.shop.zone)
    assert headline(FROM_NINE, hours, NINE - SECOND) == "to 19:00"
    assert headline(FROM_NINE, hours, NINE) == "desk hour to 10:00"
    assert headline(FROM_NINE, hours, NINE + timedelta(hours=1)) == "to 19:00"
    assert headline(settings(), AlwaysOpen(), NINE) == ""
