"""The languages' catalogues, brought up to date: `python -m tests.catalogues`.

Takes every sentence out of the program, keeps the translations that still fit, marks what is new,
and compiles. What stands in `shopdesk/locale/<language>/LC_MESSAGES/shopdesk.po` is for people to
write; the `.mo` beside it is made from it.
"""

from __future__ import annotations

import ast
import enum
import importlib
import io
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import shopdesk
import shopdesk.domain

PACKAGE = Path(shopdesk.__file__).parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("vi", "ru")
"""English stands in the program itself."""


def main() -> int:
    """Update and compile; 1 while a translation is missing."""
    missing = 0
    for language in LANGUAGES:
        catalogue = updated(language)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(po(catalogue))
        path(language).with_suffix(".mo").write_bytes(mo(catalogue))
        lacking = [m for m in catalogue if m.id and not is_translated(m)]
        missing += len(lacking)
        print(f"{language}: {len(catalogue)} sentences, {len(lacking)} to translate")
    return 1 if missing else 0


def path(language: str) -> Path:
    """Where the language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / "shopdesk.po"


def known(language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    file = path(language)
    if not file.exists():
        return Catalog(locale=language, domain="shopdesk", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=language, domain="shopdesk")


def updated(language: str) -> Catalog:
    """The catalogue with the program's present sentences, no others, and no guesses."""
    old = known(language)
    new = Catalog(
        locale=language,
        domain="shopdesk",
        fuzzy=False,
        project="shopdesk",
        version="",
        copyright_holder="the shopdesk authors",
        creation_date=old.creation_date,
        revision_date=old.revision_date,
    )
    for id in sorted(sentences(), key=lambda id: id if isinstance(id, str) else id[0]):
        before = old.get(id)
        string = before.string if before is not None and not before.fuzzy else ""
        new.add(id, string or ("" if isinstance(id, str) else ("",) * new.num_plurals))
    return new


def sentences() -> set[str | tuple[str, str]]:
    """Everything that the program can say; pairs where a number decides the form."""
    found: set[str | tuple[str, str]] = set(words_of_the_domain())
    for file in sorted(PACKAGE.rglob("*.py")):
        found.update(said_in(file.read_text("utf-8")))
    singular = {id[0] for id in found if isinstance(id, tuple)}
    return {id for id in found if isinstance(id, tuple) or id not in singular}


def said_in(source: str) -> Iterator[str | tuple[str, str]]:
    """The sentences of a module; also those within f-strings, which Babel passes over."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [one.value for one in node.args[:2] if isinstance(one, ast.Constant)]
            if node.func.id == "_" and texts:
                yield str(texts[0])
            elif node.func.id == "_n" and len(texts) == 2:
                yield str(texts[0]), str(texts[1])


def words_of_the_domain() -> Iterator[str]:
    """The values of the domain's enumerations, which the screens say as they are."""
    for module in pkgutil.walk_packages(shopdesk.domain.__path__, "shopdesk.domain."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, enum.Enum):
                for member in thing:
                    if isinstance(member.value, str):
                        yield member.value
                    elif thing.__name__ == "Severity":
                        yield member.name.lower()


def is_translated(message: Message) -> bool:
    """Whether every form of it is there."""
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def po(catalogue: Catalog) -> bytes:
    """As people read it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=96, no_location=True, sort_output=True)
    return out.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """As the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
