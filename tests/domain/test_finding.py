"""Names, ids and searching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.answer.template import LONGEST_NAME, is_language, is_name, new_id
from shopdesk.domain.finding import folded, found


@pytest.mark.parametrize(
    ("typed", "text", "there"),
    [
        ("giay", "Đôi giày búp bê", True),
        ("GIÀY búp", "Đôi giày búp bê", True),
        ("doi tra", "Đổi trả hàng", True),
        ("ещё", "еще раз", True),
        ("мой", "мои вещи", False),
        ("", "anything", True),
        ("boots", "shoes", False),
    ],
)
def test_finding_by_a_few_letters(typed: str, text: str, there: bool) -> None:
    assert found(typed, text) is there


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(text)
    assert folded(once) == once


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Where is my order?", "where-is-my-order"),
        ("Đổi / trả hàng", "doi-tra-hang"),
        ("Где заказ?", "где-заказ"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "template"),
        ("taken", "taken-2"),
    ],
)
def test_an_id_from_a_title(title: str, id: str) -> None:
    assert new_id(title, {"taken"}) == id


@given(st.text(), st.sets(st.text(max_size=3)))
def test_every_id_is_a_name_of_its_own(title: str, taken: set[str]) -> None:
    id = new_id(title, taken)
    assert is_name(id)
    assert len(id) <= LONGEST_NAME
    assert id not in taken


@pytest.mark.parametrize(
    "text", ["", ".", "..", "../x", "a/b", "a\\b", "a b", "-a", "a\n", "x" * 65]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("code", "so"),
    [("en", True), ("pt-BR", True), ("zh-Hans", True), ("EN", False), ("../x", False)],
)
def test_languages(code: str, so: bool) -> None:
    assert is_language(code) is so
