"""The ringer over real records: who is told what, in which way, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.bus import Bus
from shopdesk.desk.events import DesktopMissed, Event, Rang
from shopdesk.desk.ringing.phone_line import PhoneLine
from shopdesk.desk.ringing.ringer import Bells, Ringer
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.alarm.quiet_hours import QuietSpan
from shopdesk.domain.alarm.ring_plan import DEFAULT, Occasion, Presence, Quiet, RingPlan, Way
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.world import Phone
from tests.servers.waiting import eventually
from tests.shop import NINE, SHOP, FrozenClock, Mail, desk_thread, settings, small_shop

T = TypeVar("T")
HERE = frozenset({Way.BELL, Way.DESKTOP})
JANE = Mail(id="jane@example.com")


@dataclass
class Desktop:
    """A desktop that shows, or cannot."""

    works: bool = True
    shown: list[Note] = field(default_factory=list)

    def notify(self, note: Note) -> bool:
        self.shown.append(note)
        return self.works


@dataclass
class Handset:
    """The one phone of its own book."""

    name: str = "1"
    got: list[Note] = field(default_factory=list)

    def phones(self) -> Sequence[Phone]:
        return (self,)

    def push(self, note: Note) -> None:
        self.got.append(note)


@dataclass
class Owner:
    """At the board since nine, unless said otherwise."""

    presence: Presence = Presence(None, NINE)  # noqa: RUF009 - frozen


@dataclass
class Tower:
    """A ringer, and all that it rings."""

    folder: Path
    clock: FrozenClock
    desktop: Desktop
    handset: Handset
    owner: Owner
    said: list[Event]
    ringer: Ringer
    receive: Callable[..., None]

    def tick(self, *states: WatchState, looked: Sequence[str] = (SHOP,)) -> list[Rang]:
        """One second's work; what rang in it."""
        before = len(self.heard(Rang))
        asyncio.run(self.ringer.tick(looked, states))
        return self.heard(Rang)[before:]

    def heard(self, kind: type[T]) -> list[T]:
        """Events of one kind so far."""
        return [event for event in self.said if isinstance(event, kind)]

    def hush(self, until: datetime | None) -> None:
        """Another process says "be quiet"."""
        records = SqliteRecords(self.folder / "records.sqlite")
        records.set_quiet(until)
        records.close()


Make = Callable[..., Tower]


@pytest.fixture
def tower(tmp_path: Path) -> Iterator[Make]:
    """Makes a tower over an empty shop; `plan` is the owner's."""
    with ExitStack() as ends:

        def make(plan: RingPlan | None = None) -> Tower:
            chosen: Settings = settings(ring=plan or RingPlan())
            bus, clock, said = Bus(), FrozenClock(), list[Event]()
            bus.listen(said.append)
            shop = ends.enter_context(small_shop(tmp_path, chosen))
            shop.clock = clock
            desk = desk_thread(tmp_path, chosen, bus)
            desk.start()
            ends.callback(desk.stop)
            desktop, handset, owner = Desktop(), Handset(), Owner()
            bells = Bells(desktop, PhoneLine(handset, bus.say), lambda: owner.presence)
            ringer = Ringer(desk, bells, chosen, AlwaysOpen(), clock, bus.say)
            ends.callback(ringer.close)
            return Tower(tmp_path, clock, desktop, handset, owner, said, ringer, shop.receive)

        yield make


def test_new_mail_rings_here_once(tower: Make) -> None:
    shop = tower()
    shop.receive(JANE)
    (rang,) = shop.tick()
    assert rang.note.title == "Jane Roe"
    assert rang.note.body == "15:00 left: Where is my order #1042?"
    assert rang.ways == HERE
    eventually(lambda: shop.desktop.shown == [rang.note], "the desktop's note")
    assert shop.tick() == []
    assert shop.handset.got == []


def test_mail_of_a_mailbox_that_was_not_looked_through_keeps(tower: Make) -> None:
    shop = tower()
    shop.receive(JANE)
    assert shop.tick(looked=()) == []
    assert len(shop.tick()) == 1


def test_each_line_rings_and_the_fire_reaches_the_phone(tower: Make) -> None:
    shop = tower()
    shop.owner.presence = Presence(False, NINE + timedelta(hours=1))
    shop.receive(JANE)
    ways = []
    for minutes in (0, 7.5, 4.5, 3):
        shop.clock.pass_by(minutes=minutes)
        (rang,) = shop.tick()
        ways.append(rang.ways)
    assert ways == [HERE, HERE, HERE, {*HERE, Way.PHONE}]
    (told,) = eventually(lambda: shop.handset.got, "the phone")
    assert told.body == "burning for 0:00: Where is my order #1042?"


def test_a_desktop_that_cannot_leaves_it_to_the_terminal(tower: Make) -> None:
    shop = tower()
    shop.desktop.works = False
    shop.receive(JANE)
    (rang,) = shop.tick()
    eventually(lambda: shop.heard(DesktopMissed) == [DesktopMissed(rang.note)], "the miss")


def test_with_the_focus_nothing_but_the_bell(tower: Make) -> None:
    shop = tower()
    shop.owner.presence = Presence(True, NINE)
    shop.receive(JANE)
    assert [rang.ways for rang in shop.tick()] == [{Way.BELL}]
    assert shop.desktop.shown == []


def test_away_the_phone_is_told_of_new_mail(tower: Make) -> None:
    shop = tower()
    shop.owner.presence = Presence()
    shop.receive(JANE)
    assert [rang.ways for rang in shop.tick()] == [{*HERE, Way.PHONE}]
    eventually(lambda: [n.title for n in shop.handset.got] == ["Jane Roe"], "the phone")


def test_many_at_once_are_one_note(tower: Make) -> None:
    shop = tower()
    shop.receive(*(Mail(f"C{n} <c{n}@example.com>", id=f"{n}@example.com") for n in range(5)))
    (rang,) = shop.tick()
    assert rang.note.title == "5 customers wait"
    assert rang.note.body.endswith("and 2 more")


def test_be_quiet_is_heeded_whoever_says_it_and_nothing_is_lost(tower: Make) -> None:
    shop = tower()
    shop.hush(NINE + timedelta(hours=1))
    shop.receive(JANE)
    assert shop.tick() == []
    shop.clock.pass_by(minutes=59)
    assert shop.tick() == []
    shop.clock.pass_by(minutes=1)
    (rang,) = shop.tick()
    assert rang.note.title == "Jane Roe"


def test_be_quiet_can_be_ended(tower: Make) -> None:
    shop = tower()
    shop.hush(NINE + timedelta(hours=1))
    shop.receive(JANE)
    shop.tick()
    shop.hush(None)
    assert len(shop.tick()) == 1


def test_in_quiet_hours_the_fire_alone_reaches_the_phone(tower: Make) -> None:
    phone = {Occasion.BURNING: frozenset({Way.PHONE})}
    shop = tower(RingPlan(quiet=Quiet((QuietSpan(0, 1440),), ways=phone)))
    shop.receive(JANE)
    assert shop.tick() == []
    shop.clock.pass_by(minutes=15)
    assert [rang.ways for rang in shop.tick()] == [{Way.PHONE}]
    eventually(lambda: len(shop.handset.got) == 1, "the phone")
    assert shop.desktop.shown == []


def state(watching: Watching, since: datetime) -> WatchState:
    """How the shop's mailbox stands."""
    return WatchState(SHOP, watching, since, reason="imap.example: no answer.")


def test_blindness_is_told_once_and_so_is_its_end(tower: Make) -> None:
    shop = tower()
    down = state(Watching.DOWN, NINE)
    shop.clock.pass_by(seconds=60)
    assert shop.tick(down, looked=()) == []
    shop.clock.pass_by(seconds=1)
    (begun,) = shop.tick(down, looked=())
    assert begun.note.title == f"NOT WATCHING {SHOP}"
    assert Way.PHONE in begun.ways
    assert shop.tick(down, looked=()) == []
    shop.clock.pass_by(minutes=5)
    seen = state(Watching.IDLE, shop.clock.now())
    (over,) = shop.tick(seen)
    assert over.note.body == "not watched from 09:00 to 09:06"
    assert shop.tick(seen) == []
    eventually(lambda: len(shop.handset.got) == 2, "the phone")


def test_the_summary_comes_at_the_full_hour_to_an_owner_who_is_away(tower: Make) -> None:
    plan = RingPlan(ways={**DEFAULT, Occasion.SUMMARY: frozenset({Way.PHONE})})
    shop = tower(plan)
    shop.owner.presence = Presence()
    shop.receive(JANE)
    shop.tick()
    shop.clock.pass_by(minutes=59)
    shop.tick()
    before = len(shop.heard(Rang))
    shop.clock.pass_by(minutes=1)
    shop.tick()
    shop.tick()
    told = [rang for rang in shop.heard(Rang)[before:] if rang.ways == {Way.PHONE}]
    assert [rang.note.body for rang in told] == [
        "1 waiting, oldest 01:00, 1 burning; since 09:00 0 answered"
    ]


def test_no_summary_of_nothing_and_none_for_an_owner_at_the_desk(tower: Make) -> None:
    plan = RingPlan(ways={Occasion.SUMMARY: frozenset({Way.PHONE})})
    shop = tower(plan)
    shop.owner.presence = Presence()
    shop.clock.pass_by(hours=1)
    assert shop.tick() == []
    shop.receive(JANE)
    shop.clock.pass_by(hours=1)
    shop.owner.presence = replace(shop.owner.presence, touched=shop.clock.now())
    assert shop.tick() == []
