"""A second board's desk: the templates, too, may only be looked at."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.errors import OnlyShows
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.answer.template import Template
    from shopdesk.ports.templates import Templates


class GuardedTemplates:
    """The owner's templates; while the desk only shows, every change raises `OnlyShows`."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self.only_shows = False

    def all(self) -> tuple[Template, ...]:
        """Every template."""
        return self._templates.all()

    def put(self, *templates: Template) -> None:
        """Add each, or replace the one with its id."""
        self._may()
        self._templates.put(*templates)

    def remove(self, id: str) -> Template | None:
        """Take one out; what was there."""
        self._may()
        return self._templates.remove(id)

    def used(self, id: str, at: datetime) -> None:
        """Count one use."""
        self._may()
        self._templates.used(id, at)

    def _may(self) -> None:
        if self.only_shows:
            raise OnlyShows(sentence())


def sentence() -> str:
    """What a second board answers to whoever wants to change something."""
    return _("Another board is open; this one only shows.")
