"""The rest of `shopdesk report` reckoned apart: ratings and who came back, month by month."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shopdesk.cli import main
from tests.cli.test_report import CONFIG
from tests.simulated import simulate

LONDON = ZoneInfo("Europe/London")
YEAR = timedelta(days=365)
Order = tuple[str, datetime, Fraction, str]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a small shop."""
    folder = tmp_path_factory.mktemp("shop")
    folder.chmod(0o700)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    simulate(folder, 2000)
    return folder


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], profile: Path) -> dict[str, Any]:
    """The year."""
    return lines(capsys, profile, *_YEAR)[0]


_YEAR = ("report", "--json", "--since", "2025-11-01", "--until", "2026-10-31")


def lines(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> list[dict[str, Any]]:
    """What a command prints, JSON a line; it must end well."""
    assert main(["--profile", str(profile), *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]


def orders_of(capsys: pytest.CaptureFixture[str], profile: Path) -> list[Order]:
    """Who bought when for how much, from the exports; merged people are one."""
    person = {}
    for nth, one in enumerate(lines(capsys, profile, "customers", "list", "--json")):
        for address in one["addresses"]:
            person[address.lower()] = str(nth)
    found = []
    for one in lines(capsys, profile, "orders", "list", "--json"):
        if one["status"] in ("cancelled", "refunded", "returned"):
            continue
        email = one["customer"]["email"].lower()
        total, back = one["total"], one["refunded"]
        paid = Fraction(total["amount"]) - Fraction(back["amount"])
        at = datetime.fromisoformat(one["placed"]).astimezone(UTC)
        found.append((person.get(email, email), at, paid, total["currency"]))
    return found


def bought(orders: list[Order], since: datetime, until: datetime) -> set[str]:
    """Who ordered in [since, until)."""
    return {who for who, at, _paid, _currency in orders if since <= at < until}


def share(part: set[str] | int, whole: set[str] | int) -> dict[str, Any]:
    """As JSON says it."""
    n = part if isinstance(part, int) else len(part)
    of = whole if isinstance(whole, int) else len(whole)
    return {"part": n, "whole": of, "ratio": n / of if of else None}


def loyalty(orders: list[Order], since: datetime, until: datetime) -> dict[str, Any]:
    """The definitions, word for word."""
    ever = datetime(1970, 1, 1, tzinfo=UTC)
    start, end = bought(orders, since - YEAR, since), bought(orders, until - YEAR, until)
    customers = bought(orders, ever, until)
    new = customers - bought(orders, ever, since)
    a_year_ago = bought(orders, until - 2 * YEAR, until - YEAR)
    known = sorted((who, at) for who, at, _paid, _currency in orders if at < until)
    often = {who for who, of in groupby(known, lambda one: one[0]) if len(list(of)) > 1}
    left = a_year_ago - end
    values = {}
    for currency in sorted({currency for *_order, currency in orders}) if left else ():
        own = [o for o in orders if until - YEAR <= o[1] < until and o[3] == currency]
        people = {who for who, *_rest in own}
        mean = sum((paid for _who, _at, paid, _c in own), Fraction()) / len(own)
        worth = mean * Fraction(len(own), len(people)) * Fraction(len(a_year_ago), len(left))
        values[currency] = (float(worth), len(own))
    return {
        "customers": len(customers),
        "new": len(new),
        "retention": share(end - new, start),
        "repeat": share(often, customers),
        "churn": share(start - end, start),
        "yearly_churn": share(left, a_year_ago),
        "cltv": values,
    }


def told(found: dict[str, Any]) -> dict[str, Any]:
    """The product's, with values to compare."""
    values = {
        one["revenue"]["currency"]: (float(one["revenue"]["amount"]), one["n"])
        for one in found["cltv"]
    }
    return {**found, "cltv": values}


def midnight(day: date) -> datetime:
    """In London."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """All equal, amounts to the coin."""
    worth, wanted = found.pop("cltv"), expected.pop("cltv")
    assert found == expected
    assert worth.keys() == wanted.keys()
    for currency, (value, n) in wanted.items():
        assert worth[currency][1] == n
        assert worth[currency][0] == pytest.approx(value, abs=0.5 if currency == "VND" else 0.0051)


def test_who_came_back(
    capsys: pytest.CaptureFixture[str], profile: Path, report: dict[str, Any]
) -> None:
    """The year and each of its months."""
    orders = orders_of(capsys, profile)
    first, last = date(2025, 11, 1), date(2026, 10, 31)
    same(told(report["loyalty"]), loyalty(orders, midnight(first), midnight(date(2026, 11, 1))))
    assert report["loyalty"]["cltv"]
    assert len(report["months"]) == 12
    for month in report["months"]:
        begin = date.fromisoformat(month["since"])
        after = date.fromisoformat(month["until"]) + timedelta(days=1)
        assert first <= begin < after <= last + timedelta(days=1)
        same(told(month["loyalty"]), loyalty(orders, midnight(begin), midnight(after)))


def test_what_they_said(profile: Path, report: dict[str, Any]) -> None:
    """CSAT, NPS and CES, with n and how many of those who were asked answered."""
    with sqlite3.connect(profile / "records.sqlite") as records:
        asked = records.execute(
            "SELECT scale, sent / 1000, rating FROM survey WHERE returned = 0"
        ).fetchall()
        assert records.execute("SELECT 1 FROM survey WHERE returned = 1").fetchall()
    for part in (report, *report["months"]):
        since = midnight(date.fromisoformat(part["since"])).timestamp()
        until = midnight(date.fromisoformat(part["until"]) + timedelta(days=1)).timestamp()
        inside = [(scale, rating) for scale, at, rating in asked if since <= at < until]
        said = {
            scale: [r for s, r in inside if s == scale and r is not None]
            for scale in ("csat", "nps", "ces")
        }
        for scale, ratings in said.items():
            sent = sum(1 for s, _rating in inside if s == scale)
            assert part["responses"][scale] == share(len(ratings), sent)
        csat, nps, ces = said["csat"], said["nps"], said["ces"]
        assert part["csat"] == share(sum(r in (4, 5) for r in csat), len(csat))
        high, low = sum(r >= 9 for r in nps), sum(r <= 6 for r in nps)
        assert part["nps"]["n"] == len(nps)
        assert part["nps"]["value"] == (100 * (high - low) / len(nps) if nps else None)
        assert part["ces"]["mean"] == (sum(ces) / len(ces) if ces else None)
        assert part["ces"]["easy"] == share(sum(r in (5, 6, 7) for r in ces), len(ces))
    assert report["responses"]["csat"]["part"] > 5


def test_months_add_up(report: dict[str, Any]) -> None:
    """What can be added does: what came, what was answered, who was new, what was rated."""
    months = report["months"]
    for key in ("received", "answered", "open"):
        assert report[key] == sum(month[key] for month in months)
    assert report["loyalty"]["new"] == sum(month["loyalty"]["new"] for month in months)
    for key in ("csat", "one_touch", "fcr", "reopened", "in_target", "recovered"):
        for side in ("part", "whole"):
            assert report[key][side] == sum(month[key][side] for month in months), key
