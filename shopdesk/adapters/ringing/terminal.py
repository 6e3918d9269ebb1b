"""Notifications that the terminal itself shows, as escape sequences."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping

from shopdesk.domain.plain import plain

_TITLE = 100
_BODY = 300
_ESC = "\x1b"
_END = "\x1b\\"


def sequences(note_title: str, note_body: str, env: Mapping[str, str]) -> str:
    """What to write to the terminal that `env` describes; nothing where it knows no notifications.

    Sources: OSC 9 iTerm2, OSC 777 rxvt-unicode, OSC 99 kitty's desktop notifications, and the
    passthrough of tmux(1).
    """
    form = _form(env)
    if form is None:
        return ""
    sequence = form(_tame(note_title, _TITLE), _tame(note_body, _BODY))
    if env.get("TMUX"):
        sequence = f"{_ESC}Ptmux;{sequence.replace(_ESC, _ESC * 2)}{_END}"
    return sequence


def _osc_9(title: str, body: str) -> str:
    return f"{_ESC}]9;{title}: {body}{_END}" if body else f"{_ESC}]9;{title}{_END}"


def _osc_777(title: str, body: str) -> str:
    return f"{_ESC}]777;notify;{title};{body}{_END}"


def _osc_99(title: str, body: str) -> str:
    # the id joins the two parts, and lets two notes stand side by side
    note = f"i={zlib.crc32(f'{title}{body}'.encode()):08x}:e=1"
    parts = [f"{_ESC}]99;{note}:d=0:p=title;{_base64(title)}{_END}"]
    parts.append(f"{_ESC}]99;{note}:d=1:p=body;{_base64(body)}{_END}")
    return "".join(parts)


_Form = Callable[[str, str], str]

_PROGRAMS: Mapping[str, _Form] = {
    "iTerm.app": _osc_9,
    "WezTerm": _osc_777,
    "ghostty": _osc_777,
    "kitty": _osc_99,
}
_TERMS: tuple[tuple[str, _Form], ...] = (
    ("xterm-kitty", _osc_99),
    ("foot", _osc_777),
    ("xterm-ghostty", _osc_777),
    ("wezterm", _osc_777),
    ("rxvt", _osc_777),
)
# left by the terminal in every shell below it, tmux's too
_TRACES: tuple[tuple[str, _Form], ...] = (
    ("KITTY_WINDOW_ID", _osc_99),
    ("WEZTERM_PANE", _osc_777),
    ("GHOSTTY_RESOURCES_DIR", _osc_777),
    ("ITERM_SESSION_ID", _osc_9),
    ("KONSOLE_VERSION", _osc_777),
    ("VTE_VERSION", _osc_777),
)


def _form(env: Mapping[str, str]) -> _Form | None:
    # GNU screen shows a sequence that it does not know as text
    if env.get("STY"):
        return None
    if form := _PROGRAMS.get(env.get("TERM_PROGRAM", "")):
        return form
    if env.get("LC_TERMINAL") == "iTerm2":
        return _osc_9
    term = env.get("TERM", "")
    for prefix, form in _TERMS:
        if term.startswith(prefix):
            return form
    return next((form for name, form in _TRACES if env.get(name)), None)


def _tame(text: str, longest: int) -> str:
    """One harmless line without `;`, which parts the fields of a sequence."""
    line = plain(text).replace(";", ",")
    # whatever `plain` leaves: a control character here would end the sequence
    line = "".join(" " if _control(c) else c for c in line)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _control(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
