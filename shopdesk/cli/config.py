"""`shopdesk config`: the settings file without a screen."""

from __future__ import annotations

import argparse
import json

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.configuring import ConfigDrawer, config_drawer
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.words import _, speak


def config_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk config`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    show = deeds.add_parser("show", help=_("what is in force, without anything secret"))
    show.add_argument("--json", action="store_true", help=_("one JSON object"))
    deeds.add_parser("path", help=_("where the file is"))
    deeds.add_parser("edit", help=_("change it in your editor (VISUAL or EDITOR)"))
    keys = deeds.add_parser("keys", help=_("every command by its id, for the table [keys]"))
    keys.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    set_ = deeds.add_parser("set", help=_("change one value"))
    set_.add_argument("key", metavar="KEY", help=_("as in targets.pre_sale or mailbox.0.imap.host"))
    set_.add_argument("value", metavar="VALUE", nargs="+", help=_('as in "5 min"'))
    unset = deeds.add_parser("unset", help=_("take one value out: what is usual holds then"))
    unset.add_argument("key", metavar="KEY", help=_("as in targets.pre_sale"))


def run_config(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    drawer = config_drawer(profile)
    match call.deed:
        case "path":
            print(drawer.file.path)
        case "show":
            _show(profile, drawer, json_=call.json)
        case "keys":
            from shopdesk.cli.keys import print_keys

            print_keys(profile, json=call.json)
        case "edit":
            _edit(drawer)
        case "set":
            _set(drawer, call.key, drawer.value_of(call.key, " ".join(call.value)))
        case _:
            _set(drawer, call.key, None)
    return 0


def _show(profile: Profile, drawer: ConfigDrawer, *, json_: bool) -> None:
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    if json_:
        print(json.dumps(drawer.shown(settings), ensure_ascii=False))
        return
    for line in drawer.lines(settings):
        print(plain(line))


def _set(drawer: ConfigDrawer, key: str, value: object) -> None:
    path = tuple(int(part) if part.isdecimal() else part for part in key.split("."))
    if not all(key.split(".")):
        raise ConfigError(_("{key} is no key; a key is such as targets.pre_sale.").format(key=key))
    before = drawer.file.text()
    settings = drawer.file.change({path: value})  # type: ignore[dict-item]  # the rules judge it
    speak(settings.shop.language)
    if drawer.file.text() == before:
        print(_("Nothing was changed."))
    else:
        print(_("Kept. A board that is open goes by it from its next start."))


def _edit(drawer: ConfigDrawer) -> None:
    """What is not allowed stays beside the file, and the next call goes on with it."""
    was, kept = drawer.file.text(), drawer.unfinished()
    changed = drawer.edit(was if kept is None else kept)
    if changed == was:
        drawer.keep(None)
        print(_("Nothing was changed."))
        return
    drawer.keep(changed)
    try:
        settings = drawer.file.replace(changed, was=was)
    except ConfigError as error:
        raise ConfigError(
            *error.problems,
            _("The file is as it was. `shopdesk config edit` goes on with your text."),
        ) from error
    drawer.keep(None)
    speak(settings.shop.language)
    print(_("Kept. A board that is open goes by it from its next start."))
