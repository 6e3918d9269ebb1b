"""The `[surveys]` table of the settings file."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.adapters.config.reader import Reader, parse_span, quoted, span_text
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.survey import SurveyRules
from shopdesk.words import _

_MINUTE = timedelta(minutes=1)
_MONTH = timedelta(days=30)
_NEVER = "never"


def read_surveys(file: Reader) -> SurveyRules:
    """When customers are asked; mistakes go to `file.problems`."""
    table, usual = file.table("surveys", needed=False), SurveyRules()
    known = {scale.value: scale for scale in Scale}
    allowed = _("a list of {names}").format(names=quoted(known))
    names = table.texts(
        "ask", allowed, known.__contains__, default=tuple(s.value for s in usual.scales)
    )
    rules = SurveyRules(
        enabled=table.flag("enabled", default=usual.enabled),
        scales=tuple(known[name] for name in names if name in known),
        after_closing=_pause(table, "after_closing", usual.after_closing),
        after_delivery=_pause(table, "after_delivery", usual.after_delivery),
    )
    table.finish()
    return rules


def _pause(table: Reader, key: str, usual: timedelta | None) -> timedelta | None:
    """So long after what happened; `never` is None."""
    allowed = _('"never", or a time span such as "1 day" or "12 h", from {least} to {most}').format(
        least=span_text(_MINUTE), most=span_text(_MONTH)
    )
    default = _NEVER if usual is None else span_text(usual)
    return parse_span(table.text(key, allowed, _is_pause, default=default))


def _is_pause(text: str) -> bool:
    span = parse_span(text)
    return text == _NEVER or (span is not None and _MINUTE <= span <= _MONTH)
