"""`shopdesk templates`: the canned replies without a screen."""

from __future__ import annotations

import argparse
import json as jsonlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from shopdesk.bootstrap import Profile, tools
from shopdesk.bootstrap.tools import Drawer
from shopdesk.cli.lines import instant
from shopdesk.domain.answer.template import Template, is_language, is_name
from shopdesk.domain.errors import ConfigError, TemplateError
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n, speak

JSON, MARKDOWN = "json", "markdown"


def templates_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk templates`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("one line for each"))
    list_.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    show = deeds.add_parser("show", help=_("one in full"))
    show.add_argument("id", metavar="ID", help=_("as `templates list` has it"))
    show.add_argument("--json", action="store_true", help=_("one JSON object"))
    add = deeds.add_parser("add", help=_("add the templates of a file"))
    add.add_argument("file", metavar="FILE", type=Path, help=_("Markdown with a head, or JSON"))
    edit = deeds.add_parser("edit", help=_("change one in your editor (VISUAL or EDITOR)"))
    edit.add_argument("id", metavar="ID", help=_("as `templates list` has it"))
    edit.add_argument("--language", metavar="CODE", type=_language, help=_("as in vi"))
    import_ = deeds.add_parser("import", help=_("add or replace the templates of files"))
    import_.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help=_("Markdown with a head, JSON, or a folder of them"),
    )
    export = deeds.add_parser("export", help=_("write all to files"))
    export.add_argument("--format", choices=(JSON, MARKDOWN), default=JSON, help=_("of the files"))
    export.add_argument("--force", action="store_true", help=_("over files that are there"))
    export.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        help=_("without it JSON goes to the standard output"),
    )


def _language(text: str) -> str:
    if not is_language(text):
        raise argparse.ArgumentTypeError(_("a language such as en is wanted"))
    return text


def run_templates(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    drawer = tools.drawer(profile)
    speak(drawer.language)
    match call.deed:
        case "list":
            _list(drawer, json=call.json)
        case "show":
            _show(drawer, call.id, json=call.json)
        case "add":
            _take(drawer, [call.file], over=False)
        case "import":
            _take(drawer, call.files, over=True)
        case "edit":
            _edit(drawer, call.id, call.language)
        case _:
            return _export(drawer, call)
    return 0


def _list(drawer: Drawer, *, json: bool) -> None:
    templates = drawer.shelf.all()
    if json:
        for template in templates:
            _print_json(_summary(template, drawer.language))
        return
    width = max((len(template.id) for template in templates), default=0)
    for template in templates:
        _code, variant = template.variant(drawer.language, "en")
        shortcut = f" ;{template.shortcut}" if template.shortcut else ""
        languages = ",".join(sorted(template.variants))
        line = f"{template.id:{width}}  {template.category.value:9}  {languages}  {variant.title}"
        print(plain(f"{line}{shortcut}"))


def _summary(template: Template, language: str) -> dict[str, object]:
    _code, variant = template.variant(language, "en")
    return {
        "id": template.id,
        "title": variant.title,
        "category": template.category.value,
        "languages": sorted(template.variants),
        "tags": list(variant.tags),
        "shortcut": template.shortcut,
        "problem": template.problem,
        "attachments": list(template.attachments),
        "uses": template.uses,
        "used": instant(template.used) if template.used else None,
    }


def _show(drawer: Drawer, id: str, *, json: bool) -> None:
    template = drawer.shelf.one(id)
    if json:
        variants = {
            language: {
                "title": variant.title,
                "subject": variant.subject,
                "tags": list(variant.tags),
                "body": variant.body,
            }
            for language, variant in sorted(template.variants.items())
        }
        summary = _summary(template, drawer.language)
        for key in ("title", "tags", "languages"):
            del summary[key]
        _print_json(summary | {"variants": variants})
        return
    texts = (drawer.files.markdown(template, language) for language in sorted(template.variants))
    print(plain("\n".join(texts), lines=True), end="")


def _take(drawer: Drawer, files: Iterable[Path], *, over: bool) -> None:
    incoming = [one for file in files for one in drawer.files.read(file, drawer.language)]
    taken = drawer.shelf.take(incoming, over=over)
    if taken.added:
        print(_n("{n} template added", "{n} templates added", len(taken.added)))
    if taken.replaced:
        print(_n("{n} template replaced", "{n} templates replaced", len(taken.replaced)))


def _edit(drawer: Drawer, id: str, language: str | None) -> None:
    template = drawer.shelf.one(id)
    code, variant = template.variant(language or drawer.language, drawer.language)
    # a language that is not there yet begins with the text of another
    target = language or code
    begun = replace(template, variants={target: variant})
    text = drawer.files.markdown(begun, target)
    kept = drawer.folder / f"template.{template.id}.{target}.md"
    before = drawer.files.kept(kept)
    changed = drawer.edit(text if before is None else before)
    if changed == text and before is None:
        print(_("Nothing was changed."))
        return
    drawer.files.keep(kept, changed)
    try:
        incoming = drawer.files.read(kept, target)
        if any(one.template.id != template.id for one in incoming):
            raise TemplateError(_("{file}: the id must stay {id}.").format(file=kept, id=id))
        drawer.shelf.take(incoming, over=True)
    except TemplateError as error:
        raise TemplateError(
            _(
                "{why} Your text is kept in that file; `shopdesk templates edit {id}` goes on "
                "with it."
            ).format(why=error, id=id)
        ) from error
    drawer.files.keep(kept, None)
    print(_("The template {id} is changed.").format(id=id))


def _export(drawer: Drawer, call: argparse.Namespace) -> int:
    templates = drawer.shelf.all()
    if call.folder is None:
        if call.format == MARKDOWN:
            raise ConfigError(_("Name a folder for the Markdown files."))
        print(drawer.files.json(templates), end="")
        return 0
    if call.format == JSON:
        texts = {"templates.json": drawer.files.json(templates)}
    else:
        texts = {
            _file_name(template, language): drawer.files.markdown(template, language)
            for template in templates
            for language in sorted(template.variants)
        }
    drawer.files.save(call.folder, texts, over=call.force)
    print(_n("{n} file written", "{n} files written", len(texts)))
    return 0


def _file_name(template: Template, language: str) -> str:
    # the templates file may have been written by hand: its ids are not to lead elsewhere
    if not (is_name(template.id) and is_language(language)):
        raise TemplateError(
            _("The template {id} ({language}) cannot be a file's name.").format(
                id=template.id, language=language
            )
        )
    return f"{language}/{template.id}.md"


def _print_json(record: dict[str, object]) -> None:
    print(jsonlib.dumps(record, ensure_ascii=False))
