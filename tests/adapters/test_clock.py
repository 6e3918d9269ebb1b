"""This computer's clock."""

import datetime as dt

from shopdesk.adapters.clock import SystemClock


def test_it_is_the_time_in_utc() -> None:
    before = dt.datetime.now(dt.UTC)
    now = SystemClock().now()
    assert before <= now <= dt.datetime.now(dt.UTC)
    assert now.tzinfo is dt.UTC
