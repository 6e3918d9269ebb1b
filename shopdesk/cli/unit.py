"""`shopdesk watch --systemd`: a user unit that keeps the watch running."""

from __future__ import annotations

import sys
from pathlib import Path

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.domain.shop.settings import PasswordFrom, Settings
from shopdesk.words import _, speak

NAME = "shopdesk-watch.service"

_ENV = "/usr/bin/env"
_REFUSED = frozenset("'\"\\")
"""systemd takes no program whose path has one of these; as an argument they may stand."""

_UNIT = """\
{comment}
[Unit]
Description=shopdesk watch ({shop})
StartLimitIntervalSec=0

[Service]
ExecStart={command}
Restart=always
RestartSec=5
# wrong settings: trying again would not help
RestartPreventExitStatus=2
TimeoutStopSec=20

[Install]
WantedBy=default.target
"""


def run_unit(profile: Profile) -> int:
    """Print the unit of the profile; raises `ConfigError` for settings that would not run."""
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    # not resolved: in a virtual environment the interpreter is a link that says which one
    print(unit(settings, Path(sys.executable), profile.folder.absolute()), end="")
    return 0


def unit(settings: Settings, python: Path, profile: Path) -> str:
    """The unit as text; holds no secret, only the names of those that it needs."""
    words = [str(python), "-m", "shopdesk", "--profile", str(profile), "watch"]
    if _REFUSED.intersection(words[0]):
        words.insert(0, _ENV)
    # systemd replaces variables in the arguments, and not in the program's own path
    command = [_quoted(words[0]), *(_quoted(word).replace("$", "$$") for word in words[1:])]
    return _UNIT.format(
        comment="\n".join(f"# {line}" for line in _comment(settings)),
        shop=_one_line(settings.shop.name).replace("%", "%%"),
        command=" ".join(command),
    )


def _comment(settings: Settings) -> list[str]:
    lines = [
        _("shopdesk watches while no board is open. To install:"),
        f"  shopdesk watch --systemd > ~/.config/systemd/user/{NAME}",
        "  systemctl --user daemon-reload",
        f"  systemctl --user enable --now {NAME}",
        _("To let it run while you are not signed in: loginctl enable-linger"),
    ]
    if names := _variables(settings):
        lines += [
            _(
                "What it needs in its environment ({names}) goes into a file that only you can"
            ).format(names=", ".join(names)),
            _("read, and name that with EnvironmentFile= in: systemctl --user edit {unit}").format(
                unit=NAME
            ),
        ]
    return lines


def _variables(settings: Settings) -> list[str]:
    sources = [box.password for box in settings.mailboxes]
    if settings.phones.secret is not None:
        sources.append(settings.phones.secret)
    return sorted({s.value for s in sources if s.kind is PasswordFrom.ENVIRONMENT})


def _quoted(word: str) -> str:
    """One word as systemd.syntax(7) and systemd.unit(5) read it; a `$` is left to the caller."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    controls = {c: f"\\x{ord(c):02x}" for c in escaped if ord(c) < 0x20 or ord(c) == 0x7F}
    for control, code in controls.items():
        escaped = escaped.replace(control, code)
    return f'"{escaped}"'


def _one_line(text: str) -> str:
    """For a description: a trailing backslash would go on in the next line."""
    return " ".join(text.split()).replace("\\", "/")
