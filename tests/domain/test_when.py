"""Times as an owner types them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.clock.when import when

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
"""Saturday, 10:30 in the shop."""


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("17:30", "2026-11-21 17:30"),
        ("9:00", "2026-11-22 09:00"),
        ("tomorrow", "2026-11-22 09:00"),
        ("tomorrow 14:15", "2026-11-22 14:15"),
        ("mai 8:00", "2026-11-22 08:00"),
        ("завтра", "2026-11-22 09:00"),
        ("thu 12:00", "2026-11-26 12:00"),
        ("Thursday 12:00", "2026-11-26 12:00"),
        ("12:00 чт", "2026-11-26 12:00"),
        ("t5 12:00", "2026-11-26 12:00"),
        ("sat 9:00", "2026-11-28 09:00"),
        ("sat 11:00", "2026-11-21 11:00"),
        ("2 h", "2026-11-21 12:30"),
        ("90 min", "2026-11-21 12:00"),
        ("+3 days", "2026-11-24 10:30"),
        ("3 ngày", "2026-11-24 10:30"),
        ("2 tiếng", "2026-11-21 12:30"),
        ("2 часа", "2026-11-21 12:30"),
        ("90 минут", "2026-11-21 12:00"),
        ("ngày mai 8:00", "2026-11-22 08:00"),
        ("2026-12-01", "2026-12-01 09:00"),
        ("2026-12-01 18:00", "2026-12-01 18:00"),
    ],
)
def test_it_means(typed: str, local: str) -> None:
    meant = when(typed, NOW, ZONE)
    assert meant is not None
    assert f"{meant.astimezone(ZONE):%Y-%m-%d %H:%M}" == local


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "25:00", "9:75", "0 h", "2020-01-01", "2026-13-01", "today 9:00", "mon tue", "7"],
)
def test_it_means_nothing(typed: str) -> None:
    assert when(typed, NOW, ZONE) is None


@given(st.text(max_size=30))
def test_it_is_never_the_past(typed: str) -> None:
    meant = when(typed, NOW, ZONE)
    assert meant is None or meant > NOW
