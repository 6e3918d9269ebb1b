"""The main job with keys alone: the demo starts, an alarm is answered, the customer has it."""

from __future__ import annotations

import imaplib
import sys
import tomllib
from pathlib import Path

import pytest

from shopdesk.demo.customers import READER_PASSWORD
from tests.terminal.terminal import Terminal, terminal

DEMO = [sys.executable, "-m", "shopdesk", "demo", "--seed", "1"]


def profile_of(folder: Path) -> Path:
    """Where the running demo keeps its profile."""
    (profile,) = (folder / "tmp").glob("shopdesk-demo-*/profile")
    return profile


def mailbox_of(customer: str, folder: Path) -> list[str]:
    """What lies in a customer's own mailbox on the demo's server."""
    config = tomllib.loads((profile_of(folder) / "config.toml").read_text("utf-8"))
    server = imaplib.IMAP4("127.0.0.1", config["mailbox"][0]["imap"]["port"], timeout=10)
    with server:
        server.login(customer, READER_PASSWORD)
        server.select("INBOX", readonly=True)
        _, numbers = server.search(None, "ALL")
        mails = [server.fetch(n, "(BODY.PEEK[])")[1][0] for n in numbers[0].split()]
    return [m[1].decode("utf-8", "replace") for m in mails if isinstance(m, tuple)]


def point_at(name: str, board: Terminal) -> None:
    """Move the cursor down to a customer's line."""
    lines = [line for line in board.text.split("\n") if "━" in line]
    place = next(n for n, line in enumerate(lines) if name in line)
    board.press(*["down"] * place)
    board.until(
        lambda: any("▌" in line and name in line for line in board.text.split("\n")),
        f"the cursor on {name}",
    )


def test_an_alarm_is_answered_with_three_keys(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe", "alarms:")
        point_at("Jane Roe", board)
        board.press("1")
        board.wait_for("Subject", "Hi Jane,")
        board.press("ctrl+s")
        board.wait_for("Sending to jane.roe@example.com in")
        board.wait_for("Jane Roe's fire is out", seconds=40)
        (mail,) = mailbox_of("jane.roe@example.com", tmp_path)
        assert "In-Reply-To: <demo." in mail
        assert "Jane" in mail
        board.press("q")
        assert board.ended() == 0
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (200, 60)])
def test_the_demo_opens_at_every_size(tmp_path: Path, columns: int, lines: int) -> None:
    with terminal(DEMO, tmp_path, columns=columns, lines=lines) as board:
        board.wait_for("watching", "alarms:", "Jane Roe", "quit")
        assert b"\x07" in board.written
        board.press("ctrl+q")
        assert board.ended() == 0


def test_keys_work_from_a_russian_layout(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe")
        board.press("ч")
        board.wait_for("Dismiss ", "not a customer")
        board.press("1")
        board.wait_for("Dismissed ")
        board.press("г")
        board.wait_for(" is back.")
        board.press("к")
        board.wait_for("Subject")
        board.press("escape")
        board.wait_for("alarms:")
        board.press("й")
        assert board.ended() == 0


def test_undo_brings_the_text_back(tmp_path: Path) -> None:
    with terminal(DEMO, tmp_path) as board:
        board.wait_for("watching", "Jane Roe")
        board.press("1")
        board.wait_for("Subject")
        board.press("ctrl+s")
        board.wait_for("Sending to")
        board.press("u")
        board.wait_for("Subject", "Taken back; nothing was sent.")
