"""A small shop for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Lan's, at nine in the morning."""
    with small_shop(tmp_path) as made:
        yield made
