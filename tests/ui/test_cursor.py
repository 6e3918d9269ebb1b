"""Where the cursor is when nobody has put it anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.ui.widgets.alarm_list import AlarmList
from tests.shop import Mail, SmallShop, small_shop
from tests.ui.conftest import BACKLOG, Screen, make_screen

OTHER = Mail("Paul Poe <paul@example.com>", "And to Norway?", "Do you?", id="7@example.com")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """At the very first start: two old mails, and no alarm yet."""

    def old(shop: SmallShop) -> None:
        shop.receive(BACKLOG, minutes_ago=60 * 48)
        shop.receive(OTHER, minutes_ago=60 * 50)

    made = make_screen(tmp_path, old)
    yield made
    made.app.wiring.desk.stop()


def pointed(screen: Screen) -> str:
    """Whose line it is on."""
    alarm = screen.app.screen.query_one(AlarmList).pointed
    return alarm.name if alarm else ""


async def jane_writes(screen: Screen) -> None:
    """The first alarm, taken in by another program."""
    with small_shop(screen.folder) as shop:
        shop.receive(Mail(id="8@example.com"))
    await screen.app.refresh_board()


async def test_it_leaves_old_mail_for_the_first_alarm(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)):
        assert pointed(screen) == "Mary Major"
        await jane_writes(screen)
        assert pointed(screen) == "Jane Roe"


async def test_it_stays_where_the_owner_put_it(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert pointed(screen) == "Paul Poe"
        await jane_writes(screen)
        assert pointed(screen) == "Paul Poe"
