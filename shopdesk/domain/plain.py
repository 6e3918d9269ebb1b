"""Text that others wrote, made harmless.

A terminal obeys what is written to it: an escape sequence in a subject can retitle the window or
fill the clipboard, and a direction override shows `exe.jpg` where `gpj.exe` stands. Whatever comes
from outside goes through `plain` on its way to a screen, a notification or a pipe.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 8
"""Combining marks one after another; no script that people write in needs as many."""

_TAB = " " * 4
_CONTROL = range(0x20)
_C1 = range(0x80, 0xA0)
_UNSEEN = (
    0x061C,  # marks, embeddings, overrides and isolates of direction
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x2070),
    0x2028,  # breaks that some programs take for a line's end
    0x2029,
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),  # letters in disguise
)

_VISIBLE: dict[int, str] = {
    **{code: f"⟨{code:X}⟩" for code in (*_C1, *_UNSEEN)},
    **{code: chr(0x2400 + code) for code in _CONTROL},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x7F: "\u2421",
    0x09: _TAB,
}
_ONE_LINE = _VISIBLE | {0x09: " ", 0x0A: " "}
_LINES = _VISIBLE | {0x0A: "\n"}

_CRLF = re.compile(r"\r\n?")
_FOLD = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_SYMBOLS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
"""Where too many marks can be: they are neither letters nor blanks."""


def plain(text: str, *, lines: bool = False) -> str:
    """The text with every character that steers a terminal made visible, in NFC.

    Line ends stay, as `\\n`, with `lines`; without it they become blanks. Joiners within emoji and
    words stay.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _CRLF.sub("\n", text) if "\r" in text else text
    return nfc(text.translate(_LINES if lines else _ONE_LINE))


def one_line(text: str) -> str:
    """For subjects and names: one line, NFC, blanks and control characters one blank each run."""
    return nfc(_FOLD.sub(" ", text)).strip()


def nfc(text: str) -> str:
    """NFC, with rows of combining marks cut to `MOST_MARKS`.

    The cut comes first as well, since sorting long rows of marks takes time that grows with the
    square of their length.
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", _SYMBOLS.sub(_fewer_marks, text))
    return _SYMBOLS.sub(_fewer_marks, composed)


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
