"""`shopdesk customers export` and `forget`: all about a person, handed out or taken out."""

from __future__ import annotations

import argparse
import json as jsonlib
from pathlib import Path

from shopdesk.bootstrap import Profile
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.guests.privacy import About, Forgotten
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n

FAILED = 1


def export_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk customers export`."""
    parser.add_argument("address", metavar="ADDRESS", help=_("one of the person's addresses"))
    parser.add_argument(
        "file",
        metavar="FILE.zip",
        nargs="?",
        type=Path,
        help=_("without it: a new file in this folder, named by the address"),
    )
    parser.add_argument("--json", action="store_true", help=_("say what was written as JSON"))
    parser.set_defaults(run=run_export)


def forget_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk customers forget`."""
    parser.add_argument("address", metavar="ADDRESS", help=_("one of the person's addresses"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.add_argument("--json", action="store_true", help=_("say what was done as JSON"))
    parser.set_defaults(run=run_forget)


def run_export(profile: Profile, call: argparse.Namespace) -> int:
    """Write the archive; returns the exit code."""
    from shopdesk.bootstrap.privacy import Rights

    with Rights(profile, alone=False) as rights:
        made = rights.export(rights.about(call.address), call.file)
    if call.json:
        record = {"file": str(made.file), "files": made.files} | _counts(made.about)
        print(jsonlib.dumps(record, ensure_ascii=False))
    else:
        print(plain(_("Written to {file}: {what}").format(file=made.file, what=_what(made.about))))
    return 0


def run_forget(profile: Profile, call: argparse.Namespace) -> int:
    """Ask, then take it out; returns the exit code."""
    from shopdesk.bootstrap.privacy import Rights

    with Rights(profile, alone=True) as rights:
        about = rights.about(call.address)
        if not call.yes and not _agreed(about, rights.waiting(about)):
            print(_("Nothing was changed."))
            return FAILED
        done = rights.forget(about)
        kept = rights.still_in(about)
    if call.json:
        record = _counts(about) | {
            "older_mails": done.older,
            "named_by_others": done.elsewhere,
            "on_the_server": done.places,
            "still_in": [str(path) for path in kept],
        }
        print(jsonlib.dumps(record, ensure_ascii=False))
        return 0
    _report(done, kept)
    return 0


def _agreed(about: About, waiting: int) -> bool:
    who = f"{about.name} <{about.asked}>" if about.name else about.asked
    print(
        plain(_("Forget {who}: {what}. This cannot be undone.").format(who=who, what=_what(about)))
    )
    if len(about.keys) > 1:
        print(plain(_("Their addresses: {addresses}").format(addresses=", ".join(about.keys))))
    if about.shared:
        print(
            _n(
                "In {n} of the conversations somebody else wrote too: their mails stay.",
                "In {n} of the conversations others wrote too: their mails stay.",
                about.shared,
            )
        )
    if waiting:
        print(
            _n(
                "They wait for an answer in {n} conversation; that alarm ends.",
                "They wait for an answer in {n} conversations; those alarms end.",
                waiting,
            )
        )
    try:
        typed = input(_("Type yes to forget them: "))
    except EOFError as error:
        raise ConfigError(_("Nobody is there to be asked: say --yes.")) from error
    return typed.strip().casefold() in {"yes", _("yes")}


def _report(done: Forgotten, kept: tuple[Path, ...]) -> None:
    print(plain(_("Forgotten: {what}.").format(what=_what(done.about))))
    if done.places:
        print(
            _n(
                "{n} mail of theirs may still lie on the mail server; delete it there.",
                "{n} mails of theirs may still lie on the mail server; delete them there.",
                done.places + done.older,
            )
        )
    if done.elsewhere:
        print(
            _n(
                "{n} mail of somebody else names one of their addresses and was left as it is.",
                "{n} mails of others name one of their addresses and were left as they are.",
                done.elsewhere,
            )
        )
    if kept:
        print(_("Still in these copies, until they are rotated away or you delete them:"))
        for path in kept:
            print(f"  {plain(str(path))}")


def _what(about: About) -> str:
    return ", ".join(
        (
            _n("{n} mail", "{n} mails", about.messages),
            _n("{n} conversation", "{n} conversations", about.conversations),
            _n("{n} other entry", "{n} other entries", about.rows),
        )
    )


def _counts(about: About) -> dict[str, object]:
    return {
        "addresses": list(about.keys),
        "messages": about.messages,
        "conversations": about.conversations,
        "shared_conversations": about.shared,
        "other_entries": about.rows,
    }
