"""The HTML of `shopdesk report` in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.cli import main
from tests.cli.browser import Browser, browser
from tests.cli.test_report import CONFIG
from tests.simulated import simulate


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One for all tests here."""
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A quarter of a shop with a hostile name."""
    folder = tmp_path_factory.mktemp("shop")
    folder.chmod(0o700)
    hostile = "<img src=http://evil.example/name.png>"
    (folder / "config.toml").write_text(CONFIG.replace("<b>", hostile), encoding="utf-8")
    simulate(folder, 1500)
    file = folder / "report.html"
    with pytest.MonkeyPatch.context() as patch, file.open("w", encoding="utf-8") as out:
        patch.setattr("sys.stdout", out)
        words = ("--since", "2025-11-01", "--until", "2026-01-31", "--html")
        assert main(["--profile", str(folder), "report", *words]) == 0
    yield file


def foreign(chrome: Browser) -> list[str]:
    """Requests for pages of ours; the browser has errands of its own."""
    return [line for line in chrome.asked if ".example" in line]


def test_the_recorder_sees_what_a_page_asks_for(chrome: Browser, tmp_path: Path) -> None:
    """Otherwise the next test could not fail."""
    page = tmp_path / "page.html"
    page.write_text("<img src=http://control.example/seen.png>")
    chrome.open(page)
    assert any("control.example" in line for line in foreign(chrome))
    chrome.asked.clear()


def test_it_asks_the_network_for_nothing(chrome: Browser, page: Path) -> None:
    """And what the shop is called is text."""
    chrome.open(page)
    assert foreign(chrome) == []
    assert chrome.value("document.images.length") == 0
    assert chrome.value("document.scripts.length") == 0
    assert chrome.value("performance.getEntriesByType('resource').length") == 0
    assert "<img src=http://evil.example/name.png>" in chrome.value("document.title")


def test_the_charts_are_drawn(chrome: Browser, page: Path) -> None:
    """A bar for each day with mail, a field for each hour of the week, in sight, of some size."""
    chrome.open(page)
    charts = chrome.value("document.querySelectorAll('svg').length")
    assert charts == 5
    counts = chrome.value(
        "[...document.querySelectorAll('svg')].map(s => [...s.querySelectorAll('rect')]"
        ".filter(r => {const b = r.getBoundingClientRect(); return b.width > 0 && b.height > 0})"
        ".length)"
    )
    assert counts[0] == 92
    assert all(count > 60 for count in counts[1:3])
    assert counts[3:] == [7 * 24, 7 * 24]
    tallest = chrome.value(
        "Math.max(...[...document.querySelector('svg').querySelectorAll('rect')]"
        ".map(r => r.getBoundingClientRect().height))"
    )
    assert tallest > 50


@pytest.mark.parametrize("width", [360, 480, 1200])
def test_nothing_hangs_over_the_edge(chrome: Browser, page: Path, width: int) -> None:
    """Nor in a narrow window."""
    chrome.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=800,
        deviceScaleFactor=1,
        mobile=False,
    )
    chrome.open(page)
    assert chrome.value("document.documentElement.scrollWidth") <= width


def test_it_is_dark_where_the_reader_wants_it_dark(chrome: Browser, page: Path) -> None:
    """Paper and ink change places; both can be read."""
    seen = {}
    for dark in (False, True):
        chrome.dark(dark)
        chrome.open(page)
        style = "getComputedStyle(document.body)"
        seen[dark] = [
            brightness(chrome.value(f"{style}.{what}")) for what in ("backgroundColor", "color")
        ]
    assert seen[False][0] > 200 > 100 > seen[False][1]
    assert seen[True][0] < 60 < 180 < seen[True][1]


def brightness(colour: str) -> float:
    """Of `rgb(29, 39, 51)`."""
    channels = [int(one) for one in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    return sum(channels) / 3
