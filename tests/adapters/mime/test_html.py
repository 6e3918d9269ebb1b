"""HTML as text, and HTML that wants to fill the memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime.html import to_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Hello<br>there</p>", "Hello\nthere"),
        ("one<p>two</p>", "one\n\ntwo"),
        ("<ul><li>red</li><li>blue</li></ul>", "* red\n  * blue"),
        (
            "<table><tr><td>size</td><td>38</td></tr><tr><td>colour</td><td>red</td></tr></table>",
            "size    38\ncolour  red",
        ),
        ("<title>t</title><style>a{}</style><script>x</script>Hello", "Hello"),
        ('<div style="display:none">preheader</div>Hello', "Hello"),
        ('<div style="DISPLAY : None; x:y">preheader</div>Hello', "Hello"),
        ("Xin&nbsp;ch&agrave;o&zwnj;", "Xin chào\u200c"),
        ("<!-- <p>no</p> -->yes", "yes"),
        ('<?xml version="1.0" encoding="utf-8"?><p>Hello</p>', "Hello"),
        ("a < b & c", "a < b & c"),
        ("", ""),
        ("<p>", ""),
        ("a\0b", "ab"),
    ],
)
def test_html_as_text(source: str, expected: str) -> None:
    assert to_text(source) == expected


def test_what_is_too_deep_for_a_layout_is_read_without_one() -> None:
    assert to_text("start" + "<div>" * 5_000 + "hello" + "</div>" * 5_000 + "end").split() == [
        "start",
        "hello",
        "end",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>" + "x" * 250_000 + "</td></tr>" + "<tr><td>a</td></tr>" * 3_000,
        "<div style='padding-left: 99999999999px'>hello</div>",
        "<div style='margin-top: 99999999999em'>hello</div>",
        "<p title='>' style='padding-left: 99999999999px'>hello</p>",
        "<ul>" * 190 + "<li>a" * 10_000,
        "<b>" * 300_000 + "hello",
        "<br>" * 100_000 + "hello",
        "<script " * 100_000 + "hello",
        "<!--" * 100_000,
        "<" * 1_000_000,
        "<table><tr><td colspan=99999999>x</td></tr></table>",
    ],
)
def test_hostile_html_stays_small(source: str) -> None:
    assert len(to_text(source)) <= 2 * len(source)


TAGS = ["<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<li>", "</ul>", "<pre>", "<br>"]
ODD = ["<p style='x:'>", "<!--", "-->", "&#0;", "&#xD800;", "&amp", "<?xml ?>", "<", ">", "\ud800"]
PIECES = st.sampled_from([*TAGS, *ODD])


@given(st.lists(PIECES | st.text(max_size=10)).map("".join))
def test_any_html_gives_a_text(source: str) -> None:
    assert isinstance(to_text(source), str)
