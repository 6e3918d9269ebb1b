"""Ratings by mail."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.survey import (
    Vote,
    comment_in,
    is_bad,
    is_ours,
    link,
    token,
    typed_rating,
    vote_in,
)

KEY = b"k" * 32


@given(st.integers(1, 10**9), st.integers(0, 10))
def test_a_link_carries_a_rating_that_we_signed(survey: int, rating: int) -> None:
    """Through the mail program and back."""
    url = urlsplit(link("hello@shop.example", KEY, survey, rating))
    assert (url.scheme, url.path) == ("mailto", "hello@shop.example")
    (subject,) = parse_qs(url.query)["subject"]
    vote = vote_in(f"Re: {subject}")
    assert vote is not None
    assert (vote.survey, vote.rating) == (survey, rating)
    assert is_ours(KEY, vote)


def test_a_forged_rating_is_told() -> None:
    """Another key, another rating, another survey."""
    vote = vote_in(token(KEY, 7, 5))
    assert vote is not None
    assert not is_ours(b"x" * 32, vote)
    assert not is_ours(KEY, Vote(7, 1, vote.mark))
    assert not is_ours(KEY, Vote(8, 5, vote.mark))


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("5", 5),
        ("  5\n\nThank you", 5),
        ("4/5 good", 4),
        ("3 из 5", 3),
        ("5!", 5),
        ("**5**", 5),
        ("★★★★", 4),
        ("6", None),
        ("0", None),
        ("50 % off?", None),
        ("5.5", None),
        ("12:30 works for me", None),
        ("4/10", None),
        ("Where is my order 5?", None),
        ("", None),
    ],
)
def test_what_a_customer_just_types(text: str, rating: int | None) -> None:
    """At the beginning, and within the scale."""
    assert typed_rating(text, Scale.CSAT) == rating


def test_ten_is_a_rating_of_ten() -> None:
    """Where the scale goes so far."""
    assert typed_rating("10", Scale.NPS) == 10
    assert typed_rating("10", Scale.CES) is None


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("5", ""),
        ("5 - lovely shoes", "lovely shoes"),
        ("2\nThe box was wet.", "The box was wet."),
        (f"Great! {token(KEY, 1, 5)}", "Great!"),
    ],
)
def test_comments_are_kept(text: str, comment: str) -> None:
    """Without the rating and the mark."""
    assert comment_in(text) == comment


def test_two_is_bad() -> None:
    """And three is not."""
    assert is_bad(2)
    assert not is_bad(3)
