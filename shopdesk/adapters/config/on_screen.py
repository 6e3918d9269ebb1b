"""The settings file behind a screen of texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from shopdesk.adapters.config.file import settings_from
from shopdesk.adapters.config.texts import changes_for, texts_of
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.editable import EDITABLE

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.config import ConfigFile
    from shopdesk.ports.settings_texts import Kept, Texts

_KEY = re.compile(r"(?P<key>[\w.]+?)(?:\[\d+\])?: (?P<said>.*)", re.DOTALL)
_KEYS = frozenset(editable.key for editable in EDITABLE)


class ConfigScreen:
    """A `SettingsTexts`."""

    def __init__(self, file: ConfigFile, apply: Callable[[Settings], Kept]) -> None:
        """`apply` makes the running program go by new settings."""
        self._file = file
        self._apply = apply

    def texts(self) -> Texts:
        """What stands in the file now, and what is usual where nothing does."""
        return texts_of(settings_from(self._file.text(), self._file.path))

    def problems(self, texts: Texts) -> Texts:
        """What is not allowed, a sentence for each key."""
        found: dict[str, str] = {}
        try:
            self._file.tried(changes_for(texts, self.texts()))
        except ConfigError as error:
            for problem in error.problems:
                told = _KEY.fullmatch(problem)
                known = told is not None and told["key"] in _KEYS
                key, said = (told["key"], told["said"]) if told and known else ("", problem)
                found.setdefault(key, said)
        return found

    def keep(self, texts: Texts) -> Kept:
        """Write what differs from the file, and go by it as far as that can be done at once."""
        return self._apply(self._file.change(changes_for(texts, self.texts())))
