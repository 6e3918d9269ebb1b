"""At home in any terminal: colours or none, any size, tmux, keys that no method holds back."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import terminal
from tests.terminal.test_demo import DEMO

COLOURS = re.compile(rb"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")


def test_with_no_color_not_one_colour_leaves(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path, env={"NO_COLOR": "1"}) as board:
        board.wait_for("watching", "Jane Roe", "alarms:", "BURNING", "━")
        board.press("enter")
        board.wait_for("waits for an answer")
        board.press("escape")
        board.wait_for("alarms:")
        board.press("x")
        board.wait_for("not a customer")
        board.press("escape")
        board.wait_without("not a customer")
        assert COLOURS.findall(board.written) == []
        board.press("q")
        assert board.ended() == 0


def test_without_no_color_there_are_colours(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path, env={"NO_COLOR": ""}) as board:
        board.wait_for("watching", "Jane Roe")
        assert COLOURS.findall(board.written)
        board.press("ctrl+q")
        assert board.ended() == 0


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_only_writes_lines_is_told_what_to_do(tmp_path: Path, name: str) -> None:
    with terminal(DEMO, tmp_path, env={"TERM": name}) as board:
        assert board.ended() == 2
        assert f"(TERM={name}) only writes lines" in board.text
        assert "shopdesk watch" in board.text
        assert b"\x1b" not in board.written


def test_it_follows_the_window(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe", "quit")
        for columns, lines in ((60, 20), (132, 43)):
            board.resize(columns, lines)
            board.until(
                lambda lines=lines: "q quit" in board.text.split("\n")[lines - 1],  # type: ignore[misc]
                "the keys on the last line",
            )
            assert "Jane Roe" in board.text
        board.press("q")
        assert board.ended() == 0


def test_the_main_job_needs_no_letter(tmp_path: Path) -> None:
    """Under Telex a letter waits in the input method; none is sent here."""
    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe")
        board.press("enter")
        board.wait_for("waits for an answer")
        board.press("1")
        board.wait_for("Subject")
        board.press("ctrl+s")
        board.wait_for("Sending to")
        board.press("\x1a")  # ctrl+z: undo
        board.wait_for("Subject", "Taken back; nothing was sent.")
        board.press("escape")
        board.wait_without("Subject")
        board.press("ctrl+q")
        assert board.ended() == 0


def test_the_mouse_works(tmp_path: Path) -> None:
    def press(row: int) -> str:
        return f"\x1b[<0;30;{row}M\x1b[<0;30;{row}m"

    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe")
        lines = board.text.split("\n")
        row = next(n for n, line in enumerate(lines, 1) if "━" in line and "▌" not in line)
        board.press(press(row))
        board.until(lambda: "▌" in board.text.split("\n")[row - 1], "the clicked line chosen")
        board.press(press(row), press(row))
        board.wait_for("full text")
        board.press("ctrl+q")
        assert board.ended() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_it_works_in_tmux(tmp_path: Path) -> None:
    socket = str(tmp_path / "tmux")
    command = ["tmux", "-S", socket, "-f", "/dev/null", "new-session", "-x", "80", "-y", "24"]
    try:
        with terminal([*command, *DEMO], tmp_path, lines=25) as board:
            board.wait_for("watching", "Jane Roe", "BURNING")
            board.press("enter")
            board.wait_for("waits for an answer")
            board.press("escape")
            board.wait_for("alarms:")
            board.press("x")
            board.wait_for("not a customer")
            board.press("escape")
            board.wait_without("not a customer")
            board.press("q")
            board.wait_for("[exited]")
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], check=False, capture_output=True)


def test_keys_and_theme_of_the_settings(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "config.toml").write_text(
        '[keys]\nreplay = "e"\n[screen]\ntheme = "drak"\n', "utf-8"
    )
    config = [sys.executable, "-m", "shopdesk", "--profile", str(profile), "config", "keys"]
    found = subprocess.run(config, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    (profile / "config.toml").unlink()
    found = subprocess.run(config, capture_output=True, text=True, check=False)
    assert found.returncode == 0
    assert re.search(r'^reply = "r,f2" +# Write a reply', found.stdout, re.MULTILINE)
