"""The terminal's own notifications."""

import base64
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shopdesk.adapters.ringing.terminal import sequences

ESC = "\x1b"
ENVIRONMENTS: list[dict[str, str]] = [
    {"TERM_PROGRAM": "iTerm.app", "TERM": "xterm-256color"},
    {"LC_TERMINAL": "iTerm2", "TERM": "xterm-256color"},
    {"TERM_PROGRAM": "WezTerm"},
    {"TERM": "foot-extra"},
    {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
    {"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "KITTY_WINDOW_ID": "1"},
    {"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "WEZTERM_PANE": "0"},
    {"TERM": "xterm-256color", "VTE_VERSION": "7200"},
]


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, f"{ESC}]9;Mail: Jane{ESC}\\"),
        ({"LC_TERMINAL": "iTerm2"}, f"{ESC}]9;Mail: Jane{ESC}\\"),
        ({"TERM_PROGRAM": "WezTerm"}, f"{ESC}]777;notify;Mail;Jane{ESC}\\"),
        ({"TERM_PROGRAM": "ghostty"}, f"{ESC}]777;notify;Mail;Jane{ESC}\\"),
        ({"TERM": "foot"}, f"{ESC}]777;notify;Mail;Jane{ESC}\\"),
        ({"TERM": "rxvt-unicode-256color"}, f"{ESC}]777;notify;Mail;Jane{ESC}\\"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "linux"}, ""),
        ({}, ""),
        ({"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}, ""),
        # GNU screen would show it as text, whatever terminal it runs in
        ({"STY": "1.pts", "TERM": "screen", "KITTY_WINDOW_ID": "1"}, ""),
    ],
)
def test_each_terminal_gets_its_own(env: dict[str, str], expected: str) -> None:
    assert sequences("Mail", "Jane", env) == expected


def test_kitty_gets_title_and_body_under_one_id() -> None:
    text = sequences("Чай", "Jane: a;b", {"KITTY_WINDOW_ID": "1"})
    parts = re.findall(rf"{ESC}\]99;i=(\w+):e=1:d=(\d):p=(\w+);([\w+/=]*){ESC}\\", text)
    assert [(done, kind) for _id, done, kind, _words in parts] == [("0", "title"), ("1", "body")]
    assert len({id for id, *_rest in parts}) == 1
    assert [base64.b64decode(words).decode() for *_rest, words in parts] == ["Чай", "Jane: a,b"]


def test_through_tmux_every_escape_is_doubled_and_nothing_else_is() -> None:
    env = {"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color", "WEZTERM_PANE": "0"}
    inner = f"{ESC}{ESC}]777;notify;Mail;Jane{ESC}{ESC}\\"
    assert sequences("Mail", "Jane", env) == f"{ESC}Ptmux;{inner}{ESC}\\"


def test_an_empty_body_leaves_no_colon() -> None:
    assert sequences("Mail", "", {"TERM_PROGRAM": "iTerm.app"}) == f"{ESC}]9;Mail{ESC}\\"


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\x1b\x07\\;]\x9c\x9d\x90\n\r\x00\x18\x7f\u202e\u2028"), st.characters()
    )
)


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
@example(f"a{ESC}\\{ESC}]52;c;cm0=\a", "\x9c\x1b[2J")
@example("x" * 5000, "\ud800")
def test_nothing_that_customers_write_ends_the_sequence(title: str, body: str) -> None:
    """A terminal that takes the sequence apart finds the same parts as for harmless words."""
    for env in ENVIRONMENTS:
        hostile = sequences(title, body, env)
        harmless = sequences("a", "b" if body else "", env)
        assert _frame(hostile) == _frame(harmless)
        assert len(hostile) < 4000
        hostile.encode("utf-8")


def _frame(text: str) -> list[str]:
    """Everything that a terminal acts on: controls with what follows them, and separators."""
    return re.findall(r"\x1b+[^\x1b]|[\x00-\x1a\x1c-\x1f\x7f-\x9f]|;", text)
