"""Whether a template's words were changed."""

from __future__ import annotations

import time

import pytest

from shopdesk.domain.answer.edited import was_edited

FILLED = "Hi Jane,\n\nyour order {{ order.number }} leaves on {{ day }}.\n\nLan"


@pytest.mark.parametrize(
    ("sent", "edited"),
    [
        ("Hi Jane,\nyour order 1042 leaves on Monday, at noon.\n\n\nLan", False),
        (FILLED, False),
        ("Hi Jane,\n\nyour order 1042 leaves on Monday. Sorry!\n\nLan", True),
        ("Dear Jane,\n\nyour order 1042 leaves on Monday.\n\nLan", True),
        ("Hi Jane,\n\nyour order 1042 leaves.\n\nLan", True),
        ("Hi Jane,\n\nyour order 1042 leaves on Monday.\n\nLan\nP.S. Hi", True),
        ("", True),
    ],
)
def test_blanks_may_stand_for_anything_and_spaces_do_not_count(sent: str, edited: bool) -> None:
    assert was_edited(sent, FILLED) is edited


def test_a_text_without_blanks_is_itself() -> None:
    assert not was_edited("Thank  you!\n", "Thank you!")
    assert was_edited("Thank you", "Thank you!")


def test_the_pieces_around_a_blank_do_not_overlap() -> None:
    assert was_edited("aba", "ab{{ x }}ba")
    assert not was_edited("abba", "ab{{ x }}ba")


def test_many_blanks_take_no_time() -> None:
    began = time.process_time()
    assert was_edited("a " * 20_000, "a {{ x }} " * 500 + "b")
    assert time.process_time() - began < 1
