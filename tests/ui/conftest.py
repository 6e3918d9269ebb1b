"""The program on frozen time, with a handful of customers and nothing behind the screen."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from pytest_textual_snapshot import SVGImageExtension, normalize_svg
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from shopdesk.desk.bus import Bus
from shopdesk.desk.events import WatchChanged
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.mail.message import Attachment
from shopdesk.domain.shop.settings import Settings
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.wiring import Wiring
from tests.shop import NINE, SHOP, FrozenClock, Mail, SmallShop, desk_thread, small_shop
from tests.shop import settings as shop_settings

PATIENCE = 15.0
"""Seconds."""

CUSTOMERS = (
    (
        6.0,
        Mail(
            sender="Антон Петров <anton@example.com>",
            subject="Второй раз не тот размер!",
            body="Здравствуйте! Я недоволен: второй раз пришёл не тот размер, 43 вместо 42. "
            "Это уже безобразие.\n\nАнтон",
            id="1@example.com",
        ),
    ),
    (
        14.2,
        Mail(
            subject="Where is my order #1042?",
            body="Hi,\n\nI ordered the brown brogues last Monday (#1042) and the tracking page "
            "has not moved since. They are for Saturday. Can you help?\n\nJane",
            id="2@example.com",
        ),
    ),
    (
        8.5,
        Mail(
            sender="Lê Hoàng Nam <nam@example.net>",
            subject="Xin đổi sang size 39",
            body="Chào shop, mình xin đổi trả đôi giày lười đơn #1039 sang size 39 ạ.",
            id="3@example.com",
        ),
    ),
    (
        1.1,
        Mail(
            sender="Nguyễn Thị Minh <minh@example.com>",
            subject="Giày này còn size 38 không ạ?",
            body="Chào shop, đôi búp bê màu kem còn size 38 không ạ?",
            id="4@example.com",
        ),
    ),
    (
        8.0,
        Mail(
            sender="Ola Nordmann <ola@example.org>",
            subject="Invoice for last month",
            body="Hello, could I have it for my books, please?",
            id="5@example.com",
        ),
    ),
)
BACKLOG = Mail(
    sender="Mary Major <mary@example.com>",
    subject="Do you ship to Iceland?",
    body="Do you?",
    id="6@example.com",
)


def furnish(shop: SmallShop) -> None:
    """Put the customers in."""
    for minutes, mail in CUSTOMERS:
        shop.receive(mail, minutes_ago=minutes)
    shop.receive(BACKLOG, minutes_ago=60 * 48)


@dataclass
class Screen:
    """A program to run, its clock, and its folder."""

    app: ShopdeskApp
    clock: FrozenClock
    bus: Bus
    folder: Path


def make_screen(
    folder: Path, fill: Callable[[SmallShop], None], chosen: Settings | None = None
) -> Screen:
    """The program over records that were filled before."""
    chosen = chosen or shop_settings()
    with small_shop(folder, chosen) as shop:
        fill(shop)
    bus, clock = Bus(), FrozenClock()
    desk = desk_thread(folder, chosen, bus)
    desk.start()
    wiring = Wiring(chosen, AlwaysOpen(), clock, desk, bus, None, _terminal_note, Programs())
    app = ShopdeskApp(wiring)
    app.states[SHOP] = watching()
    return Screen(app, clock, bus, folder)


def watching() -> WatchState:
    """All is well."""
    return WatchState(
        SHOP, Watching.IDLE, NINE - timedelta(hours=1), checked=NINE - timedelta(seconds=2)
    )


class Programs:
    """The owner's programs, as far as a screen test needs them: noted, not started."""

    def __init__(self) -> None:
        self.saved: dict[str, bytes] = {}
        self.shown: list[Path] = []
        self.pages: list[str] = []

    def edit(self, text: str) -> str:
        """An editor that shouts."""
        return text.upper()

    def save(self, file: Attachment, content: bytes) -> Path:
        """Kept in memory."""
        self.saved[file.filename] = content
        return Path(file.filename)

    def show(self, path: Path) -> None:
        """Noted."""
        self.shown.append(path)

    def browse(self, page: str) -> Path:
        """Noted."""
        self.pages.append(page)
        return Path("page.html")


def _terminal_note(note: Note) -> str:
    return f"<{note.title}>"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Six customers at nine in the morning."""
    made = make_screen(tmp_path, furnish)
    yield made
    made.app.wiring.desk.stop()


def down() -> WatchChanged:
    """The network is gone."""
    return WatchChanged(
        WatchState(
            SHOP,
            Watching.DOWN,
            NINE - timedelta(minutes=3),
            retry_at=NINE + timedelta(seconds=8),
            reason="imap.example: no answer.",
        )
    )


Before = Callable[[Pilot[None]], Awaitable[None] | None]


@pytest.fixture
def snap_compare(
    snap_compare: Callable[..., bool],
    snapshot: SnapshotAssertion,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., bool]:
    """Compare with the stored picture once the screen has become it, or will no more.

    Threads and timers fill a screen; how long they take is the machine's affair. Cursors do not
    blink: they would make each picture one of two.
    """
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _box: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _box: None)
    kept = snapshot.use_extension(SVGImageExtension)
    stored = Path(kept.extension.get_location(test_location=kept.test_location, index=0))
    updates = request.config.option.update_snapshots or not stored.exists()
    expected = "" if updates else normalize_svg(stored.read_text("utf-8"))

    def compare(
        app: App[None],
        press: Iterable[str] = (),
        terminal_size: tuple[int, int] = (80, 24),
        run_before: Before | None = None,
    ) -> bool:
        def is_the_picture() -> bool:
            shown = app.export_screenshot(title=app.title, simplify=True)
            return bool(normalize_svg(shown) == expected)

        async def until_it_is_the_picture(pilot: Pilot[None]) -> None:
            waited = run_before(pilot) if run_before else None
            if inspect.isawaitable(waited):
                await waited
            deadline = monotonic() + (0 if updates else PATIENCE)
            while monotonic() < deadline and not is_the_picture():
                await pilot.pause(0.05)

        return snap_compare(
            app, press=press, terminal_size=terminal_size, run_before=until_it_is_the_picture
        )

    return compare
