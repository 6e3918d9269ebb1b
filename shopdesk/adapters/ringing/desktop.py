"""The desktop's own notifications, through plyer."""

from __future__ import annotations

import html
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shopdesk.adapters import child
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.plain import plain

_TITLE = 100
_BODY = 300
_SCRIPT = Path(__file__).with_name("show_once.py")
_FLATPAK = Path("/app")
# what ends a string of the text form of GVariant, in which plyer writes a call in a Flatpak
_GVARIANT = str.maketrans({"'": "’", "\\": "∖"})


class DesktopNotifier:
    """Notifies through plyer, in a process of its own.

    What plyer calls may hang, write to the terminal or kill its process: none of that reaches us.
    """

    def __init__(self, *, app_name: str = "shopdesk", timeout_s: float = 5) -> None:
        """`timeout_s`: no note takes longer than that."""
        self._app_name = app_name
        self._timeout_s = timeout_s

    def notify(self, note: Note) -> bool:
        """Show the note; False when this machine cannot, or did not in time. Never raises."""
        if not _desktop(os.environ):
            return False
        words = {
            "title": _tame(note.title, _TITLE),
            "message": _escaped(_tame(note.body, _BODY)),
            "app_name": self._app_name,
        }
        # -P: a file plyer.py in the folder that we were started in is not taken for plyer
        argv = [sys.executable, "-P", "-W", "ignore", str(_SCRIPT)]
        try:
            finished = child.run(
                argv, timeout_s=self._timeout_s, said=json.dumps(words).encode("ascii")
            )
        except (OSError, TimeoutError):
            return False
        # plyer passes over the exit code of notify-send, which complains when nobody listens
        return finished.code == 0 and not finished.complaints


def desktop_possible() -> bool:
    """Whether there can be a desktop that shows notes; nothing is shown."""
    return _desktop(os.environ)


def _desktop(env: Mapping[str, str]) -> bool:
    """Whether there can be a desktop that the owner sees."""
    if ("SSH_CONNECTION" in env or "SSH_TTY" in env) and not env.get("DISPLAY"):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def _tame(text: str, longest: int) -> str:
    """One harmless line that no program takes for an option."""
    line = plain(text)
    if len(line) > longest:
        line = f"{line[: longest - 1]}…"
    if line.startswith("-"):
        line = f"–{line[1:]}"
    return line.translate(_GVARIANT) if _FLATPAK.is_dir() else line


def _escaped(body: str) -> str:
    """For freedesktop servers, which read markup in the body (specification, chapter 5)."""
    return body if sys.platform in ("darwin", "win32") else html.escape(body, quote=False)
