"""Keys that the owner chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from shopdesk.domain.shop.screen_settings import ScreenSettings
from shopdesk.ui.remapping import key_faults, keymap, shown_keys
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.help import HelpScreen
from tests.shop import settings
from tests.ui.conftest import Screen, furnish, make_screen

MISTAKES = [
    ({"replay": "r"}, "keys.replay: there is no such command; did you mean `reply`?"),
    ({"zzz": "r"}, "keys.zzz: there is no such command; `shopdesk config keys` lists all."),
    ({"reply": "hyper+q"}, "keys.reply: hyper+q is no key; keys are such as r, R, 5, f2,"),
    ({"reply": "r,,x"}, 'keys.reply: "" is no key;'),
    ({"reply": "ctrl+i"}, "keys.reply: a terminal sends ctrl+i as tab; choose another key."),
    ({"reply": "ctrl+p"}, "keys.reply: ctrl+p means the same everywhere; choose another key."),
    ({"reply": "x"}, "keys.reply: x is the key of `dismiss` there (On the board)."),
    ({"reply": "ч"}, "keys.reply: ч is the key of `dismiss` there (On the board)."),
    ({"reply": "j"}, "keys.reply: j has another use there (On the board)."),
    ({"reply": "5"}, "keys.reply: 5 has another use there (On the board)."),
    ({"send": "s"}, "keys.send: s is text there (While writing); use ctrl or f1 to f12."),
    ({"send": "question_mark"}, "keys.send: question_mark is text there (While writing);"),
]


@pytest.mark.parametrize(("keys", "said"), MISTAKES, ids=lambda case: str(case)[:30])
def test_a_key_that_cannot_be_is_refused(keys: dict[str, str], said: str) -> None:
    faults = key_faults(keys)
    assert any(fault.startswith(said) for fault in faults), faults


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"reply": "ctrl+g,e", "merge": "M"},
        {"reply": "x", "dismiss": "r"},
        {"find": "?", "help": "/"},
        {"quit": "ctrl+q"},
        {"send": "f9"},
    ],
)
def test_keys_that_can_be_are_taken(keys: dict[str, str]) -> None:
    assert key_faults(keys) == []


def test_a_new_letter_works_from_a_russian_layout_too() -> None:
    assert keymap({"reply": "e, ?"}) == {"reply": "e,question_mark,у"}


def test_keys_are_shown_as_on_the_keyboard() -> None:
    assert shown_keys("enter,r,f2,ctrl+r,question_mark,escape") == "enter r F2 ^r ? esc"


@pytest.fixture
def remapped(tmp_path: Path) -> Iterator[Screen]:
    """`reply` on e, `dismiss` on r."""
    chosen = settings(screen=ScreenSettings(keys={"reply": "e", "dismiss": "r"}))
    made = make_screen(tmp_path, furnish, chosen)
    yield made
    made.app.wiring.desk.stop()


async def test_the_new_key_does_it_and_the_old_one_does_not(remapped: Screen) -> None:
    async with remapped.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(remapped.app.screen, BoardScreen)
        await pilot.press("у")
        await pilot.pause()
        assert isinstance(remapped.app.screen, ComposerScreen)


async def test_footer_help_and_palette_show_the_new_key(remapped: Screen) -> None:
    async with remapped.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        foot = [key.key_display for key in remapped.app.screen.query("FooterKey")]  # type: ignore[attr-defined]
        assert "e" in foot
        assert "x" not in foot
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(remapped.app.screen, HelpScreen)
        shown = "\n".join(
            str(cell)
            for static in remapped.app.screen.query(Static)
            if hasattr(static.content, "columns")
            for cell in static.content.columns[0].cells
        )
        assert "\ne\n" in shown
        await pilot.press("escape")
        await pilot.press("ctrl+p", *"scratch")
        offered = remapped.app.screen.query_one("CommandList", OptionList)
        await pilot.pause()
        while not offered.option_count:
            await pilot.pause()
        assert "reply  e" in str(offered.get_option_at_index(0).prompt)
