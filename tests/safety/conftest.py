"""A house for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.safety.house import PASSWORD, PASSWORD_IN, House, house


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Lan's shop on the embedded servers; the password is in the environment, no desktop is."""
    monkeypatch.setenv(PASSWORD_IN, PASSWORD)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SHOPDESK_PROFILE", "SHOPDESK_LOG"):
        monkeypatch.delenv(name, raising=False)
    with house(tmp_path) as opened:
        yield opened
