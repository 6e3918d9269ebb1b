"""`shopdesk report` against figures reckoned apart from it, over what `shopdesk waits` exports."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shopdesk.cli import main
from tests.simulated import simulate

LONDON = ZoneInfo("Europe/London")
CONFIG = """
[shop]
name = "Leeds Tea <b>"
owner = "Ann"
zone = "Europe/London"
[[mailbox]]
address = "hello@tea.example"
imap = { host = "imap.tea.example" }
smtp = { host = "smtp.tea.example" }
"""
SPANS = [
    (date(2025, 11, 1), date(2026, 10, 31)),
    (date(2026, 3, 1), date(2026, 3, 31)),
    (date(2025, 12, 20), date(2026, 1, 5)),
]
Wait = dict[str, Any]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a small shop."""
    folder = tmp_path_factory.mktemp("shop")
    folder.chmod(0o700)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    simulate(folder, 800)
    return folder


def said(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> str:
    """What a command prints; it must end well."""
    assert main(["--profile", str(profile), *words]) == 0
    return capsys.readouterr().out


def at(text: str) -> datetime:
    """An instant as JSON says it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def day_of(wait: Wait) -> date:
    """The local day on which it began."""
    return at(wait["received"]).astimezone(LONDON).date()


def waits_of(capsys: pytest.CaptureFixture[str], profile: Path) -> list[Wait]:
    """All that count: no backlog, nothing that was no customer's; the first of each told apart."""
    listed = [
        json.loads(line)
        for line in said(capsys, profile, "waits", "list", "--json").split("\n")
        if line
    ]
    listed.sort(key=lambda w: (w["received"], w["wait"]))
    seen: set[int] = set()
    for wait in listed:
        wait["first"] = wait["conversation"] not in seen
        seen.add(wait["conversation"])
    return [
        w
        for w in listed
        if not w["backlog"]
        and not (w["outcome"] == "dismissed" and w["reason"] != "handled elsewhere")
    ]


def timed(wait: Wait) -> bool:
    """Whether its end is known: an untimed answer has none."""
    return wait["outcome"] in ("answered", "elsewhere", "dismissed")


def end_of(wait: Wait) -> datetime:
    """When it was answered."""
    return at(wait["ended"])


def numbers(lengths: Iterable[float]) -> dict[str, Any]:
    """Mean, median and nearest rank, in whole seconds."""
    took = sorted(lengths)
    n = len(took)
    if not n:
        return {"n": 0, "mean_s": None, "median_s": None, "p90_s": None}
    median = took[n // 2] if n % 2 else (took[n // 2 - 1] + took[n // 2]) / 2
    return {
        "n": n,
        "mean_s": round(sum(took) / n),
        "median_s": round(median),
        "p90_s": round(took[math.ceil(n * 0.9) - 1]),
    }


def calendar(wait: Wait) -> float:
    """Seconds by the calendar."""
    return float(wait["elapsed_calendar_s"])


def service(waits: list[Wait]) -> dict[str, Any]:
    """The service figures, reckoned in another way than the product does."""
    running = [w for w in waits if w["outcome"] is None]
    ended = [w for w in waits if timed(w)]
    good = [w for w in ended if end_of(w) <= at(w["due"])]
    assert all(w["in_target"] in (None, w in good) for w in ended)

    def response(chosen: list[Wait]) -> dict[str, Any]:
        return {
            "calendar": numbers(calendar(w) for w in chosen),
            "business": numbers(w["elapsed_business_s"] for w in chosen),
        }

    return {
        "received": len(waits),
        "answered": len(waits) - len(running),
        "open": len(running),
        "overdue": len(running),
        "in_target": {
            "part": len(good),
            "whole": len(ended) + len(running),
            "ratio": len(good) / (len(ended) + len(running)) if ended or running else None,
        },
        "first_response": response([w for w in ended if w["first"]]),
        "next_response": response([w for w in ended if not w["first"]]),
        "every_response": response(ended),
    }


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_every_service_figure_is_recomputed(
    capsys: pytest.CaptureFixture[str], profile: Path, first: date, last: date
) -> None:
    """The span, the one before, every day, category and channel."""
    words = ("report", "--json", "--since", str(first), "--until", str(last))
    report = json.loads(said(capsys, profile, *words))
    every = waits_of(capsys, profile)
    inside = [w for w in every if first <= day_of(w) <= last]
    length = last - first + timedelta(days=1)
    before = [w for w in every if first - length <= day_of(w) < first]
    expected = service(inside)
    assert {key: report[key] for key in expected} == expected
    expected = service(before)
    assert {key: report["before"][key] for key in expected} == expected
    for key, name in (("by_category", "category"), ("by_channel", "channel")):
        groups = defaultdict(list)
        for wait in inside:
            groups[wait[name]].append(wait)
        assert report[key] == {value: service(found) for value, found in groups.items()}
    days = defaultdict(list)
    for wait in inside:
        days[str(day_of(wait))].append(wait)
    assert len(report["by_day"]) == length.days
    for one in report["by_day"]:
        expected = service(days[one["day"]])
        assert {key: one[key] for key in expected} == expected


def test_the_week_is_recomputed(capsys: pytest.CaptureFixture[str], profile: Path) -> None:
    """Arrivals and slowness, hour by hour, by the shop's clocks."""
    first, last = SPANS[0]
    words = ("report", "--json", "--since", str(first), "--until", str(last))
    report = json.loads(said(capsys, profile, *words))
    cells = defaultdict(list)
    for wait in waits_of(capsys, profile):
        local = at(wait["received"]).astimezone(LONDON)
        cells[local.weekday(), local.hour].append(wait)
    for weekday in range(7):
        for hour in range(24):
            found = cells[weekday, hour]
            assert report["arrivals"][weekday][hour] == len(found)
            slow = numbers(calendar(w) for w in found if timed(w))["median_s"]
            assert report["slowness_s"][weekday][hour] == slow


def test_resolution_is_recomputed(capsys: pytest.CaptureFixture[str], profile: Path) -> None:
    """In this shop every question has a wait and every answer ended one."""
    first, last = SPANS[0]
    words = ("report", "--json", "--since", str(first), "--until", str(last))
    report = json.loads(said(capsys, profile, *words))
    stories = defaultdict(list)
    for wait in waits_of(capsys, profile):
        stories[wait["conversation"]].append(wait)
    answered = again = settled = old = 0
    for story in stories.values():
        replies = [end_of(w) for w in story if w["outcome"] in ("answered", "elsewhere")]
        if not replies:
            continue
        answered += 1
        asked = [at(w["received"]) for w in story]
        again += any(one > replies[0] for one in asked)
        old += 1
        week = replies[0] + timedelta(days=7)
        settled += len(replies) == 1 and not any(replies[0] < one <= week for one in asked)
    assert report["reopened"]["part"] == again
    assert report["reopened"]["whole"] == answered
    assert report["fcr"]["part"] == settled
    assert report["fcr"]["whole"] == old


def test_the_table_says_the_same(capsys: pytest.CaptureFixture[str], profile: Path) -> None:
    """Months add up to the span."""
    first, last = SPANS[0]
    words = ("--since", str(first), "--until", str(last))
    rows = list(csv.DictReader(io.StringIO(said(capsys, profile, "report", "--csv", *words))))
    report = json.loads(said(capsys, profile, "report", "--json", *words))
    span = next(row for row in rows if row["of"] == "span")
    assert int(span["received"]) == report["received"]
    assert int(span["first_calendar_median_s"]) == report["first_response"]["calendar"]["median_s"]
    for part in ("month", "day", "category", "channel"):
        assert sum(int(r["received"]) for r in rows if r["of"] == part) == report["received"]


def test_pages_for_people(capsys: pytest.CaptureFixture[str], profile: Path) -> None:
    """Markdown and HTML; what the shop is called is no HTML of ours."""
    words = ("--since", "2025-11-01", "--until", "2026-10-31")
    assert "# Leeds Tea <b>" in said(capsys, profile, "report", *words)
    page = said(capsys, profile, "report", "--html", *words)
    assert "Leeds Tea &lt;b&gt;" in page
    assert "<b>" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize(
    "words",
    [
        ("--since", "yesterday"),
        ("--since", "2026-02-30"),
        ("--since", "0001-01-01"),
        ("--since", "2026-02-02", "--until", "2026-02-01"),
    ],
)
def test_what_is_no_span_is_refused(
    capsys: pytest.CaptureFixture[str], profile: Path, words: tuple[str, ...]
) -> None:
    """One sentence, exit code 2."""
    assert main(["--profile", str(profile), "report", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
