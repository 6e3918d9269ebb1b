"""The playbook as TOML: a copy of the starting set in the profile, the owner's to change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from shopdesk.adapters.config.reader import Reader
from shopdesk.adapters.profile.whole_file import replace_file
from shopdesk.domain.errors import PlaybookError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.money import Money, NoAmount, is_currency, money
from shopdesk.domain.moves.playbook import Action, Problem
from shopdesk.words import _

_CATEGORIES = {category.value: category for category in Category}
_ACTIONS = {action.value: action for action in Action}


class TomlPlaybook:
    """Read again whenever the file has changed."""

    def __init__(self, path: Path, language: str) -> None:
        """The file is made from the starting set, in the owner's language, where there is none."""
        self._path = path
        self._language = language
        self._read: tuple[tuple[int, int], tuple[Problem, ...]] | None = None

    def problems(self) -> tuple[Problem, ...]:
        """All, in the owner's order."""
        try:
            if not self._path.exists():
                replace_file(self._path, starting_text(self._language).encode())
            stat = self._path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, parsed(self._path.read_text("utf-8-sig"), str(self._path)))
        except (OSError, UnicodeDecodeError) as error:
            raise PlaybookError(
                _("{file} cannot be read: {why}. Correct that, then try again.").format(
                    file=self._path, why=error
                )
            ) from error
        return self._read[1]

    def problem(self, id: str) -> Problem:
        """One of them; raises where there is none."""
        for one in self.problems():
            if one.id == id:
                return one
        raise PlaybookError(_("The playbook has no problem {id}.").format(id=id))


def parsed(text: str, name: str) -> tuple[Problem, ...]:
    """The problems in a text; raises `PlaybookError` with a sentence for each mistake."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PlaybookError(
            _("{file}: this is not TOML ({why}).").format(file=name, why=error)
        ) from error
    mistakes: list[str] = []
    file = Reader(tables, "", mistakes)
    found = tuple(
        _problem(table)
        for table in file.tables("problem", _("at least one [[problem]] table"), needed=True)
    )
    file.finish()
    twice = {one.id for one in found if sum(1 for other in found if other.id == one.id) > 1}
    for id in sorted(twice):
        file.note(_("problem {id}: stands there twice."), id=id)
    if mistakes:
        raise PlaybookError("\n".join(f"{name}: {mistake}" for mistake in mistakes))
    return found


def starting_text(language: str) -> str:
    """The starting set with titles and preventions in one language."""
    whole = (files("shopdesk") / "playbook" / "problems.toml").read_text(encoding="utf-8")
    blocks = []
    for block in whole.split("[[problem]]\n")[1:]:
        table = tomllib.loads(f"[[problem]]\n{block}")["problem"][0]
        kept = block.partition("[problem.title]")[0].partition("\n[problem.")[0].rstrip()
        title = _in(table["title"], language)
        prevention = _in(table["prevention"], language)
        blocks.append(f'[[problem]]\ntitle = "{title}"\n{kept}\nprevention = "{prevention}"\n')
    head = _(
        "What to do about each known problem. Yours to change; shopdesk reads it again at once."
    )
    return f"# {head}\n\n" + "\n".join(blocks)


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts["en"]


def _problem(table: Reader) -> Problem:
    line = _("one line of text")
    made = Problem(
        id=table.text("id", _("a short name of its own")),
        title=table.text("title", line),
        template=table.text("template", _("the id of a template"), lambda text: True, default=""),
        action=_ACTIONS[table.choice("action", tuple(_ACTIONS), Action.NOTHING.value)],
        percent=table.number("percent", range(201), 0),
        most=tuple(
            found
            for text in table.texts("most", _('a list of amounts such as "20 GBP"'), _money)
            if (found := _money(text)) is not None
        ),
        words=table.texts("words", _("a list of words and phrases"), bool),
        categories=tuple(
            _CATEGORIES[name]
            for name in table.texts(
                "categories", _("a list of categories"), _CATEGORIES.__contains__
            )
            if name in _CATEGORIES
        ),
        prevention=table.text("prevention", line, lambda text: True, default=""),
        threshold=table.number("threshold", range(1, 1001), 3),
    )
    table.finish()
    return made


def _money(text: str) -> Money | None:
    try:
        found = money(text)
    except NoAmount:
        return None
    return found if found.amount > 0 and is_currency(found.currency) else None
