"""How the screens look, at the smallest and at a comfortable size."""

from __future__ import annotations

from typing import Protocol

import pytest
from textual.pilot import Pilot

from tests.ui.conftest import Screen, down
from tests.ui.steps import press, settled

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])


class Compare(Protocol):
    """The snapshot plugin's fixture."""

    def __call__(
        self, app: object, *, press: list[str], terminal_size: tuple[int, int], run_before: object
    ) -> bool: ...


@SIZES
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("board", []),
        ("conversation", ["down", "enter"]),
        ("reply", ["down", "1"]),
        ("picker", ["down", "t", "l", "o", "s", "t"]),
        ("dismissal", ["x"]),
        ("help", ["question_mark"]),
        ("backlog", ["end"]),
    ],
)
def test_screen(
    screen: Screen, snap_compare: Compare, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    del name

    async def settle(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(screen.app, press=[], terminal_size=size, run_before=settle)


@SIZES
def test_not_watching_cannot_be_overlooked(
    screen: Screen, snap_compare: Compare, size: tuple[int, int]
) -> None:
    async def fail(pilot: Pilot[None]) -> None:
        await settled(pilot)
        screen.bus.say(down())
        await settled(pilot)

    assert snap_compare(screen.app, press=[], terminal_size=size, run_before=fail)
