"""`shopdesk ring test`: everything rings once, and what did not work is said."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk import cli
from tests.adapters.ntfy import Receiver, ntfy
from tests.adapters.test_config import MAILBOX, SHOP


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with ntfy() as made:
        yield made


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    os.environ.pop("SHOPDESK_PROFILE", None)


def ring(folder: Path, phone: str, *more: str) -> int:
    """Run it with these phones; returns the exit code."""
    text = f"{SHOP}{MAILBOX}[ring]\nphone = [{phone}]\n"
    (folder / "config.toml").write_text(text, "utf-8")
    return cli.main(["--profile", str(folder), "ring", "test", *more])


def test_each_way_is_told_of(
    tmp_path: Path, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ring(tmp_path, f'"{receiver.url}"') == 0
    assert capsys.readouterr().out.splitlines() == [
        "bell: there is no terminal here",
        "desktop: this machine shows none; a board uses the terminal's own",
        "phone 1 (ntfy): told",
    ]
    assert receiver.titles == ["shopdesk rings"]
    assert receiver.got[0]["message"] == "A test for Lan's Shoes."


def test_json_is_an_object_for_each(
    tmp_path: Path, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver.status = 403
    assert ring(tmp_path, f'"{receiver.url}"', "--json") == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["way"], one["worked"]) for one in told] == [
        ("bell", False),
        ("desktop", False),
        ("phone", False),
    ]
    assert "refused it (403)" in told[2]["why"]


def test_nothing_at_all_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ring(tmp_path, "") == 1
    assert "phone" not in capsys.readouterr().out


def test_one_dead_phone_among_others_is_a_failure(
    tmp_path: Path, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    with ntfy() as gone:
        dead = gone.url
    assert ring(tmp_path, f'"{dead}", "{receiver.url}"') == 1
    out = capsys.readouterr().out
    assert "phone 1 (ntfy): Phone 1 (ntfy) was not told" in out
    assert "phone 2 (ntfy): told" in out
    assert "lans-phone" not in out
