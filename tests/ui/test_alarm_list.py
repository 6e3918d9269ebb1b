"""The list of alarms, however long: what is out of sight costs nothing, and can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from textual.app import App, ComposeResult

from shopdesk.domain.alarm.board import Heat
from shopdesk.domain.alarm.order import Rated
from shopdesk.domain.clock.severity import Severity
from shopdesk.ui.widgets.alarm_list import AlarmList
from tests.domain.test_hours import utc
from tests.domain.test_reminder import alarm

NOW = utc("23 00:00")
CALM = Heat(Severity.CALM, 0.0, timedelta(minutes=5))
ROOM = 8


class Listed(App[None]):
    """Nothing but the list."""

    CSS = f"AlarmList {{ height: {ROOM}; }}"

    def compose(self) -> ComposeResult:
        yield AlarmList()


def rows(numbers: Sequence[int]) -> list[Rated]:
    """One alarm for each number."""
    one = alarm(1, "23 00:00")
    made = (replace(one, conversation=n, wait=n, name=f"Customer {n}") for n in numbers)
    return [Rated(each, Severity.CALM) for each in made]


def show(listed: AlarmList, lines: list[Rated]) -> None:
    listed.show(lines, NOW, {}, lambda _: CALM)


def seen(listed: AlarmList) -> list[str]:
    """The names that stand on the screen."""
    lines = (listed.render_line(y).text for y in range(ROOM))
    return [line.partition("Customer ")[2].split()[0] for line in lines if "Customer" in line]


async def test_what_comes_below_moves_nothing_in_sight_and_can_be_reached() -> None:
    app = Listed()
    async with app.run_test(size=(80, 24)) as pilot:
        listed = app.query_one(AlarmList)
        lines = rows(range(1, 101))
        show(listed, lines)
        await pilot.pause()
        listed.focus()
        before = seen(listed)
        show(listed, [*lines, *rows(range(101, 201))])
        assert seen(listed) == before == [str(n) for n in range(1, ROOM + 1)]
        await pilot.pause()
        assert listed.vertical_scrollbar.window_virtual_size == 200
        await pilot.press("end")
        await pilot.pause()
        assert listed.pointed is not None
        assert listed.pointed.conversation == 200
        assert seen(listed)[-1] == "200"


async def test_the_scroll_bar_goes_when_all_have_room() -> None:
    app = Listed()
    async with app.run_test(size=(80, 24)) as pilot:
        listed = app.query_one(AlarmList)
        lines = rows(range(1, 101))
        show(listed, lines)
        await pilot.pause()
        assert listed.show_vertical_scrollbar
        show(listed, lines[:3])
        await pilot.pause()
        assert not listed.show_vertical_scrollbar
        assert seen(listed) == ["1", "2", "3"]


async def test_one_who_is_answered_in_sight_makes_room_for_the_next() -> None:
    app = Listed()
    async with app.run_test(size=(80, 24)) as pilot:
        listed = app.query_one(AlarmList)
        lines = rows(range(1, 101))
        show(listed, lines)
        await pilot.pause()
        show(listed, [lines[0], *lines[2:]])
        await pilot.pause()
        assert seen(listed)[:3] == ["1", "3", "4"]
        assert listed.pointed is lines[0].alarm
