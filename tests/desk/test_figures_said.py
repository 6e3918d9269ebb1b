"""Figures in words: too little data is said to be too little."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopdesk.desk.figures.markdown import as_markdown
from shopdesk.desk.figures.months import by_month
from shopdesk.desk.figures.said import sections
from shopdesk.desk.figures.words import share_cell, share_text
from shopdesk.domain.figures.facts import Scale, SurveyFact
from shopdesk.domain.figures.goals import NO_GOALS, Goals
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.report import Facts, Report, report
from shopdesk.domain.figures.spans import last_days
from shopdesk.domain.mail.conversation import Category
from tests.domain.figures.facts import MONDAY, ZONE, conversation, wait


def made(n: int, *, late: int = 0, goals: Goals = NO_GOALS) -> Report:
    """`n` waits, as many conversations and ratings; `late` of the waits were answered late."""
    waits = [wait(m, 9 if m < late else 1, conversation=m) for m in range(n)]
    facts = Facts(
        waits=waits,
        conversations=[
            conversation(m, replies=(0.1,), closed=True, category=Category.COMPLAINT)
            for m in range(n)
        ],
        surveys=[SurveyFact(m, scale, MONDAY, 5) for m in range(n) for scale in Scale],
        orders=(),
    )
    now = MONDAY + timedelta(days=9)
    return report(facts, last_days(14, now, ZONE), now, goals=goals)


def lines(found: Report) -> dict[str, str]:
    """What each figure says."""
    return {line.id: line.now for section in sections(found) for line in section.lines}


@pytest.mark.parametrize(("n", "enough"), [(0, False), (1, False), (4, False), (5, True)])
def test_no_proud_hundred_of_a_handful(n: int, enough: bool) -> None:
    """On no page and in no table."""
    found = made(n)
    said = lines(found)
    for id in ("in_target", "one_touch", "fcr", "reopened", "csat", "nps", "ces", "easy"):
        assert ("not enough data" in said[id]) is not enough, id
    cells = [cell for table in by_month(found) for row in table.rows for cell in row]
    page = as_markdown(found, "Shop")
    assert ("100 %" in page) is enough
    assert any("%" in cell for cell in cells) is enough


def test_a_rating_comes_with_n_and_how_many_answered() -> None:
    """Of those who were asked."""
    said = lines(made(6))
    assert said["csat"] == "100 % · n 6 · 100 % answered"
    assert said["nps"] == "-100 · n 6 · 100 % answered"
    assert said["ces"] == "5.0 · n 6 · 100 % answered"


def test_shares_are_rounded_down() -> None:
    """Only what is whole is a hundred."""
    assert share_text(Share(999, 1000)) == "99 % of 1000"
    assert share_text(Share(3, 4)) == "not enough data (4)"
    assert share_cell(Share(3, 4)) == "few (4)"
    assert share_cell(Share(0, 0)) == "–"


@pytest.mark.parametrize(
    ("n", "late", "said"),
    [
        (10, 1, "met · wanted 90 %"),
        (10, 2, "not met · wanted 90 %"),
        (4, 0, "not enough data (4) · wanted 90 %"),
    ],
)
def test_the_goal_is_met_or_not(n: int, late: int, said: str) -> None:
    """Nine of ten are ninety."""
    assert lines(made(n, late=late, goals=Goals(90)))["goal"] == said
    assert "goal" not in lines(made(n, late=late))
