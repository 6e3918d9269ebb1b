"""The most asked questions, from the templates and how often each answered."""

from __future__ import annotations

from shopdesk.domain.moves.faq import Asked, general
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler, Templates


class Faq:
    """Reads; raises `TemplateError` where the templates are broken."""

    def __init__(
        self, records: Records, templates: Templates, filler: Filler, settings: Settings
    ) -> None:
        self._records = records
        self._templates = templates
        self._filler = filler
        self._settings = settings

    def asked(self, language: str, most: int) -> tuple[Asked, ...]:
        """The most asked first; those of which nothing holds for everybody are left out."""
        counts = self._records.answers_by_template()
        total = sum(counts.values())
        shop = self._settings.shop
        values: dict[str, object] = {
            "shop": {"name": shop.name, "currency": shop.currency, "country": shop.country},
            "owner": {"name": shop.owner},
        }
        found = []
        for template in self._templates.all():
            count = counts.get(template.id, 0)
            if not count:
                continue
            code, variant = template.variant(language, shop.language)
            text = self._filler.fill(variant.body, values | {"language": code})
            if answer := general(text):
                found.append(Asked(template.id, variant.title, answer, count, count / total))
        found.sort(key=lambda one: (-one.count, one.id))
        return tuple(found[:most])
