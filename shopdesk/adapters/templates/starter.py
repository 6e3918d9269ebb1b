"""The templates that a new shop starts with: `shopdesk/starter/<language>/<id>.md`.

Each file has a TOML head between two lines `+++` with `title`, `category`, and perhaps `tags` and
`subject`; below it stands the body in Liquid.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from shopdesk.adapters.templates.document import WrongDocument, as_template
from shopdesk.adapters.templates.front_matter import WrongSheet, parted
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import TemplateError
from shopdesk.words import _


def starter(root: Traversable | None = None) -> tuple[Template, ...]:
    """The starter set in the order of its ids, from the package unless `root` is given.

    Raises `TemplateError` naming the file.
    """
    variants: dict[str, dict[str, object]] = {}
    categories: dict[str, object] = {}
    for language, id, file in _found(root or files("shopdesk") / "starter"):
        head, body = _parts(file)
        if head.get("category") != categories.setdefault(id, head.get("category")):
            raise _wrong(file, _("its category is another one in another language"))
        variants.setdefault(id, {})[language] = {
            **{key: value for key, value in head.items() if key != "category"},
            "body": body,
        }
        # read at once, so that a mistake is told with its own file
        _template(file, id, categories[id], {language: variants[id][language]})
    return tuple(
        as_template({"id": id, "category": categories[id], "variants": variants[id]})
        for id in sorted(variants)
    )


def automatic() -> tuple[Template, ...]:
    """What a shop's machine says, of the same form: `shopdesk/automatic/<language>/<id>.md`."""
    return starter(files("shopdesk") / "automatic")


def _found(root: Traversable) -> list[tuple[str, str, Traversable]]:
    return sorted(
        (
            (folder.name, file.name.removesuffix(".md"), file)
            for folder in root.iterdir()
            if folder.is_dir()
            for file in folder.iterdir()
            if file.name.endswith(".md")
        ),
        key=lambda found: found[:2],
    )


def _parts(file: Traversable) -> tuple[Mapping[str, object], str]:
    try:
        sheet = parted(file.read_text("utf-8"))
    except WrongSheet as error:
        where = _("line {line}, column {column}: {why}").format(
            line=error.line, column=error.column, why=error.why
        )
        raise _wrong(file, where) from error
    return sheet.head, sheet.body


def _template(file: Traversable, id: str, category: object, variants: object) -> Template:
    try:
        return as_template({"id": id, "category": category, "variants": variants})
    except WrongDocument as error:
        raise _wrong(file, str(error)) from error


def _wrong(file: Traversable, why: str) -> TemplateError:
    return TemplateError(
        _("The starter template {file} is broken: {why}.").format(file=file, why=why)
    )
