"""The owner's templates: looked through, written, taken in from files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.domain.answer.template import Template, Variant, is_language, is_name, new_id
from shopdesk.domain.answer.variables import Variable, catalogue, examples
from shopdesk.domain.errors import FileTrouble, TemplateError
from shopdesk.ports.products import Products
from shopdesk.ports.templates import Filler, Incoming, Templates
from shopdesk.ports.world import Files
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking templates in, as ids in order."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]


class Shelf:
    """Nothing is written that would fail when it is used: `TemplateError` says what and where."""

    def __init__(
        self, templates: Templates, filler: Filler, files: Files, products: Products
    ) -> None:
        self._templates = templates
        self._filler = filler
        self._files = files
        self._products = products

    def all(self) -> tuple[Template, ...]:
        """Every template; raises `TemplateError` when the file is broken."""
        return self._templates.all()

    def one(self, id: str) -> Template:
        """The template of that id; raises `TemplateError` when there is none."""
        for template in self._templates.all():
            if template.id == id:
                return template
        raise _missing(id)

    def variables(self) -> tuple[Variable, ...]:
        """What templates can say, with the columns of the shop's own products."""
        return catalogue(self._products.columns())

    def check(self, source: str) -> None:
        """Try a text without any value and with all; raises `TemplateError` with its place."""
        self._filler.fill(source, {})
        self._filler.fill(source, examples(self._products.columns()))

    def sample(self, source: str, language: str) -> str:
        """A text filled in for nobody in particular."""
        return self._filler.fill(source, examples(self._products.columns(), language))

    def save(self, template: Template) -> Template:
        """Check it as a whole and write it; one without an id gets one from its title.

        Where it was used meanwhile, those uses stay counted.
        """
        known = self._templates.all()
        before = next((other for other in known if other.id == template.id), None)
        if before is not None:
            template = replace(template, uses=before.uses, used=before.used)
        if not template.id:
            title = next((variant.title for variant in template.variants.values()), "")
            template = replace(template, id=new_id(title, [other.id for other in known]))
        self._check(template, template.variants, known)
        self._templates.put(template)
        return template

    def duplicate(self, id: str) -> Template:
        """Write a copy with an id of its own, never used, without the shortcut."""
        known = self._templates.all()
        copied = replace(self.one(id), shortcut="", uses=0, used=None)
        copied = replace(copied, id=new_id(id, [other.id for other in known]))
        self._templates.put(copied)
        return copied

    def remove(self, id: str) -> Template:
        """Take it out; `restore` brings back what is returned."""
        removed = self._templates.remove(id)
        if removed is None:
            raise _missing(id)
        return removed

    def restore(self, template: Template) -> None:
        """Put back what was removed, as it was."""
        self._templates.put(template)

    def take(self, incoming: Sequence[Incoming], *, over: bool) -> Taken:
        """Add what files hold, all or nothing; with `over` also in place of what is there.

        One language of a template is put beside the others.
        """
        known = {template.id: template for template in self._templates.all()}
        taken: dict[str, Template] = {}
        for one in incoming:
            id = one.template.id
            if id in known and not over:
                raise _wrong(one, _("there is a template {id} already").format(id=id))
            if not one.whole and id in taken and taken[id].category is not one.template.category:
                raise _wrong(one, _("its category is another one in another language"))
            before = taken.get(id) or known.get(id)
            taken[id] = one.template if before is None else _beside(before, one)
            self._check_incoming(one, taken[id], (known | taken).values())
        self._templates.put(*taken.values())
        return Taken(
            added=tuple(id for id in taken if id not in known),
            replaced=tuple(id for id in taken if id in known),
        )

    def _check_incoming(self, one: Incoming, merged: Template, others: Iterable[Template]) -> None:
        try:
            self._check(merged, one.template.variants, others)
        except TemplateError as error:
            if one.body_line and error.line:
                line = one.body_line + error.line - 1
                raise _wrong(one, error.why, line, error.column) from error
            raise TemplateError(f"{one.file}: {error}", why=error.why) from error

    def _check(
        self, template: Template, changed: Mapping[str, Variant], others: Iterable[Template]
    ) -> None:
        if why := _what_is_wrong(template, others):
            raise TemplateError(
                _("The template {id} cannot be kept: {why}.").format(id=template.id, why=why),
                why=why,
            )
        for path in template.attachments:
            try:
                self._files.read(path)
            except FileTrouble as error:
                raise TemplateError(
                    _("The template {id} cannot be kept: {why}").format(id=template.id, why=error),
                    why=str(error),
                ) from error
        for language, variant in changed.items():
            self._check_text(template.id, language, _("subject"), variant.subject)
            self._check_text(template.id, language, "", variant.body)

    def _check_text(self, id: str, language: str, part: str, source: str) -> None:
        try:
            self.check(source)
        except TemplateError as error:
            where = f"{id} ({language}, {part})" if part else f"{id} ({language})"
            raise TemplateError(
                _("{where}, line {line}, column {column}: {why}.").format(
                    where=where, line=error.line, column=error.column, why=error.why
                ),
                why=error.why,
                # the place of a subject is none of the body's
                line=0 if part else error.line,
                column=0 if part else error.column,
            ) from error


def _missing(id: str) -> TemplateError:
    return TemplateError(
        _("There is no template {id}. `shopdesk templates list` shows all.").format(id=id)
    )


def _what_is_wrong(template: Template, others: Iterable[Template]) -> str:
    """As a clause; empty when nothing is."""
    if not is_name(template.id):
        return _("its id must be one word of letters, digits, dots and dashes")
    if template.shortcut and not is_name(template.shortcut):
        return _("its shortcut must be one word of letters, digits, dots and dashes")
    for other in others:
        if template.shortcut and template.shortcut == other.shortcut and template.id != other.id:
            return _("its shortcut ;{shortcut} is that of {id}").format(
                shortcut=template.shortcut, id=other.id
            )
    if not template.variants:
        return _("it has no text")
    for language, variant in template.variants.items():
        if not is_language(language):
            return _("{language} is no language such as en").format(language=language)
        if not variant.title.strip() or "\n" in variant.title:
            return _("its title in {language} must be one line").format(language=language)
        if not variant.body.strip():
            return _("it has no text in {language}").format(language=language)
    return ""


def _beside(before: Template, one: Incoming) -> Template:
    """The new one with the counts of the old; a single language beside the others."""
    new = replace(one.template, uses=before.uses, used=before.used)
    if one.whole:
        return new
    return replace(
        new,
        variants={**before.variants, **new.variants},
        shortcut=new.shortcut if "shortcut" in one.said else before.shortcut,
        attachments=new.attachments if "attachments" in one.said else before.attachments,
        problem=new.problem if "problem" in one.said else before.problem,
    )


def _wrong(one: Incoming, why: str, line: int = 0, column: int = 0) -> TemplateError:
    if not line:
        return TemplateError(_("{file}: {why}.").format(file=one.file, why=why), why=why)
    return TemplateError(
        _("{file}, line {line}, column {column}: {why}.").format(
            file=one.file, line=line, column=column, why=why
        ),
        why=why,
        line=line,
        column=column,
    )
