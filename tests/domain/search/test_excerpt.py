"""Where the words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.guests.search import Excerpt, Reader, Roll, wanted


def excerpt(text: str, typed: str, width: int = 40) -> Excerpt:
    """One look."""
    return Reader(wanted(typed)).excerpt(text, width)


def hits(found: Excerpt) -> list[str]:
    """What is marked."""
    return [found.text[start:end] for start, end in found.hits]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Đôi giày\n\nđẹp quá", "giay", ["giày"]),
        ("Где моя ПОСЫЛКА?", "посылку", ["ПОСЫЛКА"]),
        ("Two orders, one order", "order", ["orders", "order"]),
        ("the customer's bag", "customers", ["customer's"]),
        ("e\u0301te\u0301 1042", "1042 ete", ["e\u0301te\u0301", "1042"]),
        ("nothing of it", "zebra", []),
        ("", "zebra", []),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, typed: str, marked: list[str]) -> None:
    assert hits(excerpt(text, typed)) == marked


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    text = "alpha " + "x " * 100 + "beta gamma " + "y " * 100 + "alpha"
    found = excerpt(text, "alpha beta gamma")
    assert hits(found) == ["beta", "gamma"]
    assert found.seen == {0, 1, 2}
    assert excerpt(text, "alpha zeta").seen == {0}


def test_a_hit_is_not_cut() -> None:
    text = "word " * 60 + "needle"
    found = excerpt(text, "needle")
    assert found.text.endswith("needle")
    assert hits(found) == ["needle"]


@given(st.text(), st.text(max_size=30), st.integers(1, 80))
def test_any_text_has_an_excerpt(text: str, typed: str, width: int) -> None:
    found = excerpt(text, typed, width)
    assert len(found.text) <= width
    assert all(0 <= start < end <= len(found.text) for start, end in found.hits)
    assert list(found.hits) == sorted(found.hits)


def roll(typed: str, *entries: str, limit: int = 10) -> list[int]:
    """One look into a list."""
    return Roll(entries).find(wanted(typed), limit)


def test_a_list_is_looked_through_for_the_beginnings_of_words() -> None:
    entries = ("Nguyễn Thị Minh minh@x.example", "Anton Petrov", "Minh Anh an@y.example", "")
    assert roll("minh", *entries) == [0, 2]
    assert roll("minh an", *entries) == [2]
    assert roll("nguyen minh", *entries) == [0]
    assert roll("inh", *entries) == []
    assert roll("", *entries) == []
    assert roll("minh", *entries, limit=1) == [0]
    assert roll("minh") == []


def test_words_of_two_entries_are_not_found_together() -> None:
    assert roll("anna roe", "Anna", "Roe", "Anna\nRoe") == [2]
