"""What a word that the owner has begun to type can become."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from shopdesk.domain.answer.template import Template
from shopdesk.domain.answer.variables import ALIASES, Variable
from shopdesk.domain.finding import folded
from shopdesk.words import _

_OUTPUT = re.compile(r"\{\{-?[ ]*(?P<typed>[\w.]*)$")
_CLOSING = re.compile(r"[ ]*(?:(?P<filter>\|)|-?\}\})")
_CONDITION = re.compile(
    r"\{%-?[ ]*(?:if|elsif|unless|case|assign|for)[ ](?:[^%}]*[ ])?(?P<typed>[\w.]*)$"
)
_FILTER = re.compile(r"\{[{%][^{}%]*\|[ ]*(?P<typed>\w*)$")
_SNIPPET = re.compile(r"(?:^|(?<=[\s(]));(?P<typed>[\w.-]*)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the typed word can become."""

    shown: str
    """Its name."""
    note: str
    """What it is, in a few words."""
    inserted: str | None
    """What replaces the typed word; None: whoever asked puts something in by itself."""
    id: str = ""
    """What whoever asked knows it by."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices at a place."""

    start: int
    """Where in the line the replaced text begins; it ends at the cursor or after it."""
    after: int
    """How many characters after the cursor are replaced as well."""
    choices: tuple[Choice, ...]
    """The likeliest first; at least one."""


Completer = Callable[[str, str], Offer | None]
"""Given the line before and after the cursor, says what can be completed there."""


def variables(known: Sequence[Variable]) -> Completer:
    """Completes `{{` to a whole variable, and names and filters inside of the braces."""

    def complete(before: str, after: str) -> Offer | None:
        if begun := _OUTPUT.search(before):
            closing = _CLOSING.match(after)
            if closing and closing["filter"]:
                return _offer(begun.start("typed"), _named(begun["typed"], known, "{}"))
            found = _named(begun["typed"], known, "{{{{ {} }}}}")
            return _offer(begun.start(), found, len(closing[0]) if closing else 0)
        if begun := _FILTER.search(before):
            return _offer(begun.start("typed"), _filters(begun["typed"]))
        if begun := _CONDITION.search(before):
            return _offer(begun.start("typed"), _named(begun["typed"], known, "{}"))
        return None

    return complete


def snippets(templates: Sequence[Template], language: str, fallback: str) -> Completer:
    """Completes `;` to a template by its shortcut; `Choice.id` is the template's id."""

    def complete(before: str, _after: str) -> Offer | None:
        begun = _SNIPPET.search(before)
        if begun is None:
            return None
        typed = folded(begun["typed"])
        choices = [
            Choice(
                f";{template.shortcut}",
                template.variant(language, fallback)[1].title,
                None,
                template.id,
            )
            for template in templates
            if template.shortcut and typed in folded(template.shortcut)
        ]
        ranked = sorted(choices, key=lambda c: (not folded(c.shown[1:]).startswith(typed), c.shown))
        return _offer(begun.start(), ranked)

    return complete


def _named(typed: str, known: Iterable[Variable], form: str) -> list[Choice]:
    wanted = typed.lower()
    described = {variable.name: variable.description for variable in known}
    names = [name for name in described if wanted in name]
    # what other programs call the same, only for those who type it
    names = names or [alias for alias in ALIASES if alias.startswith(wanted)]
    return [
        Choice(name, described.get(ALIASES.get(name, name), ""), form.format(name))
        for name in sorted(dict.fromkeys(names), key=lambda name: not name.startswith(wanted))
        if form.format(name) != typed
    ]


def _filters(typed: str) -> list[Choice]:
    filters = (
        ("default", 'default: "there"', _("what to say when it is not known")),
        ("money", "money", _("an amount in the customer's language")),
        ("date", 'date: "long"', _("a date in the customer's language: short, medium, long, full")),
        ("time", "time", _("a time in the customer's language")),
        ("upcase", "upcase", _("in capitals")),
        ("downcase", "downcase", _("in small letters")),
        ("capitalize", "capitalize", _("with a capital first")),
        ("strip", "strip", _("without blanks around it")),
        ("truncate", "truncate: 40", _("cut to a length")),
        ("replace", 'replace: "a", "b"', _("one text for another")),
        ("plus", "plus: 1", _("added")),
        ("times", "times: 2", _("multiplied")),
    )
    return [
        Choice(name, note, inserted)
        for name, inserted, note in filters
        if name.startswith(typed.lower()) and inserted != typed
    ]


def _offer(start: int, choices: Sequence[Choice], after: int = 0) -> Offer | None:
    return Offer(start, after, tuple(choices)) if choices else None
