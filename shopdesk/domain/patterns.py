"""Regular expressions compiled at their first use: they are many, and a start is short."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression, the same object for the same source and flags."""
    return re.compile(source, flags)
