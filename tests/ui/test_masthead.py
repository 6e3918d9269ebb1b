"""The clock in the first line, and beside it what the shop's doors do next."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from textual.app import App, ComposeResult

from shopdesk.domain.alarm.board import Today
from shopdesk.ui.widgets.masthead import Masthead
from tests.shop import NINE
from tests.ui.conftest import watching


class OnlyMasthead(App[None]):
    """A screen with nothing else on it."""

    def compose(self) -> ComposeResult:
        yield Masthead("Lan's Shoes", ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("doors", "said"),
    [
        ("to 19:00", "Sat 09:00 · to 19:00"),
        ("opens Mon 09:00", "Sat 09:00 · opens Mon 09:00"),
        ("", "Sat 09:00"),
    ],
)
async def test_the_doors_stand_beside_the_clock(doors: str, said: str) -> None:
    app = OnlyMasthead()
    async with app.run_test(size=(80, 24)):
        masthead = app.query_one(Masthead)
        masthead.show(NINE, [watching()], [], Today(0, None, None), doors)
        first = str(masthead.render()).splitlines()[0]
    assert first.endswith(f" {said} ")
    assert "watching" in first
    assert len(first) == 80
