"""Templates from and to files: JSON, and Markdown with a head as in the starter set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from shopdesk.adapters.profile.folder import private_file, refused
from shopdesk.adapters.templates.document import WrongDocument, as_document, as_template
from shopdesk.adapters.templates.front_matter import Sheet, WrongSheet, joined, parted
from shopdesk.adapters.templates.storage import NoTables
from shopdesk.adapters.templates.store import TABLE
from shopdesk.domain.answer.template import Template, is_language
from shopdesk.domain.errors import FileTrouble, TemplateError
from shopdesk.ports.templates import Incoming
from shopdesk.words import _

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that is read."""
_MARKDOWN = frozenset({".md", ".markdown"})
_KEYS = frozenset(
    {"id", "language", "title", "category", "tags", "subject", "shortcut", "attachments", "problem"}
)


class OwnersTemplateFiles:
    """Reads and writes what the owner names."""

    def read(self, path: Path, language: str) -> tuple[Incoming, ...]:
        """What is in a file, or in all files below a folder; at least one."""
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in {*_MARKDOWN, ".json"})
            found = tuple(incoming for file in files for incoming in _read(file, language))
        else:
            found = _read(path, language)
        if not found:
            raise TemplateError(_("There are no templates in {file}.").format(file=path))
        return found

    def json(self, templates: Sequence[Template]) -> str:
        """A list of all of them."""
        documents = [as_document(template) for template in templates]
        return json.dumps(documents, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    def markdown(self, template: Template, language: str) -> str:
        """One language of it, with a head that says which."""
        variant = template.variants[language]
        head: dict[str, str | Sequence[str]] = {
            "id": template.id,
            "language": language,
            "title": variant.title,
            "category": template.category.value,
            "shortcut": template.shortcut,
            "problem": template.problem,
            "subject": variant.subject,
            "tags": variant.tags,
            "attachments": template.attachments,
        }
        return joined(head, variant.body)

    def save(self, folder: Path, texts: Mapping[str, str], *, over: bool) -> None:
        """Write texts to files named by their paths below the folder."""
        try:
            if not over:
                for name in texts:
                    if (folder / name).exists():
                        raise FileTrouble(
                            _("{file} is there already; nothing was written.").format(
                                file=folder / name
                            )
                        )
            for name, text in texts.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise FileTrouble(
                _("{file} cannot be written: {why}.").format(
                    file=error.filename or folder, why=error.strerror
                )
            ) from error

    def keep(self, file: Path, text: str | None) -> None:
        """Keep an unfinished text for the owner's eyes only; None: it is not needed any more."""
        try:
            if text is None:
                file.unlink(missing_ok=True)
                return
            private_file(file)
            file.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise refused(error, file) from error

    def kept(self, file: Path) -> str | None:
        """The unfinished text; None when there is none."""
        return _text(file) if file.exists() else None


def _read(file: Path, language: str) -> tuple[Incoming, ...]:
    text = _text(file)
    if file.suffix.lower() in _MARKDOWN:
        return (_from_markdown(text, file, language),)
    if file.suffix.lower() == ".json":
        return _from_json(text, file)
    raise TemplateError(
        _("{file}: templates come from files that end in .md or .json.").format(file=file)
    )


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise FileTrouble(
            _("{file} cannot be read: {why}.").format(file=file, why=error.strerror)
        ) from error
    if len(content) > LARGEST:
        raise FileTrouble(
            _("{file} is larger than {most} MiB.").format(file=file, most=LARGEST // 1024**2)
        )
    try:
        # Windows' editor puts a byte order mark at the front
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise _wrong(file, _("this is not UTF-8"), line, column) from error


def _from_markdown(text: str, file: Path, language: str) -> Incoming:
    try:
        sheet = parted(text)
    except WrongSheet as error:
        raise _wrong(file, error.why, error.line, error.column) from error
    for key in sheet.head:
        if key not in _KEYS:
            why = _("there is no `{key}`; possible are {known}").format(
                key=key, known=", ".join(sorted(_KEYS))
            )
            raise _wrong(file, why, _line_of(key, text))
    folder = file.parent.name
    code = sheet.head.get("language") or (folder if is_language(folder) else language)
    try:
        template = as_template(_entry(sheet, str(code), file.stem))
    except WrongDocument as error:
        raise _wrong(file, str(error), 1) from error
    said = frozenset(sheet.head)
    return Incoming(template, str(file), whole=False, said=said, body_line=sheet.line)


def _entry(sheet: Sheet, language: str, name: str) -> dict[str, object]:
    head = sheet.head
    own = {key: head[key] for key in ("title", "subject") if key in head}
    variant = {**own, "tags": _several(head.get("tags", [])), "body": sheet.body}
    shared = {key: head[key] for key in ("category", "shortcut", "problem") if key in head}
    return {
        **shared,
        "id": head.get("id") or name,
        "attachments": _several(head.get("attachments", [])),
        "variants": {language: variant},
    }


def _several(found: object) -> object:
    """A list; one written as text has commas between its entries."""
    if isinstance(found, str):
        return [entry.strip() for entry in found.split(",") if entry.strip()]
    return found


def _from_json(text: str, file: Path) -> tuple[Incoming, ...]:
    try:
        found = json.loads(text)
        entries = _entries(found)
    except json.JSONDecodeError as error:
        raise _wrong(file, error.msg, error.lineno, error.colno) from error
    except (NoTables, RecursionError) as error:
        raise _wrong(file, _("these are no templates"), 1) from error
    incoming = []
    for number, entry in enumerate(entries, 1):
        try:
            incoming.append(Incoming(as_template(entry), str(file), whole=True))
        except WrongDocument as error:
            why = _("entry {number}: {why}").format(number=number, why=error)
            raise _wrong(file, why, 0) from error
    return tuple(incoming)


def _entries(found: object) -> list[Mapping[str, object]]:
    """One template, a list of them, or the program's own file."""
    if isinstance(found, dict) and isinstance(found.get(TABLE), dict):
        found = list(found[TABLE].values())
    elif isinstance(found, dict):
        found = [found]
    if not (isinstance(found, list) and all(isinstance(entry, dict) for entry in found)):
        raise NoTables
    return found


def _line_of(key: str, text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.lstrip().startswith(key)), 1)


def _wrong(file: Path, why: str, line: int, column: int = 1) -> TemplateError:
    if not line:
        return TemplateError(_("{file}: {why}.").format(file=file, why=why), why=why)
    return TemplateError(
        _("{file}, line {line}, column {column}: {why}.").format(
            file=file, line=line, column=column, why=why
        ),
        why=why,
        line=line,
        column=column,
    )
