"""One fetches and rings, whoever of them dies: board, `watch` and command, as real processes."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from shopdesk.adapters.profile.lease import BoardLease, WatchLease
from tests.keeping.conftest import Keeper, elsewhere, fetches, kill
from tests.shop import Mail

PASSES_ON_S = 10.0
ONLY_SHOWS = "this one only shows"


def test_a_killed_watch_hands_over_to_another(keeper: Keeper) -> None:
    with keeper.watch() as first, ExitStack() as later:
        first.wait_for(fetches, "the first to watch")
        second = later.enter_context(keeper.watch())
        second.wait_for(elsewhere, "the second to stand aside")
        first.kill()
        second.wait_for(fetches, "the second to take over", PASSES_ON_S)
        keeper.deliver(Mail())
        second.wait_for(lambda _: bool(second.heard("customer-wrote")), "the mail")


def test_a_killed_board_hands_over_to_watch(keeper: Keeper) -> None:
    with keeper.watch() as watch:
        watch.wait_for(fetches, "the watch")
        with keeper.board() as board:
            board.wait_for("watching ·")
            watch.wait_for(elsewhere, "the watch to stand aside")
            kill(board)
            watch.wait_for(fetches, "the watch to take over", PASSES_ON_S)
            keeper.deliver(Mail())
            watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the mail")


def test_a_killed_watch_hands_over_to_a_board_that_waits(keeper: Keeper) -> None:
    with keeper.watch() as watch:
        watch.wait_for(fetches, "the watch")
        with keeper.board() as board:
            board.wait_for("No alarms")
            watch.kill()
            board.wait_for("watching ·", seconds=PASSES_ON_S)


def test_a_second_board_shows_everything_and_writes_when_the_first_is_gone(
    keeper: Keeper,
) -> None:
    keeper.deliver(Mail())
    keeper.run("watch", "--once")
    with keeper.board() as first:
        first.wait_for("watching ·", "Jane Roe")
        with keeper.board() as second:
            second.wait_for(ONLY_SHOWS, "Jane Roe", "watched by another")
            for key in ("r", "1", "x", "c", "t", "g", "к"):
                second.press(key)
                second.wait_for(ONLY_SHOWS)
                assert "Subject" not in second.text
            second.press("enter")
            second.wait_for("Hello, where is my order?", ONLY_SHOWS)
            second.press("r", "M", "x")
            second.wait_for(ONLY_SHOWS, "Hello, where is my order?")
            second.press("escape")
            keeper.deliver(Mail(sender="Bo <bo@example.com>", id="bo@example.com"))
            second.wait_for("Bo")
            with keeper.records() as records:
                assert {a.name for a in records.alarms(backlog=False)} <= {"Jane Roe", "Bo"}
            kill(first)
            second.wait_for("watching ·", seconds=PASSES_ON_S)
            second.wait_without(ONLY_SHOWS)
            second.press("x")
            second.wait_for("not a customer")


def test_a_board_that_closes_hands_over_to_the_second(keeper: Keeper) -> None:
    with keeper.board() as first:
        first.wait_for("watching ·")
        with keeper.board() as second:
            second.wait_for(ONLY_SHOWS)
            first.press("q")
            assert first.ended() == 0
            second.wait_for("watching ·", seconds=PASSES_ON_S)
            second.wait_without(ONLY_SHOWS)


def test_a_killed_command_holds_nothing(keeper: Keeper) -> None:
    """`watch --once` has the lease while it works; here it dies in the middle."""
    for n in range(400):
        keeper.deliver(Mail(sender=f"c{n}@example.com", id=f"{n}@example.com"))
    with keeper.watch() as watch, ExitStack() as later:
        watch.wait_for(lambda _: True, "it to begin")
        second = later.enter_context(keeper.watch())
        second.wait_for(elsewhere, "the second to stand aside")
        watch.kill()
        second.wait_for(fetches, "the second to take over", PASSES_ON_S)
        with keeper.records() as records:
            found = records.counts("hello@lans-shoes.example")
        assert found["messages"] == 400


def test_who_lost_the_lease_stops_fetching(keeper: Keeper) -> None:
    """Somebody deletes the lock: the next one locks a new file, and the first must notice."""
    with keeper.watch() as first:
        first.wait_for(fetches, "the first to watch")
        for name in ("fetch.lock", "board.lock"):
            (keeper.profile.folder / name).unlink()
        lease = BoardLease(keeper.profile.folder)
        assert lease.take()
        first.wait_for(elsewhere, "the first to stop", PASSES_ON_S)
        before = len(first.heard("customer-wrote"))
        keeper.deliver(Mail())
        until = time.monotonic() + 3
        first.wait_for(lambda _: time.monotonic() > until, "some seconds without a fetch")
        assert len(first.heard("customer-wrote")) == before
        lease.release()
        first.wait_for(fetches, "it to watch again", PASSES_ON_S)
        first.wait_for(lambda _: bool(first.heard("customer-wrote")), "the mail")


@pytest.mark.parametrize("kind", [BoardLease, WatchLease])
def test_a_lease_whose_file_is_gone_is_no_lease(
    tmp_path: Path, kind: type[BoardLease] | type[WatchLease]
) -> None:
    lease = kind(tmp_path)
    assert not lease.holds()
    assert lease.take() and lease.holds()
    (tmp_path / "fetch.lock").unlink()
    assert not lease.holds()
    other = WatchLease(tmp_path)
    assert other.take() or kind is BoardLease
    other.release()
    assert lease.take() and lease.holds()
    lease.release()
    assert not lease.holds()


def test_a_long_fetch_stops_in_its_middle_when_the_lease_is_lost(keeper: Keeper) -> None:
    mails = 600
    keeper.run("watch", "--once")
    for n in range(mails):
        keeper.deliver(Mail(sender=f"c{n}@example.com", id=f"{n}@example.com"))

    def filed() -> int:
        with keeper.records() as records:
            return records.counts("hello@lans-shoes.example")["messages"]

    with keeper.watch() as watch:
        watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the first of them")
        for name in ("fetch.lock", "board.lock"):
            (keeper.profile.folder / name).unlink()
        lease = BoardLease(keeper.profile.folder)
        assert lease.take()
        watch.wait_for(elsewhere, "it to stop", PASSES_ON_S)
        reached = filed()
        assert 0 < reached < mails
        until = time.monotonic() + 2
        watch.wait_for(lambda _: time.monotonic() > until, "some seconds")
        assert filed() == reached
        lease.release()
        watch.wait_for(lambda _: filed() == mails, "the rest of them", 60)
