"""The figures as Markdown: for people, on paper and by mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shopdesk.desk.figures.coach_said import names_of, nothing_text, tip_text, waiting_lines
from shopdesk.desk.figures.months import by_month
from shopdesk.desk.figures.said import advice_text, sections
from shopdesk.desk.figures.words import channel_text, duration_text, share_cell
from shopdesk.domain.figures.report import Report
from shopdesk.domain.figures.service import Service
from shopdesk.domain.plain import plain
from shopdesk.words import _

NAMED = 5
"""Conversations that are named with a tip."""


def as_markdown(report: Report, shop: str) -> str:
    """Headings and tables, in the owner's language."""
    return "\n".join(_lines(report, shop)) + "\n"


def _lines(report: Report, shop: str) -> Iterator[str]:
    span, before = report.part.span, report.before.span
    yield f"# {_cell(shop)}: {span.first} – {span.last}"
    for section in sections(report):
        yield from ("", f"## {section.title}", "")
        yield f"| | {span.first} – {span.last} | {before.first} – {before.last} |"
        yield "|---|---|---|"
        for line in section.lines:
            yield f"| {line.label} | {line.now} | {line.before} |"
    yield from ("", f"## {_('When')}", "", advice_text(report.advice))
    yield from _coach(report)
    categories = {_(category.value): found for category, found in report.by_category.items()}
    yield from _services(_("By category"), categories)
    channels = {channel_text(c): found for c, found in report.by_channel.items()}
    yield from _services(_("By channel"), channels)
    for table in by_month(report):
        yield from _table(table.heads, table.rows)


def _coach(report: Report) -> Iterator[str]:
    yield from ("", f"## {_('What to improve')}", "")
    if not report.coach:
        yield nothing_text()
    for nth, tip in enumerate(report.coach, 1):
        yield f"{nth}. {_text(tip_text(tip))}"
        for name in names_of(tip.conversations[:NAMED], report.named):
            yield f"    - {_text(name)}"
    if waiting := waiting_lines(report):
        yield from ("", f"## {_('Never answered')}", "")
        for _number, line in waiting:
            yield f"- {_text(line)}"


def _services(title: str, parts: Mapping[str, Service]) -> Iterator[str]:
    heads = (title, _("questions"), _("answered"), _("in target"), _("median"), "p90")
    rows = (
        (
            name,
            str(found.received),
            str(found.answered),
            share_cell(found.in_target),
            duration_text(found.every.calendar.median),
            duration_text(found.every.calendar.p90),
        )
        for name, found in parts.items()
    )
    yield from _table(heads, tuple(rows))


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    title, *others = heads
    yield from ("", f"## {title}", "")
    yield f"| | {' | '.join(others)} |"
    yield "|---|" + "---:|" * len(others)
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _text(text: str) -> str:
    """Customers' words, in which nothing is Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in plain(text))


def _cell(text: str) -> str:
    return plain(text).replace("|", "\\|")
