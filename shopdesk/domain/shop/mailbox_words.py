"""A mistake in the settings, by words instead of by the place in a list."""

from __future__ import annotations

import re

from shopdesk.words import _

_PLACE = re.compile(r"\bmailbox\[(\d+)\](?:\.([\w.]+))?")


def named(problem: str) -> str:
    """`mailbox[0].imap: is missing` as `imap of the first [[mailbox]]: is missing`."""
    return _PLACE.sub(_words, problem)


def _words(found: re.Match[str]) -> str:
    number, key = int(found[1]), found[2]
    table = (
        (_("the first [[mailbox]]"), _("the second [[mailbox]]"), _("the third [[mailbox]]"))[
            number
        ]
        if number < 3
        else _("[[mailbox]] number {n}").format(n=number + 1)
    )
    return _("{key} of {table}").format(key=key, table=table) if key else table
