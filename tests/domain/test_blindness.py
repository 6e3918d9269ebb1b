"""When it is worth a ring that nobody watches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.alarm.blindness import Outage, begun, ended
from shopdesk.domain.alarm.watching import Watching, WatchState

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
BOX = "hello@shop.example"


def state(watching: Watching, reason: str = "No answer.") -> WatchState:
    """A mailbox that stands so since nine."""
    return WatchState(BOX, watching, NINE, reason=reason)


@pytest.mark.parametrize(("seconds", "rings"), [(0, False), (60, False), (61, True), (9999, True)])
def test_a_minute_of_blindness_is_told_of(seconds: float, rings: bool) -> None:
    found = begun([state(Watching.DOWN)], {}, NINE + timedelta(seconds=seconds))
    assert found == ((Outage(BOX, NINE, "No answer."),) if rings else ())


@pytest.mark.parametrize("watching", [w for w in Watching if w is not Watching.DOWN])
def test_nothing_else_is_blindness(watching: Watching) -> None:
    assert begun([state(watching)], {}, NINE + timedelta(hours=1)) == ()


def test_it_is_told_once_for_each_mailbox() -> None:
    later = NINE + timedelta(hours=1)
    (outage,) = begun([state(Watching.DOWN)], {}, later)
    other = WatchState("other@shop.example", Watching.DOWN, NINE, reason="No.")
    again = begun([state(Watching.DOWN), other], {BOX: outage}, later)
    assert [o.mailbox for o in again] == ["other@shop.example"]


@pytest.mark.parametrize(
    ("watching", "over"),
    [
        (Watching.IDLE, True),
        (Watching.POLL, True),
        (Watching.DOWN, False),
        (Watching.CONNECTING, False),
    ],
)
def test_it_is_over_when_the_mailbox_is_seen(watching: Watching, over: bool) -> None:
    outage = Outage(BOX, NINE, "No answer.")
    assert ended([state(watching)], {BOX: outage}) == ((outage,) if over else ())


def test_what_was_not_told_of_needs_no_end() -> None:
    assert ended([state(Watching.IDLE)], {}) == ()
