"""Design section 8, first row: what comes in is inert and visible as text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.plain import MOST_MARKS, nfc, one_line, plain

STEERING = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x61C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xE0000, 0xE0080),
    *range(0xD800, 0xE000, 97),
]
HOSTILE = st.text(st.sampled_from([chr(c) for c in STEERING]) | st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x9b31mred", "⟨9B⟩31mred"),
        ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\"),
        ("photo\u202egpj.exe", "photo⟨202E⟩gpj.exe"),
        ("\u2066a\u2069", "⟨2066⟩a⟨2069⟩"),
        ("a\x7fb\0c", "a␡b␀c"),
        ("hi\U000e0041", "hi⟨E0041⟩"),
        ("half \ud83d", "half \ufffd"),
        ("a\tb", "a b"),
        ("a\r\nb\nc\rd", "a b c d"),
        ("a\u2028b", "a⟨2028⟩b"),
        ("\ufeffhello", "⟨FEFF⟩hello"),
        ("Nguyê\u0303n", "Nguyễn"),
        ("", ""),
    ],
)
def test_one_line_of_text(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_lines_are_kept_when_asked_for() -> None:
    assert plain("a\r\nb\rc\n\td", lines=True) == "a\nb\nc\n    d"


@pytest.mark.parametrize(
    "text",
    [
        "Giày này còn size 38 không ạ?",
        "Где мой заказ № 1042?",
        "👩‍👩‍👧 ❤️ 👍🏽",
        "می‌خواهم",
        "שָׁלוֹם",
        "हिन्दी",
        "[/] [@click=app.quit] {{ x }} <img>",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert plain(text) == unicodedata.normalize("NFC", text)


def test_towers_of_marks_are_cut() -> None:
    assert len(plain("z" + "\u0335\u0301" * 500)) <= 1 + MOST_MARKS


def test_many_marks_take_no_time() -> None:
    # Sorting them all would take hours.
    assert len(nfc("\u0301\u0323" * 2_000_000)) <= MOST_MARKS


@given(HOSTILE, st.booleans())
def test_no_steering_character_comes_through(text: str, lines: bool) -> None:
    shown = plain(text, lines=lines)
    steering = {chr(c) for c in STEERING} - ({"\n"} if lines else set())
    assert not steering & set(shown)
    shown.encode("utf-8")
    assert unicodedata.is_normalized("NFC", shown)
    assert plain(shown, lines=lines) == shown


@given(HOSTILE)
def test_one_line_has_no_controls_and_no_blanks_around_it(text: str) -> None:
    line = one_line(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line)
    assert line == " ".join(line.split())
    assert unicodedata.is_normalized("NFC", line)
