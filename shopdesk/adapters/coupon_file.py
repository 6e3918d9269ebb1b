"""Coupon codes from a file: one a line, or the first column of a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from shopdesk.domain.errors import FileTrouble
from shopdesk.words import _

LONGEST = 64
"""Characters of a code."""
MOST = 1_000_000
"""Codes in a file."""
_HEADINGS = frozenset({"code", "codes", "coupon", "coupons", "discount code", "mã", "код"})


def read_codes(path: Path) -> tuple[str, ...]:
    """Each once, in the file's order; raises `FileTrouble`."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileTrouble(
            _("{file} cannot be read: {why}.").format(file=path, why=error)
        ) from error
    mark = ";" if ";" in text.partition("\n")[0] else ","
    found: dict[str, None] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark)):
        code = row[0].strip() if row else ""
        if not code or (number == 0 and code.casefold() in _HEADINGS):
            continue
        if len(code) > LONGEST or not code.isprintable() or len(found) >= MOST:
            raise FileTrouble(
                _("{file}, line {line}: this is no coupon code.").format(file=path, line=number + 1)
            )
        found[code] = None
    return tuple(found)
