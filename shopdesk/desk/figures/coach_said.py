"""The coach in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from shopdesk.desk.figures.words import duration_text, percent
from shopdesk.domain.figures.coach import Lesson, Tip
from shopdesk.domain.figures.report import Named, Report
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n

WIDE = 60
"""Characters of a subject."""


def tip_text(tip: Tip) -> str:
    """What to improve, with its numbers."""
    part, whole = tip.share.part, tip.share.whole
    match tip.lesson:
        case Lesson.UNANSWERED:
            who = _n("{n} customer waits for days.", "{n} customers wait for days.", part)
            more = _("The oldest mail is {age} old. Answer, or say with x that it needs no answer.")
            return f"{who} {more.format(age=duration_text(tip.worst))}"
        case Lesson.SLOW:
            return _(
                "{category}: {part} of {whole} answers came too late ({percent} %), the slowest "
                "after {worst}. A template for the usual question answers it with one key."
            ).format(
                category=_(tip.about),
                part=part,
                whole=whole,
                percent=percent(tip.share),
                worst=duration_text(tip.worst),
            )
        case Lesson.EDITED:
            return _(
                "You changed the template “{template}” in {part} of {whole} answers. Write it the "
                "way you send it: T, then enter."
            ).format(template=plain(tip.about), part=part, whole=whole)
        case Lesson.CAME_BACK:
            return _(
                "“{problem}” came back to customers who had it before: {part} of {whole} "
                "incidents. What would keep it from happening?"
            ).format(problem=plain(tip.about), part=part, whole=whole)


def nothing_text() -> str:
    """When there is no tip."""
    return _("Nothing to improve stands out. Well done.")


def names_of(conversations: Iterable[int], named: Mapping[int, Named]) -> tuple[str, ...]:
    """Those conversations as people know them; unknown ones are left out."""
    return tuple(_named(named[number]) for number in conversations if number in named)


def waiting_lines(report: Report) -> tuple[tuple[int, str], ...]:
    """Every conversation that was never answered: its number, and since when, who, what."""
    lines: dict[int, str] = {}
    for wait in report.unanswered:
        known = report.named.get(wait.conversation)
        if known is not None and wait.conversation not in lines:
            age = _age(wait.received, report.at)
            lines[wait.conversation] = f"{age} · {_named(known)}"
    return tuple(lines.items())


def _age(since: datetime, now: datetime) -> str:
    return duration_text(now - since)


def _named(one: Named) -> str:
    subject = plain(one.subject) or _("(no subject)")
    return f"{plain(one.name)}: {subject[:WIDE]}"
