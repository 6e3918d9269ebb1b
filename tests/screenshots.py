"""Draws the README's pictures: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.ui.conftest import furnish, make_screen

PICTURES = Path(__file__).parent.parent / ".github" / "screenshots"
KEYS = {"board": ["down"], "conversation": ["down", "enter"], "reply": ["down", "1"]}


async def draw(name: str, keys: list[str]) -> None:
    """One picture at 80×24."""
    with tempfile.TemporaryDirectory() as folder:
        screen = make_screen(Path(folder), furnish)
        async with screen.app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause()
            picture = screen.app.export_screenshot(title="shopdesk")
        screen.app.wiring.desk.stop()
    (PICTURES / f"{name}.svg").write_text(picture, "utf-8")


def main() -> None:
    """All of them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, keys in KEYS.items():
        asyncio.run(draw(name, keys))


if __name__ == "__main__":
    main()
