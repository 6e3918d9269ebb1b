"""Templates are filled in with python-liquid."""

from __future__ import annotations

from collections.abc import Mapping

from shopdesk.domain.answer.template import LONGEST_TEXT
from shopdesk.domain.errors import TemplateError
from shopdesk.words import _

LONGEST_SOURCE = LONGEST_TEXT
"""Characters that a template may have."""


class LiquidFiller:
    """Fills Liquid templates in, within limits of time and size."""

    def fill(self, source: str, values: Mapping[str, object]) -> str:
        """The text; variables without a value stay in it as `{{ name }}`, a filter or not.

        Values are text, numbers, dates, nothing (None), and lists and dicts of them; anything else
        is a `TypeError`. They are data: Liquid within them stays as it is. The clock is not read:
        `now` and `today` are values like others, and `"now" | date` means the value `now`.
        Line ends become `\\n`.

        With a value `language` dates and money are written as people write them who speak it, in
        the way of `shop.country`; money without a currency of its own is in `shop.currency`.

        Raises `TemplateError` with line and column for a template that does not parse, fails, or
        takes more than a second, 10,000 rounds of its loops or 256 KiB.
        """
        if len(source) > LONGEST_SOURCE:
            why = _("it is too long, with {size} characters; at most {most} are allowed").format(
                size=len(source), most=LONGEST_SOURCE
            )
            raise _wrong(source, LONGEST_SOURCE, why)
        # a quarter of a second, which the start need not wait for
        from shopdesk.adapters.templates.liquid_engine import Failed, rendered

        try:
            return rendered(source, values)
        except Failed as error:
            raise _wrong(source, min(error.index, len(source)), error.why) from error


def _wrong(source: str, index: int, why: str) -> TemplateError:
    line = source.count("\n", 0, index) + 1
    column = index - source.rfind("\n", 0, index)
    return TemplateError(
        _("The template does not work: line {line}, column {column}: {why}.").format(
            line=line, column=column, why=why
        ),
        why=why,
        line=line,
        column=column,
    )
