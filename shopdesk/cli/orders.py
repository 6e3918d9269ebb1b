"""`shopdesk orders`: files of orders taken in, and what the records know of orders."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.bootstrap import Profile
from shopdesk.cli.instants import given_instant
from shopdesk.cli.order_lines import order_csv, order_line, order_record, order_story
from shopdesk.domain.errors import ConfigError, RecordsError
from shopdesk.domain.guests.order import Order, OrderStatus, bare_number
from shopdesk.domain.guests.order_report import ImportReport
from shopdesk.domain.plain import plain
from shopdesk.ports.order_files import Ask, Progress
from shopdesk.ports.orders import Wanted
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.bootstrap.ordering import Ordering

NAMED = 20
"""Refused rows that are shown to people; JSON has up to a thousand."""


def orders_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk orders`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    _import_parser(deeds.add_parser("import", help=_("take in a shop's or marketplace's export")))
    list_ = deeds.add_parser("list", help=_("one line for each, the newest first"))
    list_.add_argument("--source", default="", help=_("of this shop or marketplace"))
    list_.add_argument(
        "--status", choices=[s.value for s in OrderStatus], default="", help=_("only such")
    )
    list_.add_argument("--customer", metavar="ADDRESS", default="", help=_("of this customer"))
    list_.add_argument("--limit", metavar="N", type=_count, help=_("at most so many"))
    show = deeds.add_parser("show", help=_("one in full"))
    show.add_argument("number", metavar="NUMBER", help=_("as in 1042 or '#1042'"))
    show.add_argument("--source", default="", help=_("of this shop or marketplace"))
    for deed in (list_, show):
        how = deed.add_mutually_exclusive_group()
        how.add_argument("--json", action="store_true", help=_("one JSON object each"))
        how.add_argument("--csv", action="store_true", help=_("a table, one row an article"))
    formats = deeds.add_parser("formats", help=_("the exports that are known"))
    formats.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def _import_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("CSV, TSV or .xlsx"))
    parser.add_argument("--format", default="auto", help=_("see `orders formats`"))
    parser.add_argument("--source", default="", help=_("the shop's name, where you have several"))
    parser.add_argument(
        "--mapping",
        metavar="FIELD=COLUMN,…",
        default="",
        help=_("which column is what, as in 'number=Order No,total=Sum'; it is remembered"),
    )
    parser.add_argument("--currency", default="", help=_("of amounts that name none"))
    parser.add_argument("--days", choices=("dmy", "mdy"), default="", help=_("how days stand"))
    parser.add_argument("--decimal", choices=(".", ","), default="", help=_("the decimal mark"))
    parser.add_argument("--encoding", default="", help=_("the charset"))
    parser.add_argument("--as-of", metavar="ISO", help=_("how old its values are"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object"))


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_("a number from 1 on is wanted"))
    return int(text)


def run_orders(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    match call.deed:
        case "import":
            return _import(profile, call)
        case "list":
            return _list(profile, call)
        case "show":
            return _show(profile, call)
    return _formats(profile, json_=call.json)


def _import(profile: Profile, call: argparse.Namespace) -> int:
    from shopdesk.bootstrap.ordering import ordering

    columns = _columns(call.mapping)
    ask = Ask(
        format=call.format,
        source=call.source,
        columns=columns,
        currency=call.currency.upper(),
        days=call.days,
        decimal=call.decimal,
        encoding=call.encoding,
    )
    with ordering(profile) as made:
        as_of = given_instant("--as-of", call.as_of, made.zone) if call.as_of else None
        look = made.importing.look(call.file, ask)
        report = made.importing.take(
            call.file,
            ask,
            made.now,
            dry_run=call.dry_run,
            as_of=as_of,
            progress=_progress(quiet=call.json),
        )
        if columns and not call.dry_run and not report.nothing:
            made.importing.keep_mapping(look.reading, ask, made.now)
    if call.json:
        print(json.dumps(report_record(report), ensure_ascii=False))
    else:
        for line in _said(report):
            print(plain(line))
    return 1 if report.nothing else 0


def _progress(*, quiet: bool) -> Progress:
    """A line that is written over, on a terminal."""
    shown = not quiet and sys.stderr.isatty()

    def progress(share: float, rows: int) -> bool:
        if shown:
            end = "\n" if share >= 1 else ""
            words = _n("{n} row", "{n} rows", rows).format(n=rows)
            print(f"\r{share:4.0%}  {words}", end=end, file=sys.stderr, flush=True)
        return True

    return progress


def _columns(mapping: str) -> dict[str, str]:
    found = {}
    for part in mapping.split(",") if mapping else ():
        field, sign, column = part.partition("=")
        if not (sign and field.strip() and column.strip()):
            raise ConfigError(
                _("--mapping: {part} is not of the form FIELD=COLUMN.").format(part=part)
            )
        found[field.strip()] = column.strip()
    return found


def report_record(report: ImportReport) -> dict[str, object]:
    """As JSON says it."""
    return {
        "file": report.file,
        "format": report.format,
        "source": report.source,
        "what": "customers" if report.people else "orders",
        "rows": report.rows,
        "found": report.found,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "older": report.older,
        "totals": [money.json() for money in report.totals],
        "refused": [{"line": row.line, "reason": row.reason} for row in report.refused],
        "refused_rows": report.refused_rows,
        "dry_run": report.dry_run,
        "warnings": list(report.warnings),
    }


def _said(report: ImportReport) -> Iterable[str]:
    what = _("customers") if report.people else _("orders")
    yield _("{file}: {format}, {rows} rows, {n} {what} of {source}").format(
        file=report.file,
        format=report.format,
        rows=report.rows,
        n=report.found,
        what=what,
        source=report.source,
    )
    yield _("new {added} · changed {changed} · as before {same} · older {older}").format(
        added=report.added, changed=report.changed, same=report.unchanged, older=report.older
    )
    for money in report.totals:
        yield _("together {amount} {currency}").format(
            amount=money.plain(), currency=money.currency
        )
    yield from report.warnings
    for row in report.refused[:NAMED]:
        yield _("line {line} refused: {why}").format(line=row.line, why=row.reason)
    if report.refused_rows > NAMED:
        yield _("{n} rows were refused in all").format(n=report.refused_rows)
    if report.dry_run:
        yield _("A dry run: nothing was changed.")


def _list(profile: Profile, call: argparse.Namespace) -> int:
    from shopdesk.bootstrap.ordering import ordering

    wanted = Wanted(call.source, call.status, call.customer, most=call.limit)
    with ordering(profile) as made:
        found = made.records.orders(wanted)
        if call.csv:
            order_csv(sys.stdout, found, made.zone)
            return 0
        for order in found:
            if call.json:
                record = order_record(order, made.settings.carriers)
                print(json.dumps(record, ensure_ascii=False))
            else:
                print(order_line(order, made.zone))
    return 0


def _show(profile: Profile, call: argparse.Namespace) -> int:
    from shopdesk.bootstrap.ordering import ordering

    with ordering(profile) as made:
        found = made.records.orders_numbered([call.number])
        found = tuple(o for o in found if call.source in ("", o.source))
        if not found:
            raise RecordsError(
                _("No order {number} was taken in.").format(number=bare_number(call.number))
            )
        _print(found, call, made)
    return 0


def _print(found: Sequence[Order], call: argparse.Namespace, made: Ordering) -> None:
    if call.csv:
        order_csv(sys.stdout, found, made.zone)
        return
    carriers = made.settings.carriers
    for order in found:
        if call.json:
            print(json.dumps(order_record(order, carriers), ensure_ascii=False))
        else:
            print(order_story(order, made.zone, carriers, made.language))


def _formats(profile: Profile, *, json_: bool) -> int:
    from shopdesk.bootstrap.ordering import ordering

    with ordering(profile) as made:
        known = made.files.formats()
    for name, title in known.items():
        print(json.dumps({"format": name, "title": title}) if json_ else f"{name:20} {title}")
    return 0
