"""Every screen at 80x24 as lines of text: `python -m tests.ui.tour` writes them into `tours`.

A language is chosen once, when the program is read, so each has a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from time import monotonic

from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from shopdesk.words import speak

LANGUAGES = ("en", "vi", "ru")
KEPT = Path(__file__).parent / "tours"
SIZE = (80, 24)
PATIENCE_S = 60.0
QUIET_S, LONG_QUIET_S = 2.0, 10.0
"""A screen that has not changed for so long has become what it is; on a busy machine later."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A tour as somebody has read it."""

    texts: dict[str, str]
    """By the screens' names."""
    quiet_s: float
    """How long a screen that is another one must rest, to be believed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen on the way."""

    name: str
    """As the heading in the file."""
    keys: tuple[str, ...]
    """From the stop before."""
    back: tuple[str, ...] = ()
    """To where the next one begins."""


def stop(name: str, keys: str, back: str = "") -> Stop:
    """Keys with blanks between them."""
    return Stop(name, tuple(keys.split()), tuple(back.split()))


BOARD = (
    stop("board", ""),
    stop("help", "question_mark"),
    stop("help, further down", "pagedown", "escape"),
    stop("palette", "ctrl+p", "escape"),
    stop("templates to answer with", "t", "escape"),
    stop("snooze", "z", "escape"),
    stop("dismissal", "x", "escape"),
    stop("correction", "c", "escape"),
    stop("be quiet", "b", "escape"),
    stop("asleep", "Z", "escape"),
    stop("automatic mail", "l", "escape"),
    stop("note", "n", "escape"),
    stop("log a call", "N", "escape"),
    stop("customer", "v", "escape"),
    stop("find", "slash 1 0 4 2", "escape"),
    stop("orders", "O", "escape"),
    stop("all templates", "T"),
    stop("template", "enter", "escape escape"),
    stop("playbook", "i", "escape"),
    stop("returns", "R", "escape"),
    stop("incidents", "I", "escape"),
    stop("settings", "comma"),
    stop("settings, the end", "up", "escape"),
    stop("figures", "d"),
    stop("figures, the end", "end", "home"),
    stop("day by day", "tab"),
    stop("the week", "tab"),
    stop("what about", "tab"),
    stop("months", "tab"),
    stop("coach", "tab"),
    stop("any days", "5", "escape escape"),
)
CONVERSATION = (
    stop("conversation", "enter"),
    stop("help in a conversation", "question_mark", "escape"),
    stop("files", "s", "escape"),
    stop("merge", "M", "escape"),
    stop("how a complaint ended", "h", "escape"),
    stop("perks", "p", "escape"),
    stop("above and beyond", "W", "escape"),
    stop("return", "R", "escape"),
    stop("reply", "1"),
    stop("help while writing", "f1", "escape"),
    stop("send and", "ctrl+n", "escape"),
    stop("later", "ctrl+l", "escape"),
    stop("done on sending", "f6", "escape"),
    stop("a file", "ctrl+o", "escape"),
    stop("a product", "ctrl+r", "escape escape escape"),
)
SETUP = ("address", "servers", "sign-in", "shop", "hours", "targets", "done")


def lines(app: App[None]) -> str:
    """What stands on the screen, without colours."""
    width, height = app.size
    out = StringIO()
    console = Console(width=width, height=height, file=out, force_terminal=False, color_system=None)
    console.print(app.screen._compositor.render_update(full=True))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).rstrip() + "\n"


def written(shown: dict[str, str]) -> str:
    """As a file to be read."""
    return "".join(f"#### {name}\n{text}\n" for name, text in shown.items())


def read(text: str) -> dict[str, str]:
    """What `written` wrote."""
    parts = (part.partition("\n") for part in text.split("#### ")[1:])
    return {name: body[:-1] for name, _newline, body in parts}


async def arrived(pilot: Pilot[None], name: str, kept: Kept) -> str:
    """Wait until the screen is as expected, or has come to rest."""
    app, expected = pilot.app, kept.texts.get(name, "")
    end = monotonic() + PATIENCE_S
    before, since = "", monotonic()
    while monotonic() < end:
        for box in app.screen.query("Input, TextArea").results():
            if isinstance(box, Input | TextArea) and box.cursor_blink:
                box.cursor_blink = False
        shown = lines(app)
        if shown == expected:
            return shown
        if shown != before:
            before, since = shown, monotonic()
        elif monotonic() - since > kept.quiet_s:
            return shown
        await pilot.pause(0.1)
    raise AssertionError(f"the screen does not come to rest:\n{before}")


async def through(
    pilot: Pilot[None], stops: tuple[Stop, ...], kept: Kept
) -> AsyncIterator[tuple[str, str]]:
    """Walk the way."""
    for one in stops:
        await pilot.press(*one.keys)
        yield one.name, await arrived(pilot, one.name, kept)
        for key in one.back:
            await pilot.press(key)
            await pilot.pause()


async def program(folder: Path, language: str, kept: Kept) -> dict[str, str]:
    """The board and what opens from it."""
    from tests.ui.tour_shop import opened

    shown = {}
    with opened(folder, language) as app:
        async with app.run_test(size=SIZE) as pilot:
            async for name, text in through(pilot, BOARD, kept):
                shown[name] = text
            await pilot.press("home", "down")
            async for name, text in through(pilot, CONVERSATION, kept):
                shown[name] = text
    return shown


async def setting_up(folder: Path, language: str, kept: Kept) -> dict[str, str]:
    """Each step of `shopdesk setup` that needs no server."""
    from shopdesk.domain.shop.setup import Step
    from shopdesk.ui.screens.setup.app import SetupApp
    from tests.desk.test_setup import setup_in, shop

    shown = {}
    setup = setup_in(folder, f"{language}.UTF-8")
    app = SetupApp(setup, shop(setup.began))
    async with app.run_test(size=SIZE) as pilot:
        for name in SETUP:
            heading = f"set-up: {name}"
            if name == "servers":
                await pilot.press(*"lan@web.de", "enter")
            elif name != "address":
                app._to(Step(name))
            shown[heading] = await arrived(pilot, heading, kept)
    return shown


@contextmanager
def memory_ring() -> Iterator[None]:
    """A keyring that is there on every machine."""
    import keyring

    from tests.desk.test_setup import Ring

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    try:
        yield
    finally:
        keyring.set_keyring(before)


def tour(language: str, quiet_s: float) -> dict[str, str]:
    """All screens in a language, in this process."""
    speak(language)
    texts = read((KEPT / f"{language}.txt").read_text("utf-8")) if has(language) else {}
    kept = Kept(texts, quiet_s)
    shown: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, memory_ring(), chdir(folder):
        Path("home").mkdir()
        os.environ |= {"HOME": str(Path("home").absolute()), "USERPROFILE": "home"}
        for n, part in enumerate((program, setting_up)):
            # told by a name that is the same everywhere
            inside = Path(f"profile-{n}")
            inside.mkdir(mode=0o700)
            shown |= asyncio.run(part(inside, language, kept))
    return shown


def has(language: str) -> bool:
    """Whether a tour is kept."""
    return (KEPT / f"{language}.txt").exists()


def elsewhere(language: str, quiet_s: float = LONG_QUIET_S) -> dict[str, str]:
    """All screens in a language, in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.ui.tour", language, str(quiet_s)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TZ": "Asia/Ho_Chi_Minh", "NO_COLOR": "", "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert made.returncode == 0, made.stderr[-4000:]
    return dict(json.loads(made.stdout))


def main(arguments: list[str]) -> int:
    """With a language and a rest: print its screens as JSON; without: keep those of all."""
    if arguments:
        language, quiet_s = arguments
        print(json.dumps(tour(language, float(quiet_s))))
        return 0
    for language in LANGUAGES:
        (KEPT / f"{language}.txt").write_text(written(elsewhere(language, QUIET_S)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
