"""The `[away]` and `[desk_hours]` tables of the settings file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.clock.hours import NO_HOURS, Span
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.away import Away
from shopdesk.domain.shop.settings import Settings

SHOP = '[shop]\nzone = "Asia/Ho_Chi_Minh"\n'
HOURS = '[hours]\nmon = ["09:00-12:00"]\n'


def read(tmp_path: Path, text: str) -> Settings:
    """The settings in a file of these tables."""
    file = tmp_path / "config.toml"
    file.write_text(SHOP + text, "utf-8")
    return load(file, for_mail=False)


def test_without_the_tables_nobody_is_told_and_no_hour_is_set_apart(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert settings.away == Away(enabled=False)
    assert settings.desk_hours == NO_HOURS


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        "[away]\nenabled = true\nonly_when_closed = false\ntemplate = 'asleep'\nper_hour = 5\n"
        "[desk_hours]\nfri = ['19:00-20:00', '07:00-07:30']\n",
    )
    assert settings.away == Away(True, "asleep", False, 5)
    assert settings.desk_hours[4] == (Span(420, 450), Span(1140, 1200))
    assert settings.desk_hours[:4] == NO_HOURS[:4]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HOURS + "[away]\nenabled = 1", "away.enabled: found 1; allowed is true or false."),
        (HOURS + "[away]\nper_hour = 0", "away.per_hour: found 0; allowed is a whole number"),
        (HOURS + "[away]\ntemplate = 'a b'", 'away.template: found "a b"'),
        (HOURS + "[away]\nenable = true", "away.enable: there is no such key; did you mean"),
        ("[away]\nenabled = true", "away.enabled: a shop without [hours] is never closed"),
        ("[desk_hours]\nmon = ['20:00-19:00']", 'desk_hours.mon[0]: found "20:00-19:00"'),
        (
            "[desk_hours]\nmonday = []",
            "desk_hours.monday: there is no such key; did you mean `mon`",
        ),
        ("[desk_hours]\nmon = ['08:00-10:00', '09:00-11:00']", "desk_hours.mon: "),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert any(problem.startswith(sentence) for problem in caught.value.problems), caught.value
