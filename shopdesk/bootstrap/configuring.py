"""What changes the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from shopdesk.bootstrap import Parts, Profile, schedule_of
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.screen_settings import ScreenSettings

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.config import ConfigFile, Value
    from shopdesk.ports.settings_texts import Kept, SettingsTexts, Texts


def config_file(profile: Profile, *, for_mail: bool = True) -> ConfigFile:
    """The profile's settings file; without `for_mail` it may do without mailboxes."""
    from shopdesk.adapters.config.edit import TomlConfigFile

    return TomlConfigFile(profile.config, for_mail=for_mail, check=check_screen)


def check_screen(settings: Settings) -> None:
    """Raises `ConfigError` for keys and a theme that the screen does not have."""
    if settings.screen == ScreenSettings():
        return
    from shopdesk.ui.look import theme_faults
    from shopdesk.ui.remapping import key_faults

    if faults := [*theme_faults(settings.screen), *key_faults(settings.screen.keys)]:
        raise ConfigError(*faults)


def keep_theme(profile: Profile, name: str) -> None:
    """Write a theme into the settings; raises `ConfigError`, `RecordsError`."""
    config_file(profile).change({"screen.theme": name})


class LateTexts:
    """A `SettingsTexts` that reads what it is made of when it is first asked."""

    def __init__(self, made: Parts) -> None:
        self._made = made

    def texts(self) -> Texts:
        """See `SettingsTexts`; so with all that follow."""
        return self._found.texts()

    def problems(self, texts: Texts) -> Texts:
        """What is not allowed."""
        return self._found.problems(texts)

    def keep(self, texts: Texts) -> Kept:
        """Write, and go by it."""
        return self._found.keep(texts)

    @cached_property
    def _found(self) -> SettingsTexts:
        from shopdesk.adapters.config.on_screen import ConfigScreen

        return ConfigScreen(config_file(self._made.profile), self._apply)

    def _apply(self, settings: Settings) -> Kept:
        from shopdesk.ports.settings_texts import Kept

        made = self._made
        live = made.settings.clocked_by(settings)
        before = made.schedule.current
        made.schedule.current = schedule_of(live)
        now = made.clock.now()
        return Kept(live, made.desk.call(lambda desk: desk.change(live, now, before)))


def settings_texts(made: Parts) -> SettingsTexts:
    """What a settings screen changes: the file, and the clocks of the running desk."""
    return LateTexts(made)


@dataclass(frozen=True, slots=True)
class ConfigDrawer:
    """What the command line works on the settings with."""

    file: ConfigFile
    """The profile's."""
    edit: Callable[[str], str]
    """The text as the owner's editor leaves it; raises `FileTrouble`."""
    value_of: Callable[[str, str], Value | None]
    """From a key and what was typed to what the file is to hold."""
    shown: Callable[[Settings], Mapping[str, object]]
    """The settings for programs, without anything secret."""
    lines: Callable[[Settings], Iterable[str]]
    """The same for people."""
    unfinished: Callable[[], str | None]
    """A text that was not allowed when it was left; None where there is none."""
    keep: Callable[[str | None], None]
    """Keep such a text; None forgets it."""


def config_drawer(profile: Profile) -> ConfigDrawer:
    """Everything about the settings file, without a desk."""
    import os
    from functools import partial

    from shopdesk.adapters.config import shown as config_shown
    from shopdesk.adapters.config.texts import value_of
    from shopdesk.adapters.config.unfinished import keep_unfinished, read_unfinished
    from shopdesk.adapters.owner.editor import edited

    return ConfigDrawer(
        config_file(profile),
        lambda text: edited(text, os.environ, suffix=".toml"),
        value_of,
        partial(config_shown.shown, seconds=True),
        config_shown.lines,
        partial(read_unfinished, profile.config),
        partial(keep_unfinished, profile.config),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A command of a screen."""

    screen: str
    """In words."""
    id: str
    """As `[keys]` names it."""
    keys: str
    """As they are now, comma-separated."""
    help: str
    """A sentence."""

    def record(self) -> dict[str, object]:
        """For programs."""
        keys = self.keys.split(",")
        return {"command": self.id, "keys": keys, "screen": self.screen, "help": self.help}


def commands(screen: ScreenSettings) -> Iterable[Listed]:
    """Every command of every screen."""
    from shopdesk.ui.commands.places import PLACES
    from shopdesk.ui.remapping import keys_of

    for place in PLACES:
        for command in place.commands:
            yield Listed(place.title, command.id, keys_of(command, screen.keys), command.help)
