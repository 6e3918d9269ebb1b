"""`shopdesk faq`: the most asked, for the shop's own site."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.moves import moves, write_page
from shopdesk.domain.moves.faq import Asked, as_html, as_markdown
from shopdesk.domain.plain import plain
from shopdesk.words import _


def faq_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk faq`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("how often each was asked, and what it would save"))
    export = deeds.add_parser("export", help=_("a page of questions and answers"))
    form = export.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help=_("Markdown (this is the default)"))
    form.add_argument("--html", action="store_true", help=_("a page"))
    export.add_argument("file", metavar="FILE", nargs="?", type=Path, help=_("without: print it"))
    for one in (list_, export):
        one.add_argument("--language", default="", help=_("without: the shop's"))
        one.add_argument("--limit", type=int, default=20, help=_("at most so many"))
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_faq(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    with moves(profile) as made:
        shop = made.settings.shop
        language = call.language or shop.language
        found = made.faq.asked(language, max(call.limit, 0))
        if call.json:
            for one in found:
                print(json.dumps(_record(one), ensure_ascii=False))
            return 0
        if call.deed == "list":
            for one in found:
                print(_line(one))
            if not found:
                print(_("Nothing was answered with a template yet."))
            return 0
        title = _("Questions and answers · {shop}").format(shop=shop.name)
        page = as_html(title, language, found) if call.html else as_markdown(title, found)
        if call.file is None:
            print(page, end="")
        else:
            write_page(call.file, page)
    return 0


def _record(one: Asked) -> dict[str, object]:
    return {
        "template": one.id,
        "question": one.question,
        "answer": one.answer,
        "count": one.count,
        "share": round(one.share, 4),
    }


def _line(one: Asked) -> str:
    return plain(f"{one.count:>5}  {one.share:>5.0%}  {one.question}  ({one.id})")
