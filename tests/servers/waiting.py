"""Waiting for a condition instead of sleeping."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_PAUSE_S = 0.005


def eventually(look: Callable[[], T], what: str, within_s: float = 30.0) -> T:
    """Call `look` until it returns something true, and return that.

    Raises AssertionError naming `what` when `within_s` seconds did not suffice.
    """
    deadline = time.monotonic() + within_s
    while True:
        if seen := look():
            return seen
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_s:g} s: {what}")
        time.sleep(_PAUSE_S)
