"""The day's backup: made once, rotated, and never at the older ones' cost."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.desk import backup as backup_module
from shopdesk.desk.backup import BackupKeeper, keep_up, put_back
from shopdesk.desk.events import Event, Standing
from shopdesk.domain.errors import Damaged, RecordsError
from shopdesk.domain.shop.backup import Backup, Part, PutBack
from shopdesk.ports.backup import Progress
from tests.servers.waiting import eventually
from tests.shop import NINE, FrozenClock

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)


class Drawer:
    """Backups without files."""

    def __init__(self) -> None:
        self.there: list[Backup] = []
        self.broken = ""
        self.calls = 0

    def all(self) -> tuple[Backup, ...]:
        """The newest first."""
        return tuple(sorted(self.there, key=lambda b: b.made, reverse=True))

    def make(self, at: datetime, progress: Progress) -> Backup:
        """Make one, unless it is said to be broken."""
        self.calls += 1
        progress(0.5)
        if self.broken:
            raise Damaged(self.broken)
        made = Backup(f"{at}", at, 1, tuple(Part))
        self.there.append(made)
        return made

    def remove(self, backup: Backup) -> None:
        """Take it out."""
        self.there.remove(backup)


def quiet(_part: float) -> None:
    """No progress."""


def test_one_a_day_and_the_old_ones_go() -> None:
    drawer = Drawer()
    for hour in range(24 * 60):
        keep_up(drawer, NINE + timedelta(hours=hour), SAIGON, quiet)
    assert drawer.calls == 61
    assert 7 < len(drawer.there) <= 12


def test_a_failure_costs_no_older_one_and_is_tried_again() -> None:
    drawer = Drawer()
    keep_up(drawer, NINE, SAIGON, quiet)
    drawer.broken = "damaged"
    with pytest.raises(RecordsError):
        keep_up(drawer, NINE + 60 * DAY, SAIGON, quiet)
    assert len(drawer.there) == 1
    drawer.broken = ""
    assert keep_up(drawer, NINE + 60 * DAY, SAIGON, quiet) is not None


def test_one_that_cannot_be_read_does_not_count_and_is_not_removed() -> None:
    drawer = Drawer()
    bad = Backup("bad", NINE, 1, (), trouble="torn")
    drawer.there = [bad, replace(bad, name="old", made=NINE - 90 * DAY)]
    assert keep_up(drawer, NINE, SAIGON, quiet) is not None
    assert len(drawer.there) == 3


def test_trouble_stands_until_a_backup_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_module, "FIRST_S", 0.0)
    monkeypatch.setattr(backup_module, "EVERY_S", 0.01)
    drawer, said = Drawer(), list[Event]()
    drawer.broken = "records.sqlite is damaged."
    keeper = BackupKeeper(drawer, FrozenClock(), SAIGON, said.append)
    keeper.start()
    eventually(lambda: drawer.calls > 2, "several attempts")
    drawer.broken = ""
    eventually(lambda: drawer.there, "the backup")
    eventually(lambda: len(said) > 1, "the end of the trouble")
    keeper.stop()
    keeper.join()
    sentences = [e.sentence for e in said if isinstance(e, Standing)]
    assert ["damaged" in s for s in sentences] == [True, False]


def test_the_end_of_the_program_ends_a_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_module, "FIRST_S", 0.0)
    going, stopped = threading.Event(), threading.Event()

    class Slow(Drawer):
        def make(self, at: datetime, progress: Progress) -> Backup:
            try:
                while True:
                    going.set()
                    progress(0.1)
            finally:
                stopped.set()

    said = list[Event]()
    keeper = BackupKeeper(Slow(), FrozenClock(), SAIGON, said.append)
    keeper.start()
    assert going.wait(10)
    keeper.stop()
    assert stopped.wait(10)
    keeper.join()
    assert said == []


class Claim:
    """A lease that can be had or not."""

    def __init__(self, *, free: bool) -> None:
        self.free = free
        self.held = False

    def take(self) -> bool:
        """If it is free."""
        self.held = self.free
        return self.free

    def holds(self) -> bool:
        """Whether it was taken."""
        return self.held

    def writes(self) -> bool:
        """The same."""
        return self.held

    def wanted(self) -> bool:
        """By nobody."""
        return False

    def release(self) -> None:
        """Let go."""
        self.held = False


class Stage:
    """Notes what is put back, and whether nobody else could be there."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.done: list[Backup] = []

    def put_back(
        self, backup: Backup, parts: tuple[Part, ...], at: datetime, progress: Progress
    ) -> PutBack:
        """Done alone."""
        del at, progress
        assert self.claim.held
        self.done.append(backup)
        return PutBack(backup, parts, "")


@pytest.mark.parametrize("free", [True, False])
def test_a_restore_is_done_alone_or_not_at_all(free: bool) -> None:
    claim = Claim(free=free)
    stage = Stage(claim)
    backup = Backup("x", NINE, 1, tuple(Part))
    if free:
        put_back(stage, claim, backup, tuple(Part), NINE, quiet)
    else:
        with pytest.raises(RecordsError, match="Close it"):
            put_back(stage, claim, backup, tuple(Part), NINE, quiet)
    assert len(stage.done) == int(free)
    assert not claim.held
