"""The owner's own editor, for a text that the program has."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from shopdesk.domain.errors import FileTrouble
from shopdesk.words import _

FALLBACKS = ("nano", "vi")


def edited(text: str, env: Mapping[str, str], *, suffix: str = ".txt") -> str:
    """The text as the editor named by VISUAL or EDITOR leaves it; takes over the terminal.

    Raises `FileTrouble` when there is no editor or it fails; the text is as it was then.
    """
    command = _command(env)
    handle, name = tempfile.mkstemp(prefix="shopdesk-", suffix=suffix)
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([*command, name], check=False)
        if done.returncode != 0:
            raise FileTrouble(
                _("{editor} ended with code {code}; the text is as it was.").format(
                    editor=command[0], code=done.returncode
                )
            )
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise FileTrouble(_("The editor saved something that is not UTF-8 text.")) from error
    except OSError as error:
        raise FileTrouble(
            _("{editor} cannot be started: {why}. Set EDITOR to your editor.").format(
                editor=command[0], why=error.strerror
            )
        ) from error
    finally:
        path.unlink(missing_ok=True)


def _command(env: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(env.get(variable, ""))
        except ValueError as error:
            raise FileTrouble(
                _("{variable} has a quote that is not closed.").format(variable=variable)
            ) from error
        if words:
            return words
    return [_first_there(env)]


def _first_there(env: Mapping[str, str]) -> str:
    folders = env.get("PATH", "").split(os.pathsep)
    for name in FALLBACKS:
        if any(os.access(Path(folder) / name, os.X_OK) for folder in folders if folder):
            return name
    return FALLBACKS[-1]
