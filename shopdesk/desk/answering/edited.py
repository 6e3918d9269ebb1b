"""Compares an answer with the template that it was made with: what the coach goes by."""

from __future__ import annotations

from shopdesk.desk.answering.filling import Filling
from shopdesk.domain.answer.edited import was_edited
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.errors import TemplateError
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Templates


class Edited:
    """Fills the template in anew; an answer that lost its template tells nothing."""

    def __init__(self, records: Records, templates: Templates, filling: Filling) -> None:
        self._records = records
        self._templates = templates
        self._filling = filling

    def __call__(self, draft: Draft, closing: str) -> bool | None:
        """Whether the words were changed; None: nobody can tell."""
        if not draft.template:
            return None
        try:
            known = (t for t in self._templates.all() if t.id == draft.template)
            template = next(known, None)
            if template is None:
                return None
            stand = self._records.conversation(self._records.present(draft.conversation))
            filled = self._filling.body(stand, template, draft.after.play)
        except TemplateError:
            return None
        return was_edited(draft.body, filled + closing)
