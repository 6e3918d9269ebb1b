"""Canned replies and their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.template import Template


@dataclass(frozen=True, slots=True)
class Incoming:
    """A template as a file has it."""

    template: Template
    """As far as the file has it."""
    file: str
    """The file's name, for the owner."""
    whole: bool
    """True: every language is there; False: one of them, to be put beside the others."""
    said: frozenset[str] = frozenset()
    """Where it is not whole: the keys that the file has; the rest stays as it was."""
    body_line: int = 0
    """The file's line in which the body begins, from 1; 0: its lines are not the file's."""


class Templates(Protocol):
    """The owner's canned replies."""

    def all(self) -> tuple[Template, ...]:
        """Every template; raises `TemplateError` when the file is broken."""
        ...

    def put(self, *templates: Template) -> None:
        """Add each, or replace the one with its id: all of them or none."""
        ...

    def remove(self, id: str) -> Template | None:
        """Take one out; what was there, None when nothing was."""
        ...

    def used(self, id: str, at: datetime) -> None:
        """Count one use."""
        ...


class Filler(Protocol):
    """Fills a template in."""

    def fill(self, source: str, values: Mapping[str, object]) -> str:
        """The text; variables without a value stay in it as `{{ name }}`.

        Money and dates are written in the language `language` of the values.

        Raises `TemplateError` with line and column.
        """
        ...


class TemplateFiles(Protocol):
    """Templates on their way from and to files of the owner's.

    Markdown with a head holds one language of a template, JSON any number of whole templates.
    """

    def read(self, path: Path, language: str) -> tuple[Incoming, ...]:
        """What is in a file, or in all files below a folder; at least one.

        Markdown that does not say its language has that of its folder's name, else `language`.
        Raises `TemplateError` with line and column, `FileTrouble` when the file cannot be read.
        """
        ...

    def json(self, templates: Sequence[Template]) -> str:
        """A text that holds all of them."""
        ...

    def markdown(self, template: Template, language: str) -> str:
        """A text that holds one language of it."""
        ...

    def save(self, folder: Path, texts: Mapping[str, str], *, over: bool) -> None:
        """Write texts to files named by their paths below the folder.

        Without `over` nothing is written when one of them exists. Raises `FileTrouble`.
        """
        ...

    def keep(self, file: Path, text: str | None) -> None:
        """Keep an unfinished text for the owner's eyes only; None: it is not needed any more."""
        ...

    def kept(self, file: Path) -> str | None:
        """The unfinished text; None when there is none."""
        ...
