"""What is one word to a search, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.guests.search import stem, wanted, words
from shopdesk.domain.guests.search.wanted import MOST_WORDS
from shopdesk.domain.guests.search.words import LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đơn hàng #1042 của tôi", ["don", "hang", "1042", "cua", "toi"]),
        ("Giày\u0300 GIẤY giây", ["giay", "giay", "giay"]),
        ("Ещё раз: ёлка, мой", ["еще", "раз", "елка", "мои"]),
        ("the customer's shoes", ["the", "customers", "shoes"]),
        ("anna.roe@example.com", ["anna", "roe", "example", "com"]),
        ("VN-10423_b", ["vn", "10423", "b"]),
        ("\x00\x1b[31m \ud800 …", ["31m"]),
        ("", []),
    ],
)
def test_words_are_made_comparable(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_word_without_end_counts_as_several() -> None:
    assert [len(word) for word in words("x" * (2 * LONGEST_WORD + 1))] == [40, 40, 1]


@pytest.mark.parametrize(
    "forms",
    [
        "order orders ordered ordering",
        "ship ships shipped shipping",
        "delivery deliveries",
        "box boxes",
        "size sizes",
        "exchange exchanged exchanging",
        "refund refunds refunded",
        "посылка посылки посылку посылок посылкой",
        "заказ заказа заказы заказов заказал заказать заказано",
        "доставка доставку доставки доставкой",
        "возврат возврата возвратом",
        "размер размеры размером",
        "получил получила получить получит получили",
        "купил купила купить купили",
        "оплата оплатить оплатила",
        "ботинки ботинок ботинка",
        "красный красная красные красного",
        "обувь обуви обувью",
        "вернуть вернули верните",
    ],
)
def test_endings_do_not_count(forms: str) -> None:
    assert len({stem(word) for word in words(forms)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("order", "older"), ("shoe", "shop"), ("размер", "разница"), ("адрес", "адвокат")],
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("short", ["a", "on", "is", "the", "bus", "я", "он", "два", "1042", "x2y"])
def test_what_is_short_or_no_word_has_no_ending(short: str) -> None:
    assert stem(short) == short


@given(st.text())
def test_a_stem_is_never_empty_and_begins_as_the_word(text: str) -> None:
    for word in words(text):
        base = stem(word)
        assert base
        assert base[:2] == word[:2]


def test_a_blank_says_that_the_last_word_is_complete() -> None:
    assert wanted("don ha").typing
    assert not wanted("don ha ").typing
    assert wanted("  ") == wanted("")
    assert wanted("").words == ()


def test_a_query_is_never_an_order_to_the_search_engine() -> None:
    typed = 'NEAR("shoes" AND * OR words:x) \x00 ^a - +b "'
    assert wanted(typed).words == ("near", "shoes", "and", "or", "words", "x", "a", "b")
    assert len(wanted("a " * 1_000).words) == MOST_WORDS


def test_marks_that_were_typed_are_noticed() -> None:
    assert wanted("Giày don").marked == ("giày",)
    assert wanted("giay don").marked == ()


@pytest.mark.parametrize(
    ("typed", "word", "meant"),
    [
        ("gi", "giay", {0}),
        ("gi ", "giay", set()),
        ("посылку", "посылка", {0}),
        ("don ha", "hang", {1}),
        ("don ha", "dong", set()),
        ("a a", "a", {0, 1}),
    ],
)
def test_which_words_are_meant(typed: str, word: str, meant: set[int]) -> None:
    assert wanted(typed).meant(word) == meant
