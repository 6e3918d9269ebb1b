"""What customers are called, from the names that their mail programs send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.answer.salutation import first_name, last_name


@pytest.mark.parametrize(
    ("name", "language", "first", "last"),
    [
        ("Jane Roe", "en", "Jane", "Roe"),
        ("Roe, Jane", "en", "Jane", "Roe"),
        ("jane roe", "en", "Jane", "Roe"),
        ("LIAM O'CONNOR", "en", "Liam", "O'Connor"),
        ("Anne-Marie Dupont", "fr", "Anne-Marie", "Dupont"),
        ("Dr. Jane Roe Jr.", "en", "Jane", "Roe"),
        ("Mr. Roe", "en", "", "Roe"),
        ("J. Roe", "en", "", "Roe"),
        ("Cher", "en", "Cher", ""),
        # Vietnamese: the family first, the given name last
        ("Nguyễn Thị Minh", "vi", "Minh", "Nguyễn"),
        ("LÊ HOÀNG NAM", "vi", "Nam", "Lê"),
        ("Nguyen Thi Minh", "en", "Minh", "Nguyen"),
        ("Do Van An", "en", "An", "Do"),
        ("Chị Minh", "vi", "Minh", ""),
        # as Vietnamese abroad write it
        ("Minh Nguyễn", "vi", "Minh", "Nguyễn"),
        ("Mai Nguyễn", "vi", "Mai", "Nguyễn"),
        # a Frenchman, unless the mail is Vietnamese
        ("Le Van", "en", "Le", "Van"),
        # Russian: either order, and the patronymic is part of the address
        ("Антон Петров", "ru", "Антон", "Петров"),
        ("Петров Антон", "ru", "Антон", "Петров"),
        ("Петрова Марина", "ru", "Марина", "Петрова"),
        ("Марина Петрова", "ru", "Марина", "Петрова"),
        ("Полина Ким", "ru", "Полина", "Ким"),
        ("Петров Антон Сергеевич", "ru", "Антон Сергеевич", "Петров"),
        ("Анна Ильинична Петрова", "ru", "Анна Ильинична", "Петрова"),
        ("Антон Сергеевич", "en", "Антон Сергеевич", ""),
        ("А. Петров", "ru", "", "Петров"),
    ],
)
def test_names(name: str, language: str, first: str, last: str) -> None:
    assert (first_name(name, language), last_name(name, language)) == (first, last)


@pytest.mark.parametrize(
    "name",
    [
        *("jane.roe@example.com", "jane.roe", "jane_roe", "Acme Support Team", 'ООО "Ромашка"'),
        *("{{ shop.name }}", "Jane (home)", "A B C D E F", "", " ", "X Æ A-12", "12345"),
    ],
)
def test_greetings_never_guess(name: str) -> None:
    assert (first_name(name, "en"), last_name(name, "en")) == ("", "")


@given(st.text(max_size=40), st.sampled_from(["en", "vi", "ru", ""]))
def test_a_name_is_one_or_two_words_without_markup(name: str, language: str) -> None:
    greeted = first_name(name, language)
    assert len(greeted.split()) <= 2
    assert not set(greeted) & set("{}%<>@\r\n")
