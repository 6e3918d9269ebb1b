"""Themes, no colour at all, and every size of a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import Footer

from shopdesk.bootstrap.configuring import check_screen
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.screen_settings import ScreenSettings
from shopdesk.ui.look import themes
from shopdesk.ui.theme import CLASS_OF, HIGH_CONTRAST, THEMES, word
from tests.shop import settings
from tests.ui.conftest import Screen, furnish, make_screen
from tests.ui.steps import settled
from tests.ui.test_snapshots import Compare

OURS = [theme.name for theme in THEMES]


@pytest.fixture
def themed(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """The board in a theme."""
    chosen = settings(screen=ScreenSettings(theme=request.param))
    made = make_screen(tmp_path, furnish, chosen)
    yield made
    made.app.wiring.desk.stop()


@pytest.mark.parametrize("themed", [*OURS, "ansi-dark", "solarized-light"], indirect=True)
def test_the_board_in_a_theme(themed: Screen, snap_compare: Compare) -> None:
    assert snap_compare(themed.app, press=[], terminal_size=(80, 24), run_before=settled)


def test_the_board_without_colour(
    tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    made = make_screen(tmp_path, furnish)
    try:
        assert snap_compare(made.app, press=[], terminal_size=(80, 24), run_before=settled)
    finally:
        made.app.wiring.desk.stop()


@pytest.mark.parametrize("keys", [[], ["enter"], ["d", "tab"]])
async def test_every_theme_draws(screen: Screen, keys: list[str]) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        pictures = set()
        for theme in themes():
            screen.app.theme = theme
            await settled(pilot)
            pictures.add(screen.app.export_screenshot())
        assert len(pictures) == len(themes())


def test_an_unknown_theme_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(ConfigError) as error:
        check_screen(settings(screen=ScreenSettings(theme="drak")))
    assert 'there is no theme "drak"; allowed is "dark", "light"' in str(error.value)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_can_be_read(theme: object) -> None:
    assert theme in THEMES
    ours = THEMES[THEMES.index(theme)]
    least = 7.0 if ours is HIGH_CONTRAST else 3.5
    for ground in (ours.background, ours.panel):
        assert ground is not None
        for name in (*CLASS_OF.values(), "quiet"):
            assert contrast(ours.variables[name], ground) >= least, (name, ground)


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1."""
    found = Color.parse(colour)
    return found.r / 255, found.g / 255, found.b / 255


def test_severity_needs_no_colour() -> None:
    words = [word(severity) for severity in Severity]
    assert all(one != other for one, other in itertools.combinations(words, 2))
    assert word(Severity.BURNING).isupper()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
@pytest.mark.parametrize("keys", [[], ["enter"], ["r"], ["T"], ["d"], ["slash"]])
async def test_no_key_is_cut_in_the_footer(
    screen: Screen, size: tuple[int, int], keys: list[str]
) -> None:
    async with screen.app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        await settled(pilot)
        foot = screen.app.screen.query_one(Footer)
        regions = [key.region for key in foot.children]
        assert regions
        assert all(region.right <= size[0] for region in regions)


async def test_a_terminal_may_change_its_size_at_any_time(screen: Screen) -> None:
    async with screen.app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for width, height in ((60, 20), (200, 60), (40, 10), (80, 24)):
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            alarms = screen.app.screen.query_one("#alarms").region
            assert alarms.height >= 3
            assert alarms.right <= width
            assert screen.app.screen.query_one(Footer).region.bottom == height


async def test_a_click_chooses_and_a_double_click_opens(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click("#alarms", offset=(30, 2))
        await settled(pilot)
        assert len(screen.app.screen_stack) == 2
        assert "Lê Hoàng Nam" in str(screen.app.screen.query_one("#who").render())
        await pilot.click("#alarms", offset=(30, 1), times=2)
        await settled(pilot)
        assert "Jane Roe" in str(screen.app.screen.query_one("#guest").render())
