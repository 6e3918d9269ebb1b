"""The figures as one page of HTML that needs nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from html import escape

from shopdesk.adapters.reports.charts import bars, week
from shopdesk.desk.figures.coach_said import names_of, nothing_text, tip_text, waiting_lines
from shopdesk.desk.figures.months import by_month
from shopdesk.desk.figures.said import advice_text, sections
from shopdesk.desk.figures.words import channel_text, duration_text, share_cell
from shopdesk.domain.figures.report import Report
from shopdesk.domain.figures.service import Service
from shopdesk.domain.plain import plain
from shopdesk.words import _, spoken

NAMED = 5
"""Conversations that are named with a tip."""
_STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --paper: #fff; --soft: #8a94a0; --bar: #c2410c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ed; --paper: #14181d; --bar: #fb923c; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed;
  font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; vertical-align: top;
  overflow-wrap: anywhere; }
th { font-weight: 400; color: var(--soft); } tbody th { color: var(--ink); }
svg { width: 100%; height: auto; } rect { fill: var(--bar); }
text { font-size: 11px; fill: var(--soft); } p.soft { color: var(--soft); margin-top: 0; }
@media (max-width: 34rem) {
  thead { display: none; } tbody tr { display: flex; flex-wrap: wrap; margin-bottom: .5rem; }
  tbody th { flex-basis: 100%; font-weight: 600; padding: 0; }
  td { padding: 0 1rem 0 0; } td::before { content: attr(data-of); display: block;
    font-size: .75rem; color: var(--soft); }
}
"""


def as_html(report: Report, shop: str) -> str:
    """The whole page; what is not ours is escaped."""
    span, name = report.part.span, escape(plain(shop))
    title = f"{name}: {span.first} – {span.last}"
    zone = escape(span.zone.key)
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{title}</h1><p class="soft">{report.at:%Y-%m-%d %H:%M} UTC · {zone}</p>'
        + "".join(_parts(report))
        + "</body></html>\n"
    )


def _parts(report: Report) -> Iterator[str]:
    for section in sections(report):
        now, before = report.part.span, report.before.span
        rows = "".join(
            f"<tr><th>{escape(line.label)}</th>"
            + _cell(f"{now.first} – {now.last}", line.now)
            + _cell(f"{before.first} – {before.last}", line.before)
            + "</tr>"
            for line in section.lines
        )
        yield (
            f"<h2>{escape(section.title)}</h2><table><thead><tr><th></th>"
            f"<th>{now.first} – {now.last}</th><th>{before.first} – {before.last}</th></tr>"
            f"</thead><tbody>{rows}</tbody></table>"
        )
    yield from _days(report)
    yield from _weeks(report)
    categories = {_(category.value): found for category, found in report.by_category.items()}
    yield from _coach(report)
    yield _services(_("By category"), categories)
    channels = {channel_text(c): found for c, found in report.by_channel.items()}
    yield _services(_("By channel"), channels)
    for table in by_month(report):
        yield _table(table.heads, table.rows)


def _coach(report: Report) -> Iterator[str]:
    yield f"<h2>{escape(_('What to improve'))}</h2>"
    if not report.coach:
        yield f"<p>{escape(nothing_text())}</p>"
    yield "<ol>"
    for tip in report.coach:
        names = names_of(tip.conversations[:NAMED], report.named)
        told = "".join(f"<li>{escape(name)}</li>" for name in names)
        yield f"<li>{escape(tip_text(tip))}<ul>{told}</ul></li>"
    yield "</ol>"
    if waiting := waiting_lines(report):
        told = "".join(f"<li>{escape(line)}</li>" for _number, line in waiting)
        yield f"<h2>{escape(_('Never answered'))}</h2><ul>{told}</ul>"


def _days(report: Report) -> Iterator[str]:
    days = list(report.by_day.items())
    labels = [f"{day:%m-%d}" for day, _found in days]
    yield f"<h2>{escape(_('Mail by day'))}</h2>"
    yield bars(
        [found.received for _day, found in days],
        labels,
        [f"{day}: {found.received}" for day, found in days],
    )
    yield f"<h2>{escape(_('Median answer by day'))}</h2>"
    medians = [(day, found.every.calendar.median) for day, found in days]
    yield bars(
        [_seconds(median) for _day, median in medians],
        labels,
        [f"{day}: {duration_text(median)}" for day, median in medians],
    )
    yield f"<h2>{escape(_('In target by day'))}</h2>"
    yield bars(
        [found.in_target.ratio for _day, found in days],
        labels,
        [f"{day}: {share_cell(found.in_target)}" for day, found in days],
    )


def _weeks(report: Report) -> Iterator[str]:
    days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    yield f"<h2>{escape(_('When mail comes'))}</h2>"
    yield week(
        report.arrivals,
        days,
        [
            [f"{name} {hour:02}: {n}" for hour, n in enumerate(day)]
            for name, day in zip(days, report.arrivals, strict=True)
        ],
    )
    yield f"<h2>{escape(_('When answers are slow'))}</h2>"
    yield week(
        [[_seconds(cell) for cell in day] for day in report.slowness],
        days,
        [
            [f"{name} {hour:02}: {duration_text(cell)}" for hour, cell in enumerate(day)]
            for name, day in zip(days, report.slowness, strict=True)
        ],
    )
    yield f"<p>{escape(advice_text(report.advice))}</p>"


def _services(title: str, parts: Mapping[str, Service]) -> str:
    heads = (title, _("questions"), _("answered"), _("in target"), _("median"), "p90")
    rows = (
        (
            plain(name),
            str(found.received),
            str(found.answered),
            share_cell(found.in_target),
            duration_text(found.every.calendar.median),
            duration_text(found.every.calendar.p90),
        )
        for name, found in parts.items()
    )
    return _table(heads, tuple(rows))


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    title, *others = heads
    head = "".join(f"<th>{escape(word)}</th>" for word in ("", *others))
    body = "".join(
        f"<tr><th>{escape(row[0])}</th>"
        + "".join(_cell(*pair) for pair in zip(others, row[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f"<h2>{escape(title)}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(head: str, said: str) -> str:
    """On a phone its heading stands above it, as there is no room for columns."""
    return f'<td data-of="{escape(head)}">{escape(said)}</td>'


def _seconds(time: timedelta | None) -> float | None:
    return None if time is None else time.total_seconds()
