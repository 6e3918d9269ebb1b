"""A template as it stands in the templates file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.mail.conversation import Category
from shopdesk.words import _


class WrongDocument(ValueError):
    """An entry of the file is not a template; the text says why."""


def as_document(template: Template) -> dict[str, object]:
    """The template as JSON can hold it."""
    return {
        "id": template.id,
        "category": template.category.value,
        "shortcut": template.shortcut,
        "attachments": list(template.attachments),
        "problem": template.problem,
        "variants": {
            language: {
                "title": variant.title,
                "subject": variant.subject,
                "tags": list(variant.tags),
                "body": variant.body,
            }
            for language, variant in template.variants.items()
        },
        "uses": template.uses,
        "used": used_text(template.used),
    }


def used_text(used: datetime | None) -> str | None:
    """An instant in UTC, or nothing."""
    return used.astimezone(UTC).isoformat() if used else None


def as_template(entry: Mapping[str, object]) -> Template:
    """The template in an entry, which the owner may have written; raises `WrongDocument`."""
    id = entry.get("id")
    if not (isinstance(id, str) and id):
        raise WrongDocument(_("a template has no `id`"))
    variants = entry.get("variants")
    if not (isinstance(variants, dict) and variants):
        raise WrongDocument(_("the template {id} has no `variants`").format(id=id))
    uses = entry.get("uses", 0)
    if not isinstance(uses, int) or isinstance(uses, bool) or uses < 0:
        raise WrongDocument(_("`uses` of the template {id} is no number").format(id=id))
    return Template(
        id,
        _category(id, entry.get("category")),
        {language: _variant(id, language, found) for language, found in variants.items()},
        uses,
        _used(id, entry.get("used")),
        _word(id, "shortcut", entry),
        _attachments(id, entry.get("attachments", [])),
        _word(id, "problem", entry),
    )


def _category(id: str, found: object) -> Category:
    for category in Category:
        if found == category.value:
            return category
    raise WrongDocument(
        _("`category` of the template {id} must be one of: {known}").format(
            id=id, known=", ".join(category.value for category in Category)
        )
    )


def _word(id: str, key: str, entry: Mapping[str, object]) -> str:
    found = entry.get(key, "")
    if isinstance(found, str):
        return found
    raise WrongDocument(_("`{key}` of the template {id} is no text").format(key=key, id=id))


def _attachments(id: str, found: object) -> tuple[str, ...]:
    if isinstance(found, list) and all(isinstance(path, str) and path for path in found):
        return tuple(found)
    raise WrongDocument(
        _("`attachments` of the template {id} is no list of file names").format(id=id)
    )


def _variant(id: str, language: str, found: object) -> Variant:
    where = f"variants.{language}"
    if not isinstance(found, dict):
        raise WrongDocument(
            _("`{where}` of the template {id} is no object").format(where=where, id=id)
        )
    tags = found.get("tags", [])
    if not (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)):
        raise WrongDocument(
            _("`{where}.tags` of the template {id} is no list of words").format(where=where, id=id)
        )
    subject = found.get("subject", "")
    for key, value in (("title", found.get("title")), ("body", found.get("body"))):
        if not (isinstance(value, str) and value.strip()):
            raise WrongDocument(
                _("`{where}.{key}` of the template {id} is missing or no text").format(
                    where=where, key=key, id=id
                )
            )
    if not isinstance(subject, str):
        raise WrongDocument(
            _("`{where}.subject` of the template {id} is no text").format(where=where, id=id)
        )
    return Variant(found["title"], found["body"], subject, tuple(tags))


def _used(id: str, found: object) -> datetime | None:
    if found is None:
        return None
    try:
        if isinstance(found, str):
            instant = datetime.fromisoformat(found)
            return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    raise WrongDocument(_("`used` of the template {id} is no instant").format(id=id))
