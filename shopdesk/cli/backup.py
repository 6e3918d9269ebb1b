"""`shopdesk backup` and `shopdesk restore`."""

from __future__ import annotations

import argparse
import json as jsonlib
import sys
from pathlib import Path

from shopdesk.bootstrap import Profile
from shopdesk.cli.lines import instant
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.backup import Backup, Part
from shopdesk.words import _, _n

MIB = 1 << 20


def backup_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk backup`."""
    parser.add_argument(
        "target",
        metavar="FILE|DIR",
        nargs="?",
        type=Path,
        help=_("a new file, or a folder for it; without it: the profile's own backups"),
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object"))


def restore_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk restore`."""
    parser.add_argument(
        "which", metavar="FILE|latest", nargs="?", help=_("a backup, or the newest sound one")
    )
    parser.add_argument("--list", action="store_true", help=_("show the profile's backups"))
    parser.add_argument(
        "--only",
        metavar="PART",
        action="append",
        choices=[part.value for part in Part],
        help=_("put back only that: records, templates or settings; may be repeated"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("one JSON object; with --list one a line")
    )


def run_backup(profile: Profile, call: argparse.Namespace) -> int:
    """Make one; returns the exit code."""
    from shopdesk.bootstrap.keeping import Keeping

    keeping = Keeping(profile)
    with _Meter(_("Backing up")) as meter:
        made = keeping.make(call.target, meter.show)
    if call.json:
        print(jsonlib.dumps(_record(made), ensure_ascii=False))
    else:
        print(plain(_("Backed up: {line}").format(line=_line(made))))
    return 0


def run_restore(profile: Profile, call: argparse.Namespace) -> int:
    """Show the backups, or put one back; returns the exit code."""
    from shopdesk.bootstrap.keeping import Keeping

    keeping = Keeping(profile)
    if call.list:
        _list(keeping.all(), json=call.json)
        return 0
    if call.which is None:
        raise ConfigError(_("Name a backup or `latest`; `shopdesk restore --list` shows them."))
    backup = keeping.chosen(call.which)
    parts = tuple(Part(name) for name in call.only) if call.only else tuple(Part)
    with _Meter(_("Restoring")) as meter:
        done = keeping.restore(backup, parts, meter.show)
    if call.json:
        record = _record(backup) | {
            "parts": [part.value for part in done.parts],
            "aside": done.aside or None,
            "unsure": done.unsure,
        }
        print(jsonlib.dumps(record, ensure_ascii=False))
        return 0
    parts_text = ", ".join(_(part.value) for part in done.parts)
    print(plain(_("Put back {parts}: {line}").format(parts=parts_text, line=_line(backup))))
    if done.aside:
        print(plain(_("What was there is kept in {folder}").format(folder=done.aside)))
    if done.unsure:
        print(
            _n(
                "{n} reply was waiting to leave then: it is looked for in Sent, and not sent again "
                "by itself.",
                "{n} replies were waiting to leave then: they are looked for in Sent, and not sent "
                "again by themselves.",
                done.unsure,
            )
        )
    return 0


def _list(backups: tuple[Backup, ...], *, json: bool) -> None:
    for backup in backups:
        print(jsonlib.dumps(_record(backup)) if json else plain(_line(backup)))
    if not backups and not json:
        print(_("There is no backup yet; shopdesk makes one a day while it is open."))


def _record(backup: Backup) -> dict[str, object]:
    return {
        "file": backup.name,
        "made": instant(backup.made),
        "bytes": backup.size,
        "parts": [part.value for part in backup.parts],
        "messages": backup.messages,
        "trouble": backup.trouble or None,
    }


def _line(backup: Backup) -> str:
    made = f"{backup.made.astimezone():%Y-%m-%d %H:%M}"
    size = f"{backup.size / MIB:.1f} MiB"
    if backup.trouble:
        return f"{made}  {size:>10}  {backup.name}: {backup.trouble}"
    messages = _n("{n} message", "{n} messages", backup.messages)
    return f"{made}  {size:>10}  {messages}  {backup.name}"


class _Meter:
    """How far it has come, in place, where somebody looks on."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = -1
        self._seen = sys.stderr.isatty()

    def __enter__(self) -> _Meter:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._seen and self._shown >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def show(self, part: float) -> None:
        """A `Progress`."""
        percent = int(part * 100)
        if self._seen and percent != self._shown:
            self._shown = percent
            print(f"\r{self._what} {percent} %", end="", file=sys.stderr, flush=True)
