"""`shopdesk config keys`: every command of the screen, for the table `[keys]`."""

from __future__ import annotations

import json as jsonlib

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.configuring import commands
from shopdesk.domain.shop.screen_settings import ScreenSettings
from shopdesk.words import speak


def print_keys(profile: Profile, *, json: bool) -> None:
    """Ids, keys as they are now, and what they do, by screen; a profile need not exist."""
    screen = ScreenSettings()
    if profile.config.exists():
        settings = bootstrap.settings_of(profile)
        speak(settings.shop.language)
        screen = settings.screen
    title = ""
    for listed in commands(screen):
        if json:
            print(jsonlib.dumps(listed.record(), ensure_ascii=False))
            continue
        if listed.screen != title:
            title = listed.screen
            print(f"# {title}")
        quoted = f'"{listed.keys}"'
        print(f"{listed.id} = {quoted:24} # {listed.help}")
