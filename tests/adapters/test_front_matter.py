"""Text with a head, as people write it by hand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.templates.front_matter import Sheet, WrongSheet, joined, parted

TOML = '+++\ntitle = "Late"\ntags = ["a", "b"]\n+++\n\n\nHi\n\nthere\n'
YAML = """---
# what it is picked by
title: Late: sorry   # a comment
quoted: "a \\"b\\" # c"
single: 'it''s'
tags: [late, "so, so", 'x']
files:
  - ~/a.pdf
  - "b c.pdf"
empty:
---
Hi
"""


def test_toml() -> None:
    assert parted(TOML) == Sheet({"title": "Late", "tags": ["a", "b"]}, "Hi\n\nthere", 7)


def test_yaml() -> None:
    assert parted(YAML) == Sheet(
        {
            "title": "Late: sorry",
            "quoted": 'a "b" # c',
            "single": "it's",
            "tags": ["late", "so, so", "x"],
            "files": ["~/a.pdf", "b c.pdf"],
            "empty": "",
        },
        "Hi",
        12,
    )


@pytest.mark.parametrize("text", [TOML, YAML])
def test_line_ends_and_marks_of_windows(text: str) -> None:
    assert parted("\ufeff" + text.replace("\n", "\r\n")) == parted(text)


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("Hi", "no head", 1),
        ("", "no head", 1),
        ("+++\na = 1", "no end", 2),
        ("+++\na = 1\nb = x\n+++\nHi", "Invalid", 3),
        ("+++\na = '1\n+++\nHi", "Expected|Illegal", 2),
        ("---\ntitle\n---\nHi", "no `key: value`", 2),
        ("---\na: 1\na: 2\n---\nHi", "twice", 3),
        ("---\na: |\n  long\n---\nHi", "more YAML", 2),
        ("---\na: &x y\n---\nHi", "more YAML", 2),
        ("---\na: [1, 2\n---\nHi", "does not end", 2),
        ('---\na: "x\n---\nHi', "quotes", 2),
        ('---\na: "\\x"\n---\nHi', "cannot be read", 2),
    ],
)
def test_mistakes_have_their_place(text: str, why: str, line: int) -> None:
    with pytest.raises(WrongSheet, match=why) as caught:
        parted(text)
    assert caught.value.line == line


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(LINES, st.lists(LINES, max_size=3), LINES)
def test_what_is_written_is_read_again(title: str, tags: list[str], body: str) -> None:
    sheet = parted(joined({"title": title, "tags": tags}, body))
    assert sheet.head == {"title": title, "tags": tags}
    assert sheet.body == body.strip()


@given(st.text(max_size=30), st.text(max_size=60))
def test_anything_is_parted_or_refused(head: str, body: str) -> None:
    for fence in ("+++", "---"):
        try:
            assert isinstance(parted(f"{fence}\n{head}\n{fence}\n{body}"), Sheet)
        except WrongSheet as error:
            assert error.line >= 1


def test_control_characters_survive() -> None:
    text = joined({"title": "a\x7fb\x1b[0m\t\\"}, "x")
    assert tomllib.loads(text.split("+++\n")[1])["title"] == "a\x7fb\x1b[0m\t\\"
