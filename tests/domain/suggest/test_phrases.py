"""Phrases found in a text, and what they count."""

from __future__ import annotations

import pytest

from shopdesk.domain.answer.suggest.phrases import PhraseBook, phrases
from shopdesk.domain.answer.suggest.reading import Form, spelt, words


def book(everyday: str = "", **written: str) -> PhraseBook:
    """A book in English."""
    found = [p for id, w in written.items() for p in phrases(w, id, Form.ENGLISH)]
    known = " ".join(written.values()).replace("_", " ").replace("*", "")
    return PhraseBook(
        Form.ENGLISH,
        found,
        frozenset(words(everyday, Form.ENGLISH)),
        frozenset(spelt(known, Form.ENGLISH)),
    )


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cancel order", "please cancel that blue order of mine", True),
        ("cancel order", "the order, can you cancel it", True),
        ("cancel order", "cancel a b c d e f g h order", False),
        ("cancel order", "cancel", False),
        ("stop/cancel order", "stop the order", True),
        ("deliver*", "undeliverable", False),
        ("deliver*", "the deliverer", True),
        ("how_long", "how long is it", True),
        ("how_long", "how very long", False),
        ("how_long", "long how", False),
        ("order #", "order 1042", True),
        ("order #", "order 10", False),
        ("refund", "a refnud", True),
    ],
)
def test_what_is_found(phrase: str, text: str, found: bool) -> None:
    assert (book(one=phrase).spoken_for(text).get("one", 0) > 0) is found


def test_words_near_each_other_say_more_than_apart() -> None:
    near = book(one="cancel, order, cancel order", two="else").spoken_for("cancel order")["one"]
    far = book(one="cancel, order", two="else").spoken_for("cancel order")["one"]
    assert near > far


def test_a_word_counts_once_however_often_it_stands() -> None:
    made = book(one="refund, refund money", two="x")
    assert made.spoken_for("refund") == made.spoken_for("refund refund refund")


def test_what_few_templates_speak_of_tells_more() -> None:
    points = book(one="order, laces", two="order, shoes", three="order").spoken_for("laces order")
    assert points["one"] > 2 * points["two"]


def test_everyday_words_tell_less() -> None:
    plain = book(one="help", two="x").spoken_for("help")["one"]
    assert 0 < book("help", one="help", two="x").spoken_for("help")["one"] < plain / 2
