"""The program that sets up: one step after the other, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from shopdesk.desk.setup.setup import Secret, Setup
from shopdesk.domain.shop.setup import Draft, Step, after, before
from shopdesk.ui.look import Looking
from shopdesk.ui.screens.setup.ending import AlarmScreen, DoneScreen
from shopdesk.ui.screens.setup.mailbox import AddressScreen, ServersScreen
from shopdesk.ui.screens.setup.shop import HoursScreen, ShopScreen, TargetsScreen
from shopdesk.ui.screens.setup.signin import SignInScreen
from shopdesk.ui.screens.setup.step import StepScreen
from shopdesk.ui.screens.setup.trial import TrialScreen

T = TypeVar("T")
SCREENS: dict[Step, type[StepScreen]] = {
    screen.step: screen
    for screen in (
        AddressScreen,
        ServersScreen,
        SignInScreen,
        TrialScreen,
        ShopScreen,
        HoursScreen,
        TargetsScreen,
        AlarmScreen,
        DoneScreen,
    )
}
_UI = Path(__file__).parents[2]


class SetupApp(Looking):
    """Holds what was said; writes nothing before the end."""

    CSS_PATH = [_UI / "shopdesk.tcss", "setup.tcss"]
    TITLE = "shopdesk"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, setup: Setup, draft: Draft) -> None:
        super().__init__()
        self.setup = setup
        self.draft = draft
        self.secret = Secret()
        self.saved = False
        self._step = Step.ADDRESS

    async def on_mount(self) -> None:
        """The first question."""
        await self.push_screen(SCREENS[self._step]())

    def forward(self) -> None:
        """To the next step."""
        if not self.saved:
            self._to(after(self._step, self.draft))

    def backward(self) -> None:
        """To the step before."""
        self._to(before(self._step, self.draft))

    def again(self) -> None:
        """Paint this step anew."""
        self._to(self._step)

    def _to(self, step: Step) -> None:
        self._step = step
        # by the app itself: a screen that waited for its own end would wait for ever
        self.call_later(self.switch_screen, SCREENS[step]())

    async def off_the_loop(self, work: Callable[[], T]) -> T:
        """In a thread: nothing that blocks may stop the screen."""
        return await asyncio.to_thread(work)
