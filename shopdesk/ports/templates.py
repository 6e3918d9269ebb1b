"""Canned replies and their language."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from shopdesk.domain.template import Template


class Templates(Protocol):
    """The owner's canned replies."""

    def all(self) -> tuple[Template, ...]:
        """Every template; raises `TemplateError` when the file is broken."""
        ...

    def put(self, template: Template) -> None:
        """Add it, or replace the one with its id."""
        ...

    def used(self, id: str, at: datetime) -> None:
        """Count one use."""
        ...


class Filler(Protocol):
    """Fills a template in."""

    def fill(self, source: str, values: dict[str, object]) -> str:
        """The text; variables without a value stay in it as `{{ name }}`.

        Raises `TemplateError` with line and column.
        """
        ...
