"""The `[surveys]`, `[goals]` and `[report]` tables of the settings file."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.config.file import load
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.goals import Goals
from shopdesk.domain.figures.survey import SurveyRules
from shopdesk.domain.figures.weekly import ReportRules, Weekly
from shopdesk.domain.shop.settings import Settings

DAY = timedelta(days=1)


def read(tmp_path: Path, text: str) -> Settings:
    """The settings in a file of these tables."""
    file = tmp_path / "config.toml"
    file.write_text('[shop]\nzone = "Asia/Ho_Chi_Minh"\n' + text, "utf-8")
    return load(file, for_mail=False)


def test_without_the_tables_nobody_is_asked_or_told(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert not settings.surveys.enabled
    assert settings.goals.in_target is None
    assert settings.report == ReportRules()
    assert settings.report.weekly is None


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        "[surveys]\nenabled = true\nask = ['nps', 'ces']\nafter_closing = 'never'\n"
        "after_delivery = '5 days'\n[goals]\nin_target = 90\n"
        "[report]\nweekly = 'Mon 8:05'\nto = 'lan@example.com'\nchurned_after = '180 days'\n",
    )
    assert settings.surveys == SurveyRules(True, (Scale.NPS, Scale.CES), None, 5 * DAY)
    assert settings.goals == Goals(90)
    assert settings.report == ReportRules(Weekly(0, time(8, 5)), "lan@example.com", 180 * DAY)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[surveys]\nafter_closing = 'soon'", 'surveys.after_closing: found "soon"; allowed is "n'),
        ("[surveys]\nafter_delivery = '90 days'", 'surveys.after_delivery: found "90 days"'),
        ("[surveys]\nafter_delivry = 'never'", "surveys.after_delivry: there is no such key; did"),
        ("[surveys]\nask = []", "surveys.ask: found an empty list"),
        ("[goals]\nin_target = 101", "goals.in_target: found 101; allowed is a whole number from"),
        ("[goals]\nin_targets = 90", "goals.in_targets: there is no such key; did you mean"),
        ("[report]\nweekly = 'monday'", 'report.weekly: found "monday"; allowed is a day and a'),
        ("[report]\nweekly = 'mon 24:00'", 'report.weekly: found "mon 24:00"'),
        ("[report]\nto = 'lan'", 'report.to: found "lan"; allowed is an address'),
        ("[report]\nchurned_after = '1 day'", 'report.churned_after: found "1 day"'),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert any(problem.startswith(sentence) for problem in caught.value.problems), caught.value
