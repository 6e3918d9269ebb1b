"""Changes in the settings file: the owner's comments and order stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Comment, Item, Table, Whitespace

from shopdesk.adapters.config.file import parsed, read_text, settings_from
from shopdesk.adapters.config.reader import span_text
from shopdesk.adapters.profile.folder import private_folder, refused
from shopdesk.adapters.profile.whole_file import replace_file
from shopdesk.domain.errors import ConfigError
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.config import Changes, Key, Value

BACKUP = ".bak"
"""Behind the name of the file that holds the text from before the last change."""


class TomlConfigFile:
    """A `ConfigFile`."""

    def __init__(
        self,
        path: Path,
        *,
        for_mail: bool = True,
        check: Callable[[Settings], None] = lambda settings: None,
    ) -> None:
        """Without `for_mail` mailboxes may be missing, and the names that mails are signed with.

        `check` raises `ConfigError` for what only the screen knows to be wrong.
        """
        self._path = path
        self._for_mail = for_mail
        self._check = check

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def text(self) -> str:
        """What stands in it; empty when there is none."""
        return read_text(self._path) if self._path.exists() else ""

    def values(self) -> Mapping[str, object]:
        """The same as tables, lists and plain values, unchecked."""
        return parsed(self.text(), self._path)

    def tried(self, changes: Changes) -> Settings:
        """The settings as they would be; the file is not touched."""
        return self._checked(changed(self.text(), changes, self._path))

    def change(self, changes: Changes) -> Settings:
        """Change or add values, keeping comments and order; the settings as they are then."""
        was = self.text()
        return self.replace(changed(was, changes, self._path), was=was)

    def replace(self, text: str, *, was: str) -> Settings:
        """Put a whole new text in place of the one that `was` read before."""
        settings = self._checked(text)
        if self.text() != was:
            raise ConfigError(
                _(
                    "{file} was changed by somebody else meanwhile: nothing was written. "
                    "Look at it, then change it again."
                ).format(file=self._path)
            )
        if text != was:
            self._write(text)
        return settings

    def _checked(self, text: str) -> Settings:
        settings = settings_from(text, self._path, for_mail=self._for_mail)
        self._check(settings)
        return settings

    def _write(self, text: str) -> None:
        try:
            private_folder(self._path.parent)
            before = self._path.read_bytes() if self._path.exists() else None
            if before is not None:
                replace_file(self._path.with_name(self._path.name + BACKUP), before)
                if b"\r\n" in before:
                    text = text.replace("\n", "\r\n")
            replace_file(self._path, text.encode("utf-8"))
        except OSError as error:
            raise refused(error, self._path) from error


def changed(text: str, changes: Changes, path: Path) -> str:
    """The text with the changes made; raises `ConfigError` where that cannot be done."""
    expected: Any = dict(parsed(text, path))
    try:
        document = tomlkit.parse(text)
        for key, value in changes.items():
            _put(document, _parts(key), value)
            _put(expected, _parts(key), value, plain=True)
        result = tomlkit.dumps(document)
        # the file is the owner's: nothing is written that does not say exactly what was meant
        if tomllib.loads(result) == expected:
            return result
    except (TOMLKitError, tomllib.TOMLDecodeError, LookupError, TypeError, ValueError) as error:
        raise _by_hand(path, changes) from error
    raise _by_hand(path, changes)


def _by_hand(path: Path, changes: Changes) -> ConfigError:
    return ConfigError(
        _(
            "{keys}: {file} is written in a way that only a person can change. "
            "Do it with: shopdesk config edit"
        ).format(keys=", ".join(".".join(map(str, _parts(key))) for key in changes), file=path)
    )


def _parts(key: Key) -> tuple[str | int, ...]:
    return tuple(key.split(".")) if isinstance(key, str) else key


def _put(
    tables: Any, parts: tuple[str | int, ...], value: Value | None, plain: bool = False
) -> None:
    *outer, last = parts
    for part in outer:
        if isinstance(part, str) and part not in tables:
            if value is None:
                return
            _add(tables, part, {} if plain else tomlkit.table())
        tables = tables[part]
    if value is None:
        if not isinstance(last, str) or last in tables:
            del tables[last]
        return
    item = _plain(value) if plain else _item(value)
    if isinstance(last, str) and last not in tables:
        _add(tables, last, item)
    elif isinstance(last, int) and last == len(tables):
        tables.append(item)
    else:
        tables[last] = item


def _add(tables: MutableMapping[str, Any], key: str, item: Any) -> None:
    """At the end of the table, but before the comment that stands over the next one."""
    if not isinstance(tables, Table):
        tables[key] = item
        return
    body = tables.value.body
    behind = []
    while body and body[-1][0] is None and isinstance(body[-1][1], Comment | Whitespace):
        behind.append(body.pop())
    tables[key] = item
    body.extend(reversed(behind))


def _plain(value: Value) -> Any:
    if isinstance(value, timedelta):
        return span_text(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value


def _item(value: Value) -> Item:
    plain = _plain(value)
    if isinstance(plain, str) and "\n" in plain:
        return tomlkit.string(plain, multiline=True)
    item: Item = tomlkit.item(plain)
    return item
