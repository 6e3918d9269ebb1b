"""What `shopdesk check` says of this computer and its clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.shop import health

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "ok"),
    [(timedelta(days=-400), True), (timedelta(minutes=2), True), (timedelta(seconds=121), False)],
)
def test_a_mail_from_the_future_tells_of_our_clock(ahead: timedelta, ok: bool) -> None:
    assert health.clock(NOW + ahead, NOW).ok is ok


def test_an_empty_mailbox_tells_nothing() -> None:
    assert health.clock(None, NOW).ok


@pytest.mark.parametrize(
    ("free", "ok", "said"),
    [(200 * 2**20, True, "200 MiB"), (200 * 2**20 - 1, False, "199 MiB"), (3 * 2**30, True, "3.0")],
)
def test_room(free: int, ok: bool, said: str) -> None:
    item = health.room(free)
    assert item.ok is ok
    assert said in item.said


@pytest.mark.parametrize(
    ("name", "needed", "ok"), [("KWallet", True, True), ("", True, False), ("", False, True)]
)
def test_a_keyring_is_missed_only_where_it_is_needed(name: str, needed: bool, ok: bool) -> None:
    assert health.keyring(name, needed=needed).ok is ok


def test_a_server_without_idle_is_no_fault() -> None:
    item = health.capabilities({"IMAP4REV1", "MOVE"})
    assert item.ok
    assert item.said.startswith("MOVE. No IDLE")


def test_damaged_records() -> None:
    assert health.records(()).ok
    item = health.records(("row 1 missing",))
    assert not item.ok
    assert "restore" in item.said
