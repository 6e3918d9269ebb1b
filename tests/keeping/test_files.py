"""A profile after a hard day: only the owner can read it, and its log tells nobody's secrets."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.keeping.conftest import PASSWORD, Keeper, fetches
from tests.shop import Mail

WORDS = ("jane@customer.example", "Jane Roe", "purple brogues", "size 38", "evil.example", "Eve")


def hostile() -> list[bytes]:
    """Mails made to break out: of headers, of encodings, of the reader."""
    head = b"To: hello@lans-shoes.example\r\n"
    eve = b"From: Eve <eve@evil.example>\r\n" + head
    return [
        b"\xff\xfe\x00purple brogues" * 50,
        eve + b"Subject: =?utf-8?b?cHVycGxlIGJyb2d1ZXM?=\r\n\r\npurple brogues\r\n",
        eve + b"Content-Type: text/plain; charset=no-such\r\n\r\n\xe1\x80purple brogues\r\n",
        eve + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 60 + b"purple brogues",
        eve + b"Content-Transfer-Encoding: base64\r\n\r\n!!purple brogues!!\r\n",
        b"From: =?bad?q?=FF?= <eve@evil.example\r\nReply-To: <>\r\n\r\npurple brogues\r\n",
        eve
        + b"Subject: \x1b]0;purple brogues\x07\r\nMessage-ID: <a\x00b@evil.example>\r\n\r\nx\r\n",
        b"",
    ]


@pytest.fixture
def used(keeper: Keeper) -> Keeper:
    """Watched, written to, answered, attacked, refused, backed up, restored, opened."""
    keeper.run("watch", "--once")
    keeper.deliver(
        Mail("Jane Roe <jane@customer.example>", body="Purple brogues, size 38? purple brogues")
    )
    for raw in hostile():
        keeper.deliver(raw)
    with keeper.watch() as watch:
        watch.wait_for(fetches, "the watch")
        watch.wait_for(lambda _: bool(watch.heard("customer-wrote")), "the mails")
    with keeper.board() as board:
        board.wait_for("Jane Roe", "watching ·")
        board.press("1")
        board.wait_for("Subject")
        board.press("escape")
        board.press("q")
    keeper.run("backup")
    keeper.run("restore", "latest")
    right = os.environ.get("SHOPDESK_TEST_PASSWORD")
    config = keeper.profile.config
    text = config.read_text("utf-8")
    config.write_text(text.replace("hello@", "wrong@"), "utf-8")
    keeper.run("watch", "--once", code=1)
    config.write_text(text, "utf-8")
    assert os.environ.get("SHOPDESK_TEST_PASSWORD") == right
    return keeper


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_only_the_owner_can_read_any_of_it(used: Keeper) -> None:
    folder = used.profile.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    written = [p for p in folder.rglob("*") if not p.is_symlink()]
    assert {
        "config.toml",
        "records.sqlite",
        "cache.sqlite",
        "templates.json",
        "shopdesk.log",
        "backups",
    } <= {p.name for p in written}
    loose = {
        str(p.relative_to(folder)): oct(stat.S_IMODE(p.stat().st_mode))
        for p in written
        if stat.S_IMODE(p.stat().st_mode) != (0o700 if p.is_dir() else 0o600)
    }
    assert loose == {}


@pytest.mark.parametrize("level", ["info", "debug"])
def test_the_log_tells_what_happened_and_no_secrets(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, level: str, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("SHOPDESK_LOG", level)
    request.getfixturevalue("used")
    said = "".join(p.read_text("utf-8") for p in keeper.profile.folder.glob("shopdesk.log*"))
    assert "the lease is ours" in said
    assert "a customer wrote: conversation" in said
    assert f"{datetime.now(UTC):%Y-%m-%d}T" in said
    for word in (*WORDS, PASSWORD, PASSWORD.split()[0], "hunter2"):
        assert word.casefold() not in said.casefold(), word


def test_a_fault_of_ours_is_one_sentence_and_a_place_in_the_log(
    keeper: Keeper, tmp_path: Path
) -> None:
    """The cache's file is a folder: nothing expects that."""
    keeper.run("watch", "--once")
    keeper.profile.templates.unlink()
    keeper.profile.templates.mkdir()
    said = keeper.run("templates", "list", code=1)
    assert "Traceback" not in said and said.count("\n") == 1
    del tmp_path
