"""HTML as text, and HTML that wants to fill the memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.mime import html
from shopdesk.adapters.mime.links import Links


def to_text(source: str) -> str:
    """The text with the addresses below it."""
    links = Links()
    return links.below(html.to_text(source, links))


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


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '<a href="https://x.example/track">Track it</a> or <a href="tel:+84">call</a>.',
            "Track it [1] or call [2].\n\n[1] https://x.example/track\n[2] tel:+84",
        ),
        ('<a href="https://x.example/">https://x.example</a>', "https://x.example"),
        ('<a href="http://www.x.example/">x.example</a>', "x.example"),
        ('<a href="mailto:a@b.example?subject=hi">a@b.example</a>', "a@b.example"),
        (
            '<a href="https://evil.example">bank.example</a>',
            "bank.example [1]\n\n[1] https://evil.example",
        ),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="data:text/html,x">here</a>', "here"),
        ('<a href="/relative">here</a><a name="x">there</a>', "herethere"),
        ('<a href="https://x.example"><img src="logo.png"></a>shop', "shop"),
        (
            '<a href="https://x.example">a</a> <a href="https://x.example">b</a>',
            "a [1] b [1]\n\n[1] https://x.example",
        ),
        (
            '<div style="display:none"><a href="https://x.example">x</a></div>'
            '<a href="https://y.example">y</a>',
            "y [1]\n\n[1] https://y.example",
        ),
        ('<a href="https://x.exa\nmple/a b">x</a>', "x [1]\n\n[1] https://x.example/ab"),
    ],
)
def test_links_are_numbered_and_listed(source: str, expected: str) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("yes<blockquote>We have<br>two</blockquote>no", "yes\n> We have\n> two\nno"),
        (
            "<blockquote>one<blockquote type=cite>two<p>three</blockquote></blockquote>",
            "> one\n> > two\n> >\n> > three",
        ),
        ('<blockquote style="margin: 0 0 0 40px; border: none">indented</blockquote>', "indented"),
        (
            '<blockquote style="border-left: 1px solid #ccc; border-right: none">a</blockquote>',
            "> a",
        ),
        ("a<hr>b", "a\n----------\nb"),
        (
            "mine<div style='border-top:solid #E1E1E1 1.0pt'><b>From:</b> Lan</div>",
            "mine\n----------\nFrom: Lan",
        ),
        ("<div style='border-top:1px solid red'>a frame</div>", "a frame"),
    ],
)
def test_quotes_are_marked(source: str, expected: str) -> None:
    assert to_text(source) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.pre { display: none }</style><div class='a pre'>preheader</div>",
        "<style>#pre,p.x{visibility:hidden}</style><div id=pre>preheader</div>",
        "<div style='max-height:0px;overflow:hidden'>preheader</div>",
        "<div style='opacity: 0; color: red'>preheader</div>",
        "<div hidden>preheader</div>",
        "<img src='https://x.example/open.gif' width=1 height=1>",
        "&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&#847;&nbsp;",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert to_text(f"{hidden}<p>Hello</p>") == "Hello"


def test_what_is_hidden_on_small_screens_only_stays() -> None:
    style = "<style>@media (max-width: 9px) { .wide { display: none } }</style>"
    assert to_text(f"{style}<p class=wide>Hello</p>") == "Hello"


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
        "<table><tr><td>" + "x" * 90_000 + "<td>b</tr>" + "<tr><td>a<td>b</tr>" * 150 + "</table>",
        "<blockquote>" * 150 + "hello <br>" * 5_000,
        "<blockquote>hello</blockquote>" * 5_000,
        "<a href='https://x.example/1'>" * 150 + "hello " * 20_000,
        "<a href='https://x.example'>" + "/" * 200_000 + "x</a>",
        "<style>" + "a{" * 100_000 + "</style>hello",
        "\u200c" * 900_000,
    ],
)
def test_hostile_html_stays_small(source: str) -> None:
    assert len(to_text(source)) <= 4 * len(source)


TAGS = [
    *("<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<li>", "</ul>", "<pre>", "<br>"),
    *("<blockquote>", "</blockquote>", "<a href='https://x.example'>", "</a>", "<hr>"),
    *(
        "<div style='border-top:solid'>",
        "<b>From:</b>",
        "</div>",
        "<style>.x{display:none}</style>",
    ),
]
ODD = ["<p style='x:'>", "<!--", "-->", "&#0;", "&#xD800;", "&amp", "<?xml ?>", "<", ">", "\ud800"]
PIECES = st.sampled_from([*TAGS, *ODD])


@given(st.lists(PIECES | st.text(max_size=10)).map("".join))
def test_any_html_gives_a_text(source: str) -> None:
    assert isinstance(to_text(source), str)


@pytest.mark.parametrize(
    "before",
    [
        f"<style>{'a{}' * 420_000}</style>",
        f"<!--{'x' * 1_100_000}-->",
        f"<img src='data:image/jpeg;base64,{'QUJD' * 400_000}'>",
    ],
    ids=["style", "comment", "picture"],
)
def test_what_nobody_reads_pushes_no_word_out(before: str) -> None:
    assert to_text(f"{before}<p>Where is order 12345?</p>") == "Where is order 12345?"
