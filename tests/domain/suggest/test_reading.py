"""Words made comparable."""

from __future__ import annotations

import pytest

from shopdesk.domain.answer.suggest.reading import NUMBER, Form, forms, words
from shopdesk.domain.answer.suggest.spelling import Speller


@pytest.mark.parametrize(
    ("form", "alike"),
    [
        (Form.ENGLISH, "cancel cancels cancelled cancelling canceled cancellation"),
        (Form.ENGLISH, "delivery deliveries delivered delivering deliver"),
        (Form.ENGLISH, "change changes changed changing"),
        (Form.ENGLISH, "refund refunds refunded refundable"),
        (Form.ENGLISH, "colour color colors"),
        (Form.RUSSIAN, "отмена отмены отмену отменить отмените отменил отменён"),
        (Form.RUSSIAN, "заказ заказа заказе заказом заказы заказов"),
        (Form.RUSSIAN, "размер размера размером размеров"),
        (Form.VIETNAMESE, "hủy huỷ HỦY"),
        (Form.VIETNAMESE, "hóa hoá"),
        (Form.BARE_VIETNAMESE, "hủy huỷ huy HUY"),
        (Form.BARE_VIETNAMESE, "đổi đôi đợi doi"),
    ],
)
def test_the_same_word(form: Form, alike: str) -> None:
    assert len(set(words(alike, form))) == 1


@pytest.mark.parametrize(
    ("form", "apart"),
    [
        (Form.VIETNAMESE, "đổi đôi đợi doi"),
        (Form.VIETNAMESE, "quý quy"),
        (Form.ENGLISH, "order older"),
        (Form.RUSSIAN, "счёт счётчик размер рассрочка"),
    ],
)
def test_different_words(form: Form, apart: str) -> None:
    assert len(set(words(apart, form))) == len(apart.split())


def test_short_forms_are_read_in_full() -> None:
    assert words("ko đc", Form.VIETNAMESE) == ["không", "được"]
    assert words("my acct isn't ok", Form.ENGLISH) == words("my account is not ok", Form.ENGLISH)
    assert words("don’t", Form.ENGLISH) == words("dont", Form.ENGLISH) == ["do", "not"]


def test_numbers_are_all_alike() -> None:
    assert words("order 00123842 SHOP-1042 x2", Form.ENGLISH) == [
        "order",
        NUMBER,
        "shop",
        NUMBER,
        "x2",
    ]


@pytest.mark.parametrize(
    ("text", "language", "best"),
    [
        ("Where is my order?", "en", Form.ENGLISH),
        ("Đơn hàng của em đâu rồi ạ?", "", Form.VIETNAMESE),
        ("don hang cua em dau roi", "vi", Form.BARE_VIETNAMESE),
        ("Где мой заказ?", "en", Form.RUSSIAN),
        ("Wo ist meine Bestellung?", "de", Form.ENGLISH),
        ("", "", Form.ENGLISH),
    ],
)
def test_the_form_of_a_text(text: str, language: str, best: Form) -> None:
    assert forms(text, language)[0] == (best, 1.0)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("refnud", "refund"),
        ("refud", "refund"),
        ("reefund", "refund"),
        ("rafund", "refund"),
        ("shpi", "ship"),
        ("refund", "refund"),
        ("shop", "shop"),
        ("refnd1", "refnd1"),
        ("rfnd", "rfnd"),
        ("something", "something"),
    ],
)
def test_one_slip_is_mended(word: str, meant: str) -> None:
    assert Speller({"refund", "ship", "to", "package"}).meant(word) == meant
