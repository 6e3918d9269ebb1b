"""A fault of ours in a worker: told, logged without what it says, and begun again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.profile.log import NAME, begin_log, end_log
from shopdesk.desk.bus import Bus
from shopdesk.desk.events import Event, WatchChanged
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.watch import MailboxWatch
from shopdesk.domain.alarm.watching import Watching
from shopdesk.ports.cache import Shelver
from tests.servers.waiting import eventually
from tests.shop import SHOP, FrozenClock, desk_thread, settings

SECRET = "jane@customer.example has the gout"


class Clumsy:
    """A mailbox with a fault in it."""

    def __init__(self) -> None:
        self.opened = 0

    def open(self, **_options: object) -> None:
        """Fails with what no error of ours is."""
        self.opened += 1
        raise KeyError(SECRET)

    def close(self) -> None:
        """Nothing is open."""


def _no_shelf(_number: int) -> Shelver:
    raise AssertionError("nobody gets as far as that")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskThread]:
    """A desk without mail."""
    made = desk_thread(tmp_path, settings(), Bus())
    made.start()
    yield made
    made.stop()


def test_a_watch_that_breaks_off_says_so_and_begins_again(desk: DeskThread, tmp_path: Path) -> None:
    begin_log(tmp_path)
    said, clumsy, chosen = list[Event](), Clumsy(), settings()
    watch = MailboxWatch(
        chosen,
        chosen.mailbox(SHOP),
        clumsy,  # type: ignore[arg-type]
        desk,
        FrozenClock(),
        said.append,
        lambda _: None,
        shelves=_no_shelf,
    )
    watch.start()

    def woken_again() -> bool:
        watch.wake()
        return clumsy.opened > 2

    eventually(woken_again, "it to begin again")
    watch.stop()
    watch.join(10)
    end_log()
    down = [e.state for e in said if isinstance(e, WatchChanged)]
    assert any(s.watching is Watching.DOWN and "KeyError" in s.reason for s in down)
    assert all(SECRET not in s.reason for s in down)
    log = (tmp_path / NAME).read_text("utf-8")
    assert "the watch broke off" in log and "KeyError" in log and "watch.py" in log
    assert "jane" not in log and "gout" not in log
    assert logging.getLogger("shopdesk").handlers
