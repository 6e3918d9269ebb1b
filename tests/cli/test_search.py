"""`shopdesk search`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shopdesk.cli import main
from tests.shop import Mail, small_shop

CONFIG = """\
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "hello@lans-shoes.example"
password_env = "SHOPDESK_TEST_PASSWORD"
imap = { host = "imap.example" }
smtp = { host = "smtp.example" }
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Two customers."""
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    with small_shop(tmp_path) as shop:
        shop.receive(
            Mail(sender="Minh <minh@x.example>", subject="Giày\x1b[31m", body="Đơn hàng 1042?")
        )
        shop.receive(Mail(subject="Shoes", body="The order is here"))
    return tmp_path


def run(profile: Path, *arguments: str) -> int:
    """The command on that profile."""
    return main(["--profile", str(profile), "search", *arguments])


def test_a_line_for_each_hit(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(profile, "don", "hang") == 0
    out = capsys.readouterr().out
    assert "conversation · Minh" in out
    assert "Đơn hàng 1042?" in out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_json_lines(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(profile, "--json", "giay") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["kind"] == "conversation"
    assert found["at"].endswith("Z")
    assert (found["name"], found["email"]) == ("Minh", "minh@x.example")
    assert found["conversation"] == 1
    assert found["text"] == "Đơn hàng 1042?"
    assert found["hits"] == []
    assert "\x1b" not in line


def test_hits_are_told_by_place(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(profile, "--json", "orders")
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert [found["text"][start:end] for start, end in found["hits"]] == ["order"]


def test_the_limit_holds(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(profile, "--limit", "1", "example")
    assert len(capsys.readouterr().out.splitlines()) == 1
    for wrong in ("0", "x", "1001"):
        with pytest.raises(SystemExit):
            run(profile, "--limit", wrong, "example")


@pytest.mark.parametrize("odd", ['"', "NEAR(", "*", "-x", "\N{SNOWMAN}"])
def test_nothing_found_is_no_failure(
    profile: Path, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(profile, "--", odd) == 0
    assert "Traceback" not in capsys.readouterr().err
