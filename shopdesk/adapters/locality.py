"""The port `Locality`: what the system knows of its owner; nothing is asked of the network."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import TZPATH

from shopdesk.domain.countries import COUNTRIES
from shopdesk.ports.setup import Guest

_LOCALE = re.compile(r"(?P<language>[a-z]{2,3})(_(?P<country>[A-Z]{2}))?\b")
_LANGUAGES = ("en", "vi", "ru")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_COUNTRIES = "zone.tab"
_NOBODIES = frozenset({"root", "admin", "user", "ubuntu", "debian", "pi"})


class SystemLocality:
    """Asks the environment and the system's tables."""

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        self._env = os.environ if env is None else env

    def guest(self) -> Guest:
        """What can be known."""
        said = _LOCALE.match(next((v for n in _VARIABLES if (v := self._env.get(n))), ""))
        language = said["language"] if said else ""
        zone = _zone()
        country = (said["country"] if said else "") or _country_of(zone)
        return Guest(
            owner=_owner(),
            language=language if language in _LANGUAGES else "en",
            country=country if country in COUNTRIES else "",
            zone=zone,
        )

    def currency(self, country: str) -> str:
        """The one in use there now."""
        if not country:
            return ""
        from babel.numbers import get_territory_currencies

        return next(iter(get_territory_currencies(country)), "")


def _zone() -> str:
    import tzlocal

    # what tzlocal raises for a system that contradicts itself is a ZoneInfoNotFoundError
    with contextlib.suppress(KeyError, ValueError, OSError):
        # afresh: it keeps the first answer for as long as the program runs
        name = str(tzlocal.reload_localzone())
        if "/" in name and not name.startswith("Etc/"):
            return name
    return "UTC"


def _country_of(zone: str) -> str:
    for line in _zone_table().splitlines():
        country, _tab, rest = line.partition("\t")
        if rest.split("\t")[1:2] == [zone]:
            return country
    return ""


def _zone_table() -> str:
    for folder in TZPATH:
        with contextlib.suppress(OSError):
            return (Path(folder) / _COUNTRIES).read_text("utf-8")
    try:
        from importlib.resources import files

        return files("tzdata.zoneinfo").joinpath(_COUNTRIES).read_text("utf-8")
    except (ImportError, OSError):
        return ""


def _owner() -> str:
    """The first name, where the system has a real one."""
    if os.name != "posix":
        return ""
    import pwd

    with contextlib.suppress(KeyError):
        entry = pwd.getpwuid(os.getuid())
        full = entry.pw_gecos.partition(",")[0].strip()
        if full and full.isprintable() and full.lower() not in _NOBODIES:
            return full.split()[0]
    return ""
