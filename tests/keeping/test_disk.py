"""A disk that fills up under the running program: nothing is lost, and it goes on by itself."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.desk.events import Event, Standing
from shopdesk.desk.watch.room import RoomKeeper
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.shop.room import FULL, LOW, Room, rated
from tests.adapters.records.builders import reply
from tests.keeping.conftest import SHOP, Keeper, Watch, fetches, make_keeper
from tests.servers.waiting import eventually
from tests.shop import Mail

MIB = 1 << 20
RESUMES_S = 10.0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def cramped(tmp_path: Path, disk: Path) -> Iterator[Keeper]:
    """A shop whose profile lies on the small disk."""
    (disk / "profile").mkdir(0o700)
    with make_keeper(tmp_path, disk / "profile") as keeper:
        yield keeper


def fill(disk: Path, leave: int) -> Path:
    """Take all the room but `leave` bytes."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as handle:
        while (free := os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize) > leave:
            try:
                handle.write(b"\0" * min(free - leave, MIB))
            except OSError as error:
                assert error.errno == errno.ENOSPC
                break
    return ballast


def standing(watch: Watch) -> str:
    """What stands about the disk."""
    said = [s["sentence"] for s in watch.heard("standing") if s["topic"] == "room"]
    return str(said[-1]) if said else ""


def names(keeper: Keeper) -> list[str]:
    """Who waits for an answer."""
    with keeper.records() as records:
        return sorted(a.name for a in records.alarms(backlog=False))


@pytest.mark.parametrize("leave", [8 * MIB, 0])
def test_a_full_disk_stops_the_fetching_and_room_resumes_it(
    cramped: Keeper, disk: Path, leave: int
) -> None:
    with cramped.watch() as watch:
        watch.wait_for(fetches, "the watch")
        assert "fills up" in standing(watch)
        cramped.deliver(Mail(id="first@example.com"))
        watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the first mail")
        with cramped.records() as records:
            before = records.cursor(SHOP, "INBOX")
        ballast = fill(disk, leave)
        watch.wait_for(lambda _: "DISK FULL" in standing(watch), "the warning")
        cramped.deliver(Mail(sender="Bo <bo@example.com>", id="second@example.com"))
        watch.wait_for(lambda state: state == "not watching", "it to stop")
        assert len(watch.heard("customer-wrote")) == 1
        ballast.unlink()
        watch.wait_for(lambda _: len(watch.heard("customer-wrote")) == 2, "the second", RESUMES_S)
        watch.wait_for(fetches, "the watch again", RESUMES_S)
        assert names(cramped) == ["Bo", "Jane Roe"]
        with cramped.records() as records:
            after = records.cursor(SHOP, "INBOX")
            assert records.problems() == ()
        assert before is not None and after is not None
        assert after[1] == before[1] + 1


def test_a_reply_waits_for_room_and_leaves_once(cramped: Keeper, disk: Path) -> None:
    cramped.store.add_account("jane@example.com", "x")
    with cramped.watch() as watch:
        watch.wait_for(fetches, "the watch")
        cramped.deliver(Mail(id="first@example.com"))
        watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the mail")
        ballast = fill(disk, 8 * MIB)
        watch.wait_for(lambda _: "DISK FULL" in standing(watch), "the warning")
        with cramped.records() as records:
            (alarm,) = records.alarms(backlog=False)
            draft = replace(
                reply(alarm.conversation),
                mailbox=SHOP,
                sender=SHOP,
                recipients=("jane@example.com",),
                raw=b"From: hello@lans-shoes.example\r\nTo: jane@example.com\r\n"
                b"Message-ID: <ours@shoes.example>\r\n\r\nIt is on its way.\r\n",
                due=datetime.now(UTC),
            )
            number = records.queue(draft, "")
            watch.wait_for(lambda _: bool(watch.heard("trouble")), "the courier to stop")
            assert records.dispatch(number).stage is Stage.QUEUED
            ballast.unlink()
            eventually(
                lambda: records.dispatch(number).stage is Stage.FILED, "the reply to leave", 20
            )
        assert len(cramped.store.messages("jane@example.com")) == 1


def test_the_board_says_so_and_goes_on(cramped: Keeper, disk: Path) -> None:
    with cramped.board() as board:
        board.wait_for("watching ·", "fills up")
        ballast = fill(disk, 8 * MIB)
        board.wait_for("DISK FULL")
        cramped.deliver(Mail())
        board.wait_for("NOT WATCHING", "full")
        assert "Jane Roe" not in board.text
        ballast.unlink()
        board.wait_for("Jane Roe", "watching ·", seconds=RESUMES_S)
        board.wait_without("DISK FULL", "NOT WATCHING")


class _Disk:
    """As full as it is told."""

    def __init__(self) -> None:
        self.left: int | None = 10 * LOW

    def free(self) -> int | None:
        """Bytes."""
        return self.left


def test_each_change_of_the_room_is_said_once() -> None:
    disk, said, woken = _Disk(), list[Event](), list[bool]()
    keeper = RoomKeeper(disk, said.append, lambda: woken.append(True))
    for left in (10 * LOW, LOW - 1, LOW - 2, FULL - 1, 0, FULL, 10 * LOW, None):
        disk.left = left
        keeper.look()
    sentences = [e.sentence for e in said if isinstance(e, Standing)]
    assert [bool(s) for s in sentences] == [True, True, True, False]
    assert sentences[1].startswith("DISK FULL")
    assert woken == [True]


def test_the_lines_between_room_and_none() -> None:
    assert [rated(n) for n in (FULL - 1, FULL, LOW - 1, LOW)] == [
        Room.FULL,
        Room.LOW,
        Room.LOW,
        Room.AMPLE,
    ]
