"""Templates are filled in with python-liquid."""

from __future__ import annotations

from shopdesk.domain.errors import TemplateError
from shopdesk.words import _

LONGEST_SOURCE = 64 * 1024
"""Characters that a template may have."""


class LiquidFiller:
    """Fills Liquid templates in, within limits of time and size."""

    def fill(self, source: str, values: dict[str, object]) -> str:
        """The text; variables without a value stay in it as `{{ name }}`, a filter or not.

        Values are text, numbers, dates, nothing (None), and lists and dicts of them; anything else
        is a `TypeError`. They are data: Liquid within them stays as it is. The clock is not read:
        `now` and `today` are values like others, and `"now" | date` means the value `now`.
        Line ends become `\\n`.

        Raises `TemplateError` with line and column for a template that does not parse, fails, or
        takes more than a second, 10,000 rounds of its loops or 256 KiB.
        """
        if len(source) > LONGEST_SOURCE:
            raise TemplateError(
                _(
                    "The template is too long: {size} characters; at most {most} are allowed."
                ).format(size=len(source), most=LONGEST_SOURCE)
            )
        # a quarter of a second, which the start need not wait for
        from shopdesk.adapters.liquid_engine import Failed, rendered

        try:
            return rendered(source, values)
        except Failed as error:
            index = min(error.index, len(source))
            raise TemplateError(
                _("The template does not work: line {line}, column {column}: {why}.").format(
                    line=source.count("\n", 0, index) + 1,
                    column=index - source.rfind("\n", 0, index),
                    why=error.why,
                )
            ) from error
