"""`shopdesk due`: when, why, and in which form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shopdesk.cli import main

HOURS = """\
[shop]
zone = "Asia/Ho_Chi_Minh"
[hours]
mon = ["09:00-12:00", "13:00-19:00"]
tue = ["09:00-12:00", "13:00-19:00"]
sat = ["09:00-24:00"]
sun = ["00:00-02:00"]
holidays = "VN"
closed = ["2026-11-24"]
[targets]
order = "20 min"
[targets.channel]
marketplace = "2 h"
"""
NEW_YORK = '[shop]\nzone = "America/New_York"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hours.toml"
    path.write_text(HOURS)
    return path


def said(capsys: pytest.CaptureFixture[str], file: Path, *arguments: str) -> dict[str, Any]:
    """The JSON that it prints, alone."""
    assert main(["due", "--config", str(file), "--json", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_form(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--received", "2026-11-23T18:58:30", "--at", "2026-11-23T18:59:00.9"]
    assert said(capsys, file, *asked, "--category", "pre-sale") == {
        "received": "2026-11-23T11:58:30Z",
        "due": "2026-11-28T02:03:30Z",
        "target_s": 300,
        "at": "2026-11-23T11:59:00Z",
        "elapsed_calendar_s": 30,
        "elapsed_business_s": 30,
        "remaining_business_s": 270,
        "severity": "calm",
    }


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ([], 3600),
        (["--category", "pre-sale"], 300),
        (["--category", "pre_sale"], 300),
        (["--category", "order"], 1200),
        (["--category", "praise", "--channel", "chat"], 300),
        (["--category", "complaint", "--channel", "marketplace"], 7200),
        (["--category", "complaint", "--channel", "form"], 300),
    ],
)
def test_targets(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str], target: int
) -> None:
    assert said(capsys, file, "--received", "2026-11-23T10:00", *words)["target_s"] == target


@pytest.mark.parametrize(
    ("at", "calendar", "business", "remaining", "severity"),
    [
        ("2026-11-23T08:00", 0, 0, 300, "calm"),
        ("2026-11-23T11:57", 0, 0, 300, "calm"),
        ("2026-11-23T11:59:30", 150, 150, 150, "warm"),
        ("2026-11-23T12:30", 1980, 180, 120, "warm"),
        ("2026-11-23T13:01", 3840, 240, 60, "hot"),
        ("2026-11-23T13:02", 3900, 300, 0, "burning"),
        ("2026-11-23T13:03", 3960, 360, -60, "burning"),
        ("2026-11-23T06:03:00+00:00", 3960, 360, -60, "burning"),
    ],
)
def test_how_it_stands(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    at: str,
    calendar: int,
    business: int,
    remaining: int,
    severity: str,
) -> None:
    asked = ["--received", "2026-11-23T11:57", "--category", "complaint", "--at", at]
    found = said(capsys, file, *asked)
    assert found["due"] == "2026-11-23T06:02:00Z"
    assert found["elapsed_calendar_s"] == calendar
    assert found["elapsed_business_s"] == business
    assert found["remaining_business_s"] == remaining
    assert found["severity"] == severity


@pytest.mark.parametrize(
    ("received", "utc"),
    [
        ("2026-11-21T09:00", "2026-11-21T14:00:00Z"),
        ("2026-11-21 09:00:05", "2026-11-21T14:00:05Z"),
        ("2026-11-21T09:00Z", "2026-11-21T09:00:00Z"),
        ("2026-11-21T09:00+07:00", "2026-11-21T02:00:00Z"),
        ("2026-11-21", "2026-11-21T05:00:00Z"),
        # shown twice: the first; never shown: when the clocks jump
        ("2026-11-01T01:30", "2026-11-01T05:30:00Z"),
        ("2026-03-08T02:30", "2026-03-08T07:00:00Z"),
    ],
)
def test_an_instant_without_an_offset_is_the_shops_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], received: str, utc: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(NEW_YORK)
    assert said(capsys, file, "--received", received)["received"] == utc


@pytest.mark.parametrize(
    ("received", "due", "why"),
    [
        ("2026-11-23T10:00", "Mon 2026-11-23 10:05:00", "open to 12:00, target 5 min"),
        (
            "2026-11-23T11:58",
            "Mon 2026-11-23 13:03:00",
            "open to 12:00, opens Mon 13:00, target 5 min",
        ),
        ("2026-11-22T20:00", "Mon 2026-11-23 10:00:00", "opens Mon 09:00, target 1 h"),
        # 24 November is closed and a holiday; Saturday goes on past midnight
        ("2026-11-24T10:00", "Sat 2026-11-28 10:00:00", "opens Sat 09:00, target 1 h"),
        ("2026-11-28T23:59", "Sun 2026-11-29 00:04:00", "open to 02:00, target 5 min"),
    ],
)
def test_in_words_with_the_reason(
    file: Path, capsys: pytest.CaptureFixture[str], received: str, due: str, why: str
) -> None:
    call = ["due", "--config", str(file), "--received", received, "--category", "complaint"]
    assert main([*call, "--at", received]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert due in first
    assert second.endswith(why)
    assert "calm" in third


def test_a_shop_that_never_closes_and_an_alarm_that_burns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(NEW_YORK)
    call = ["--profile", str(tmp_path), "due", "--received", "2026-11-21T09:00"]
    assert main([*call, "--at", "2026-11-21T10:00:42"]) == 0
    out = capsys.readouterr().out
    assert "always open, target 1 h" in out
    assert "burning since 0:42" in out


def test_without_an_instant_it_is_now(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, file, "--received", "2026-11-21T09:00", "--category", "order")
    assert found["at"] != found["received"]
    assert found["target_s"] == found["elapsed_business_s"] + found["remaining_business_s"]


@pytest.mark.parametrize("option", ["--received", "--at"])
@pytest.mark.parametrize(
    "text", ["", "nine", "2026-13-01", "1969-12-31T23:59", "9999-12-31", "\x1b"]
)
def test_what_is_no_instant_is_2(
    file: Path, capsys: pytest.CaptureFixture[str], option: str, text: str
) -> None:
    instants = {"--received": "2026-11-21", "--at": "2026-11-21", option: text}
    words = [word for pair in instants.items() for word in pair]
    assert main(["due", "--config", str(file), *words]) == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith(f"shopdesk: {option}: found ")
    assert "allowed is an instant such as" in sentence
    assert sentence.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--received", "2026-11-21", "--category", "fax"],
        ["--received", "2026-11-21", "--channel", "pigeon"],
    ],
)
def test_a_wrong_call_is_2(file: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", "--config", str(file), *words])
    assert ended.value.code == 2


def test_wrong_settings_are_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[shop]\nzone = "Mars/Base"\n[targets]\norder = "0 s"\n')
    assert main(["due", "--config", str(file), "--received", "2026-11-21"]) == 2
    err = capsys.readouterr().err
    assert "shop.zone" in err
    assert "targets.order" in err
    assert "mailbox" not in err
    assert main(["due", "--config", str(tmp_path / "none"), "--received", "2026-11-21"]) == 2
