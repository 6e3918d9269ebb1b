"""The `[ring]` table: what it says, what is refused, and that no address is ever repeated."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.adapters.config.ring import parse_span_of_day
from shopdesk.domain.alarm.quiet_hours import QuietSpan
from shopdesk.domain.alarm.ring_plan import HERE, Occasion, RingPlan, Way
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.settings import PasswordFrom, PasswordSource, Phones, Settings
from tests.adapters.test_config import MAILBOX, SHOP

FULL = """
[ring]
new_mail = ["bell"]
warm = []
hot = ["bell", "desktop", "phone"]
reminder = ["desktop"]
summary = ["phone"]
away = ["new_mail", "hot"]
away_after = "30 min"
together = 1
phone = ["ntfy://ntfy.example/lan", "tgram://123/456"]
phone_env = "SHOP_PHONE"

[ring.quiet]
hours = ["22:00-07:00", "12:00 – 13:30"]
while_closed = true
burning = ["phone"]
"""
SECRET = "hunter2"


def read(folder: Path, text: str) -> Settings:
    """The settings with these lines."""
    file = folder / "config.toml"
    file.write_text(SHOP + MAILBOX + text, "utf-8")
    return load(file)


def refused(folder: Path, text: str) -> list[str]:
    """What is wrong with these lines."""
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return list(caught.value.problems)


def test_everything(tmp_path: Path) -> None:
    found = read(tmp_path, FULL)
    ring = found.ring
    assert ring.ways[Occasion.NEW_MAIL] == {Way.BELL}
    assert ring.ways[Occasion.WARM] == frozenset()
    assert ring.ways[Occasion.HOT] == set(Way)
    assert ring.ways[Occasion.SUMMARY] == {Way.PHONE}
    assert ring.ways[Occasion.NOT_WATCHING] == set(Way)
    assert ring.away == {Occasion.NEW_MAIL, Occasion.HOT}
    assert (ring.away_after, ring.together) == (timedelta(minutes=30), 1)
    assert ring.quiet.spans == (QuietSpan(22 * 60, 7 * 60), QuietSpan(12 * 60, 13 * 60 + 30))
    assert ring.quiet.while_closed
    assert ring.quiet.ways == {Occasion.BURNING: {Way.PHONE}}
    assert found.phones == Phones(
        ("ntfy://ntfy.example/lan", "tgram://123/456"),
        PasswordSource(PasswordFrom.ENVIRONMENT, "SHOP_PHONE"),
    )


def test_nothing_said_means_the_defaults(tmp_path: Path) -> None:
    found = read(tmp_path, "")
    assert found.ring == RingPlan()
    assert not found.phones


def test_nobody_may_be_called_when_away(tmp_path: Path) -> None:
    assert read(tmp_path, "[ring]\naway = []").ring.away == frozenset()


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ('phone_command = "pass show phone"', (PasswordFrom.COMMAND, "pass show phone")),
        ("phone_keyring = true", (PasswordFrom.KEYRING, "")),
    ],
)
def test_where_an_address_may_be_kept(
    tmp_path: Path, line: str, source: tuple[PasswordFrom, str]
) -> None:
    phones = read(tmp_path, f"[ring]\n{line}").phones
    assert phones == Phones(secret=PasswordSource(*source))
    assert phones


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("22:00-07:00", QuietSpan(1320, 420)),
        (" 7:05 – 24:00 ", QuietSpan(425, 1440)),
        ("22:00-00:00", QuietSpan(1320, 1440)),
        ("00:00-24:00", QuietSpan(0, 1440)),
        ("07:00-07:00", None),
        ("00:00-00:00", None),
        ("24:00-07:00", None),
        ("22:00-24:01", None),
        ("22:60-07:00", None),
        ("22-07", None),
        ("", None),
    ],
)
def test_spans_of_the_day(text: str, span: QuietSpan | None) -> None:
    assert parse_span_of_day(text) == span


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('new_mail = ["gong"]', ["ring.new_mail[0]", '"gong"', '"bell", "desktop", "phone"']),
        ('burning = "bell"', ["ring.burning", "a list of"]),
        ('away = ["lunch"]', ["ring.away[0]", '"lunch"', '"new_mail"']),
        ('away_after = "1 s"', ["ring.away_after", "1 min"]),
        ("together = 0", ["ring.together", "from 1 to 50"]),
        ('new_male = ["bell"]', ["ring.new_male", "`new_mail`"]),
        ('[ring.quiet]\nhours = ["22-7"]', ["ring.quiet.hours[0]", '"22-7"', '"22:00-07:00"']),
        ('[ring.quiet]\nhours = ["7:00-7:00"]', ["ring.quiet.hours[0]"]),
        ('[ring.quiet]\nloud = ["bell"]', ["ring.quiet.loud"]),
        (
            'phone_env = "A"\nphone_command = "b"',
            ["ring.phone_command, ring.phone_env exclude each other"],
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, lines: str, words: list[str]) -> None:
    (problem,) = refused(tmp_path, f"[ring]\n{lines}")
    assert all(word in problem for word in words), problem


@pytest.mark.parametrize(
    "lines",
    [
        f'phone = ["{SECRET}"]',
        f'phone = "ntfy://{SECRET}/x"',
        f'phone = ["ntfy://lan:{SECRET} @x/y"]',
        f'phone_env = "{SECRET}://x"',
        f'phone_command = ["{SECRET}"]',
        f'phones = ["ntfy://{SECRET}"]',
    ],
)
def test_an_address_is_never_repeated(tmp_path: Path, lines: str) -> None:
    assert SECRET not in "".join(refused(tmp_path, f"[ring]\n{lines}"))


def test_settings_that_are_shown_show_no_address(tmp_path: Path) -> None:
    found = read(tmp_path, f'[ring]\nphone = ["ntfy://lan:{SECRET}@ntfy.example/x"]')
    assert SECRET not in repr(found)


def test_the_defaults_are_the_readmes(tmp_path: Path) -> None:
    ways = read(tmp_path, "[ring]").ring.ways
    assert [o for o in Occasion if ways[o] == HERE] == [
        Occasion.NEW_MAIL,
        Occasion.WARM,
        Occasion.HOT,
        Occasion.REMINDER,
    ]
