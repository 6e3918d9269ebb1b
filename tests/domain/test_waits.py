"""Design section 4.1-4.3: when a clock starts, when it is due, what an answer ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.wait import Waiting, joined, split, waiting_for

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
OPEN = AlwaysOpen()


def at(minute: float, message: int, target: float = 5) -> Waiting:
    """A message that came `minute` minutes past nine."""
    return Waiting(message, NINE + timedelta(minutes=minute), timedelta(minutes=target))


def test_a_wait_starts_at_its_first_message_whatever_the_order() -> None:
    wait = joined(waiting_for([at(3, 2)], OPEN), at(0, 1), OPEN)
    assert wait.started == NINE
    assert [m.message for m in wait.messages] == [1, 2]


def test_later_messages_do_not_restart_the_clock() -> None:
    wait = joined(waiting_for([at(0, 1)], OPEN), at(4, 2), OPEN)
    assert wait.due == NINE + timedelta(minutes=5)


def test_the_most_urgent_message_decides_when_it_is_due() -> None:
    wait = joined(waiting_for([at(0, 1, target=60)], OPEN), at(10, 2, target=5), OPEN)
    assert wait.due == NINE + timedelta(minutes=15)


def test_the_same_message_twice_changes_nothing() -> None:
    wait = waiting_for([at(0, 1)], OPEN)
    assert joined(wait, at(0, 1), OPEN) == wait


def test_what_the_composer_did_not_show_waits_on_from_its_own_time() -> None:
    wait = waiting_for([at(0, 1), at(2, 2)], OPEN, rung=3)
    ended, going = split(wait, frozenset({1}), OPEN)
    assert ended is not None and going is not None
    assert [m.message for m in ended.messages] == [1]
    assert going.started == NINE + timedelta(minutes=2)
    assert going.rung == -1


def test_an_answer_to_nothing_ends_nothing() -> None:
    wait = waiting_for([at(0, 1)], OPEN)
    assert split(wait, frozenset({9}), OPEN) == (None, wait)


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(1, 60)), min_size=1, max_size=8),
    st.sets(st.integers(0, 7)),
)
def test_a_split_loses_no_message(times: list[tuple[int, int]], answered: set[int]) -> None:
    wait = waiting_for([at(m, n, t) for n, (m, t) in enumerate(times)], OPEN)
    parts = [part for part in split(wait, frozenset(answered), OPEN) if part]
    assert sorted(m.message for p in parts for m in p.messages) == list(range(len(times)))
    assert all(p.due == min(m.received + m.target for m in p.messages) for p in parts)
