"""What the owner's corrections teach, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.triage import Categoriser, Correction, categorise, words_in


def taught(*lessons: tuple[str, Category]) -> Categoriser:
    """After these corrections."""
    return Categoriser([Correction(words_in("", text), kind) for text, kind in lessons])


def test_nothing_learnt_is_the_rules() -> None:
    for text in ("Where is my parcel?", "Hello", "I want my money back"):
        assert Categoriser().categorise("", text) == categorise("", text)


@pytest.mark.parametrize(
    ("lesson", "asked"),
    [
        ("Could you engrave initials on the brogues?", "Can the brogues get initials engraved?"),
        (
            "Shop ơi có khắc tên lên giày được không ạ",
            "Em muốn khắc tên lên giày, shop có làm không",
        ),
        ("Можно ли выгравировать имя на ремне?", "Хочу выгравировать имя, делаете?"),
    ],
)
def test_one_correction_is_enough_for_the_same_question(lesson: str, asked: str) -> None:
    assert categorise("", asked)[0] is not Category.PRE_SALE
    kind, why = taught((lesson, Category.PRE_SALE)).categorise("", asked)
    assert kind is Category.PRE_SALE
    assert why != categorise("", asked)[1]


def test_the_same_mail_gets_the_owners_category_against_a_rule() -> None:
    text = "The tracking says delivered, the neighbour signed for the laces"
    assert categorise("", text)[0] is Category.DELIVERY
    assert taught((text, Category.COMPLAINT)).categorise("", text)[0] is Category.COMPLAINT


@pytest.mark.parametrize(
    "text",
    [
        "Where is my order #1042?",
        "I want my money back",
        "The left shoe is damaged",
        "Còn size 38 không ạ?",
        "Где мой заказ?",
        "Hello, are you open on Sunday?",
        "",
    ],
)
def test_a_correction_changes_nothing_else(text: str) -> None:
    learnt = taught(
        ("Could you engrave initials on the brogues?", Category.PRE_SALE),
        ("Please send me a sample of the leather", Category.ORDER),
        ("Shop có khắc tên không", Category.PRE_SALE),
    )
    assert learnt.categorise("", text) == categorise("", text)


def test_the_nearest_correction_counts_most() -> None:
    learnt = taught(
        ("engrave initials on brown brogues", Category.PRE_SALE),
        ("engraved initials are misspelt", Category.COMPLAINT),
    )
    assert learnt.categorise("", "the initials engraved: misspelt")[0] is Category.COMPLAINT
    assert learnt.categorise("", "engrave my initials on brogues")[0] is Category.PRE_SALE


def test_a_later_correction_of_the_same_mail_wins_with_its_like() -> None:
    text = "engrave initials"
    first, then = (text, Category.PRE_SALE), (text, Category.ORDER)
    assert taught(first, then, then).categorise("", text)[0] is Category.ORDER


@given(st.lists(st.tuples(st.text(), st.sampled_from(Category)), max_size=8), st.text())
def test_any_lessons_and_any_mail(lessons: list[tuple[str, Category]], text: str) -> None:
    kind, why = taught(*lessons).categorise(text, text)
    assert kind in Category
    assert why


@given(st.text(), st.text())
def test_what_is_kept_of_a_mail_is_bounded(subject: str, text: str) -> None:
    assert len(words_in(subject, text * 300)) <= 400
